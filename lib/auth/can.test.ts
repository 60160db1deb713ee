import { describe, expect, it } from 'vitest';
import { ACTIONS, can, type Action, type Role } from './can.ts';

/** The matrix as people agreed on it, written out so that a change of `can` must change this table too. */
const ALLOWED: Record<Action, Role[]> = {
  'session.read': ['admin', 'viewer'],
  'session.end': ['admin', 'viewer'],
  'view.save': ['admin', 'viewer'],
  'catalog.read': ['admin', 'viewer'],
  'metrics.read': ['admin', 'viewer'],
  'cluster.read': ['admin', 'viewer'],
  'config.read': ['admin', 'viewer'],
  'cluster.test': ['admin'],
  'cluster.create': ['admin'],
  'cluster.update': ['admin'],
  'cluster.measure': ['admin'],
  'cluster.delete': ['admin'],
  'event.create': ['admin'],
};

describe('can', () => {
  for (const action of ACTIONS) {
    for (const role of ['admin', 'viewer'] as const) {
      const allowed = ALLOWED[action].includes(role);
      it(`${allowed ? 'lets' : 'does not let'} a ${role} do ${action}`, () => {
        expect(can({ id: 'u', role }, action, { kind: 'app' })).toBe(allowed);
        expect(can({ id: 'u', role }, action, { kind: 'cluster', id: 'c' })).toBe(allowed);
      });
    }
  }

  it('denies a role it does not know', () => {
    for (const action of ACTIONS) expect(can({ id: 'u', role: 'owner' as Role }, action, { kind: 'app' })).toBe(false);
  });
});
