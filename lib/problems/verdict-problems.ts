import type { Problem } from '#lib/contracts/common.ts';
import type { VerdictCode } from '#lib/contracts/verdict.ts';
import type { GroupFact, NamedCount, VerdictFact } from './facts.ts';
import type { ProblemCode } from './rank-problems.ts';

/** What one group's trouble says. */
export interface GroupTrouble {
  params: Problem['params'];
  detail: string;
  named: NamedCount;
  sinceMs?: number;
}

/** A rule over groups: the problem it makes and what it says of a group; null = nothing. */
export interface GroupRule {
  code: ProblemCode;
  severity: Problem['severity'];
  judge(group: GroupFact): GroupTrouble | null;
}

/** The problem that a verdict makes. LOST and STOPPED without members have rules of their own, which know the same cause sooner. */
const VERDICT_PROBLEMS: readonly { verdict: VerdictCode; code: ProblemCode; severity: Problem['severity']; says: string }[] = [
  { verdict: 'STOPPED', code: 'group_stuck', severity: 'warning', says: 'has members, but its commits stand still' },
  { verdict: 'GROWING', code: 'group_growing', severity: 'warning', says: 'falls further behind' },
  { verdict: 'SLOW', code: 'group_slow', severity: 'warning', says: 'is further behind than it may be' },
  { verdict: 'REBALANCING', code: 'group_rebalancing', severity: 'warning', says: 'rebalances too often' },
  { verdict: 'REWIND', code: 'group_rewound', severity: 'info', says: 'was set back to older messages' },
];

/** Rules for what verdicts say. One cause, one problem: a group without members only has that one. */
export const VERDICT_RULES: readonly GroupRule[] = VERDICT_PROBLEMS.map(({ verdict, code, severity, says }) => ({
  code,
  severity,
  judge: (group) => {
    if (group.verdict?.code !== verdict || isWithoutMembers(group)) return null;
    const { evidence, named, sinceMs } = group.verdict;
    return { params: paramsOf(group.verdict), detail: `Group ${group.groupId} ${says}: ${told(evidence)}.`, named, sinceMs };
  },
}));

/** Codes of problems that rest on a verdict: while the verdict is unknown they are neither confirmed nor resolved. */
export const VERDICT_CODES: ReadonlySet<string> = new Set<ProblemCode>([
  ...VERDICT_PROBLEMS.map(({ code }) => code),
  'group_no_members',
  'group_unused',
]);

/** Messages that retention takes within so many seconds are about to be lost: time for a person to act. */
const ABOUT_TO_BE_LOST_SECONDS = 24 * 3_600;

/** A group that nobody reads for: found by its growing lag within half a minute, or by commits that stand still. */
export function isWithoutMembers(group: GroupFact): boolean {
  return group.abandoned !== null || (group.verdict?.code === 'STOPPED' && group.verdict.reason === 'no_members');
}

/** Whether messages pile up for it, or are about to be lost to it. What was left over from former days, grows no more and stays is no hurry. */
export function isMissed(group: GroupFact): boolean {
  return group.abandoned !== null || isAboutToLose(group);
}

/** Whether retention takes what it has not read within a day. */
export function isAboutToLose({ headroomSeconds = null }: GroupFact): boolean {
  return headroomSeconds !== null && headroomSeconds < ABOUT_TO_BE_LOST_SECONDS;
}

/** The evidence as message parameters: whole numbers, and times in whole seconds. */
function paramsOf({ evidence, named }: VerdictFact): Problem['params'] {
  const params: Problem['params'] = { partitions: named.count };
  for (const [name, value] of Object.entries(evidence)) {
    if (name.endsWith('Ms')) params[`${name.slice(0, -2)}Seconds`] = Math.round(value / 1_000);
    else params[name] = Number.isInteger(value) ? value : Math.round(value * 100) / 100;
  }
  return params;
}

function told(evidence: Readonly<Record<string, number>>): string {
  return Object.entries(evidence)
    .map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`)
    .join(', ');
}
