import type { Problem } from '#lib/contracts/common.ts';

/** Up to here every problem is told in full: a person reads them all. */
const TOLD_IN_FULL = 6;
/** So many of one kind become one line. */
const FOLDED_FROM = 3;
/** A problem that has stood for longer is marked: it is known, or forgotten. */
const OLD_MS = 24 * 3_600_000;

/** A line of the list: one problem, or several of one kind and severity. */
export type ProblemLine =
  | { kind: 'one'; problem: Problem }
  | { kind: 'many'; key: string; problems: readonly [Problem, ...Problem[]] };

/** Problems as lines, in their given order (worst first). When they are many, those of one kind stand as one line at the place of the first; nothing is left out. */
export function foldProblems(problems: readonly Problem[]): ProblemLine[] {
  if (problems.length <= TOLD_IN_FULL) return problems.map((problem) => ({ kind: 'one', problem }));
  const kinds = Map.groupBy(problems, ({ severity, code }) => `${severity}:${code}`);
  return [...kinds].flatMap(([key, [first, ...rest]]): ProblemLine[] => {
    if (first === undefined) return [];
    if (rest.length + 1 >= FOLDED_FROM) return [{ kind: 'many', key, problems: [first, ...rest] }];
    return [first, ...rest].map((problem) => ({ kind: 'one', problem }));
  });
}

/** Whether a problem has stood for more than a day; never before the clock of the browser is known (`nowMs` 0). */
export function isOldProblem({ since }: Pick<Problem, 'since'>, nowMs: number): boolean {
  return nowMs !== 0 && nowMs - Date.parse(since) > OLD_MS;
}

/** A topic that is hit, with how many of its partitions are named. */
export interface AffectedTopic {
  topic: string;
  partitions: number;
}

/** Named partitions (`orders-3`) by topic, the most hit first and by name within equals. A name without a number counts as a topic. */
export function affectedTopics(names: readonly string[]): AffectedTopic[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const topic = name.replace(/-\d+$/, '');
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  return [...counts]
    .map(([topic, partitions]) => ({ topic, partitions }))
    .sort((a, b) => b.partitions - a.partitions || (a.topic < b.topic ? -1 : 1));
}
