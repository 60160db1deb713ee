import type { Problem } from '#lib/contracts/common.ts';

/** Every kind of problem, worst first within a severity. Message keys under `problems.<code>`. */
export const PROBLEM_CODES = [
  'cluster_unreachable',
  'authentication_failed',
  'no_quorum_leader',
  'broker_down',
  'broker_silent',
  'partitions_offline',
  'log_truncated',
  'under_min_isr',
  'log_dir_offline',
  'under_replicated',
  'group_lost',
  'group_no_members',
  'group_ahead_of_end',
  'topic_unreadable',
  'group_unknown',
  'groups_incomplete',
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
