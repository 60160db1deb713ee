/** Everything a person can ask of Farol. A route names exactly one. */
export const ACTIONS = [
  'session.read',
  'session.end',
  'view.save',
  'catalog.read',
  'metrics.read',
  'cluster.read',
  'cluster.test',
  'cluster.create',
  'cluster.update',
  'cluster.measure',
  'cluster.delete',
  'config.read',
  'event.create',
] as const;

export type Action = (typeof ACTIONS)[number];

export type Role = 'admin' | 'viewer';

/** Who asks, as far as permissions are concerned. */
export interface Actor {
  id: string;
  role: Role;
}

/** On what. `app` is Farol itself; a cluster is named by its id in URLs. */
export type Resource = { kind: 'app' } | { kind: 'cluster'; id: string };

const VIEWER_ACTIONS: ReadonlySet<Action> = new Set<Action>([
  'session.read',
  'session.end',
  'view.save',
  'catalog.read',
  'metrics.read',
  'cluster.read',
  'config.read',
]);

/**
 * The one decision about permissions. Default deny: a role that is not named here may do nothing.
 * `resource` is part of the question already, so that rights per cluster change this function and no route.
 */
export function can(actor: Actor, action: Action, _resource: Resource): boolean {
  switch (actor.role) {
    case 'admin':
      return ACTIONS.includes(action);
    case 'viewer':
      return VIEWER_ACTIONS.has(action);
    default:
      return false;
  }
}
