import type { Problem } from '#lib/contracts/common.ts';
import type { ProblemFacts } from './facts.ts';
import { isUnread } from './keep-unread.ts';
import { VERDICT_CODES } from './verdict-problems.ts';

/** Problems that say that a whole pass reached nobody: they replace one another and are never held. */
const OF_FAILED_PASSES: readonly string[] = ['cluster_unreachable', 'authentication_failed', 'tls_failed'];
/** Judged by commits and offsets of one group. */
const OF_OFFSETS: readonly string[] = ['group_lost', 'group_ahead_of_end'];

/** Everything known before a pass of which nothing was judged: it reached nobody, or its time cannot be trusted. Nothing is resolved by it. */
export function heldByFailure(previous: readonly Problem[]): Problem[] {
  return previous.filter(({ code }) => !OF_FAILED_PASSES.includes(code)).map(asLastKnown);
}

/** Problems of the pass before that this pass neither found nor could check, because what they are about was not read. A failed query resolves nothing. */
export function heldByGaps(facts: ProblemFacts, found: readonly { id: string }[], previous: readonly Problem[]): Problem[] {
  const ids = new Set(found.map(({ id }) => id));
  const undecided = new Set(facts.groups.flatMap(({ groupId, verdict }) => (verdict?.code === 'UNKNOWN' ? [groupId] : [])));
  return previous.filter((problem) => !ids.has(problem.id) && isUnchecked(problem, facts, undecided)).map(asLastKnown);
}

function isUnchecked(problem: Problem, facts: ProblemFacts, undecided: ReadonlySet<string>): boolean {
  const { code, scope } = problem;
  if (code === 'under_min_isr') return facts.partitions.underMinIsr === null;
  if (code === 'log_dir_offline') return facts.unread?.logDirsOf.has(Number(scope.name)) ?? false;
  // What rests on a verdict is open while nothing can be said; what rests on offsets, while some of them are missing.
  if (VERDICT_CODES.has(code)) return isOfUnknownGroup(problem, facts, undecided);
  if (OF_OFFSETS.includes(code)) return isOfUnknownGroup(problem, facts, facts.unread?.groups ?? new Set());
  return isUnread(problem, facts);
}

/** Whether a problem is about one of the groups of which this pass knows too little, or about one that it may not have been shown. */
function isOfUnknownGroup(
  { scope, affected, affectedTotal }: Problem,
  facts: ProblemFacts,
  unknown: ReadonlySet<string>,
): boolean {
  const listed = facts.unread?.listedGroups;
  const isUnknown = (groupId: string) =>
    unknown.has(groupId) || (facts.unlistedBy.length > 0 && listed !== undefined && !listed.has(groupId));
  if (scope.kind === 'group') return isUnknown(scope.name);
  // Told for all groups together when they were many: of those without a name any may be the unknown one.
  return affected.some(isUnknown) || ((affected.length === 0 || affectedTotal > affected.length) && unknown.size > 0);
}

/** The same problem, told as one that was found before and could not be checked. */
function asLastKnown(problem: Problem): Problem {
  return { ...problem, lastKnown: true };
}
