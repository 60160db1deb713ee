import type { Problem } from '#lib/contracts/common.ts';

/** What the names in `affected` of a problem are. */
export type AffectedKind = 'partition' | 'topic' | 'group' | 'broker' | 'text';

/** Kind of the affected names, by the problem's code and scope. Unknown codes get plain text. */
export function affectedKind(problem: Pick<Problem, 'code' | 'scope'>): AffectedKind {
  switch (problem.code) {
    case 'broker_down':
    case 'broker_silent':
    case 'partitions_offline':
    case 'under_min_isr':
    case 'under_replicated':
    case 'log_truncated':
      return 'partition';
    case 'group_lost':
    case 'group_ahead_of_end':
    case 'group_no_members':
      // Many groups in the same trouble are told as one problem of the cluster: then the names are groups.
      return problem.scope.kind === 'group' ? 'partition' : 'group';
    case 'group_unknown':
      return 'group';
    case 'topic_unreadable':
      return 'topic';
    case 'groups_incomplete':
      return 'broker';
    default:
      return 'text';
  }
}

/** Path below the cluster's page where an affected name lives; null for plain text. */
export function affectedPath(kind: AffectedKind, name: string): string | null {
  switch (kind) {
    case 'partition': {
      const topic = name.replace(/-\d+$/, '');
      return `/topics/${encodeURIComponent(topic)}`;
    }
    case 'topic':
      return `/topics/${encodeURIComponent(name)}`;
    case 'group':
      return `/groups/${encodeURIComponent(name)}`;
    case 'broker':
      return `/brokers/${encodeURIComponent(name)}`;
    case 'text':
      return null;
  }
}

/** Where to go for the next step on a problem: the page of what it is about; null when there is none. */
export function problemPath(problem: Pick<Problem, 'code' | 'scope'>): string | null {
  const { kind, name } = problem.scope;
  if (kind === 'broker' || kind === 'topic' || kind === 'group') return affectedPath(kind, name);
  if (kind === 'partition') return affectedPath('partition', name);
  const listed = affectedKind(problem);
  if (listed === 'partition' || listed === 'topic') return '/topics';
  if (listed === 'group') return '/groups';
  if (listed === 'broker') return '/brokers';
  return null;
}
