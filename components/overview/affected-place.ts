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
    case 'transaction_hanging':
      return 'partition';
    case 'group_lost':
    case 'group_ahead_of_end':
    case 'group_no_members':
    case 'group_unused':
    case 'group_stuck':
    case 'group_growing':
    case 'group_slow':
    case 'group_rebalancing':
    case 'group_rewound':
      // Many groups in the same trouble are told as one problem of the cluster: then the names are groups.
      return problem.scope.kind === 'group' ? 'partition' : 'group';
    case 'group_unknown':
      return 'group';
    case 'topic_unreadable':
    case 'canary_no_topic':
    case 'topics_hidden':
      return 'topic';
    case 'groups_incomplete':
    case 'canary_not_covered':
    case 'quorum_observer_behind':
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

/** Problems whose next step is on a page of its own, whatever they are about. */
const PLACES: Readonly<Record<string, string>> = {
  disk_almost_full: '/disk',
  disk_filling: '/disk',
  no_quorum_leader: '/quorum',
  quorum_no_margin: '/quorum',
  quorum_voter_behind: '/quorum',
  zookeeper_no_quorum: '/quorum',
  zookeeper_server_down: '/quorum',
  zookeeper_overloaded: '/quorum',
  transaction_hanging: '/transactions',
  canary_no_topic: '/canary',
  canary_not_covered: '/canary',
  partitions_offline: '/topics?show=trouble',
  under_min_isr: '/topics?show=trouble',
  under_replicated: '/topics?show=trouble',
};

/** Where to go for the next step on a problem: the page of what it is about; null when there is none. */
export function problemPath(problem: Pick<Problem, 'code' | 'scope'>): string | null {
  const { kind, name } = problem.scope;
  const own = PLACES[problem.code];
  if (own !== undefined) return own;
  if (kind === 'broker' || kind === 'topic' || kind === 'group') return affectedPath(kind, name);
  if (kind === 'partition') return affectedPath('partition', name);
  const listed = affectedKind(problem);
  if (listed === 'partition' || listed === 'topic') return '/topics';
  if (listed === 'group') return '/groups';
  if (listed === 'broker') return '/brokers';
  return null;
}
