import type { Problem } from '#lib/contracts/common.ts';

/** Every kind of problem, worst first within a severity. Message keys under `problems.<code>`. */
export const PROBLEM_CODES = [
  'cluster_unreachable',
  'authentication_failed',
  'tls_failed',
  'clock_skew',
  'no_quorum_leader',
  'zookeeper_no_quorum',
  'broker_down',
  'broker_silent',
  'partitions_offline',
  'log_truncated',
  'under_min_isr',
  'log_dir_offline',
  'disk_almost_full',
  'disk_filling',
  'quorum_no_margin',
  'canary_failing',
  'under_replicated',
  'broker_slow',
  'transaction_hanging',
  'quorum_voter_behind',
  'quorum_observer_behind',
  'zookeeper_server_down',
  'zookeeper_overloaded',
  'group_lost',
  'group_stuck',
  'group_no_members',
  'group_growing',
  'group_slow',
  'group_rebalancing',
  'group_ahead_of_end',
  'topic_unreadable',
  'canary_no_topic',
  'topics_hidden',
  'group_unknown',
  'groups_incomplete',
  'canary_not_covered',
  'group_rewound',
  'group_unused',
  'not_authorized',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

const SEVERITIES: readonly Problem['severity'][] = ['critical', 'warning', 'info'];

/** Worst first: by severity, then by kind, then by how much is hit, then by id so that the order stays put. */
export function rankProblems(problems: readonly Problem[]): Problem[] {
  const rank = new Map<string, number>(PROBLEM_CODES.map((code, at) => [code, at]));
  return [...problems].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (rank.get(a.code) ?? PROBLEM_CODES.length) - (rank.get(b.code) ?? PROBLEM_CODES.length) ||
      b.affectedTotal - a.affectedTotal ||
      (a.id < b.id ? -1 : 1),
  );
}
