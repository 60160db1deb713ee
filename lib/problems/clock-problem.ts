import type { Problem } from '#lib/contracts/common.ts';
import { rankProblems, type ProblemCode } from './rank-problems.ts';

/** What is known of the clocks when a pass is judged. */
export interface ClockFacts {
  /** Wall ms of the pass. */
  nowMs: number;
  /** The database's clock minus that of the machine Farol samples on, ms; null = not known. */
  skewMs: number | null;
}

const CODE: ProblemCode = 'clock_skew';
/** From here on people are told. */
const TOLD_MS = 2_000;
/** Beyond this nothing that depends on time can be judged. */
const TRUSTED_MS = 30_000;

/** Whether verdicts may be drawn from a pass: not while the machine's clock and the database's are far apart. */
export function isClockTrusted({ skewMs }: ClockFacts): boolean {
  return Math.abs(skewMs ?? 0) <= TRUSTED_MS;
}

/** The problems that `judge` finds, given those of before, and beside them that the clocks differ, if they do. */
export function withClockProblem(
  clock: ClockFacts,
  previous: readonly Problem[],
  judge: (previous: readonly Problem[]) => readonly Problem[],
): Problem[] {
  const others = judge(previous.filter(({ code }) => code !== CODE));
  return rankProblems([...clockProblem(clock, previous), ...others]);
}

function clockProblem(clock: ClockFacts, previous: readonly Problem[]): Problem[] {
  const skewMs = clock.skewMs ?? 0;
  if (Math.abs(skewMs) <= TOLD_MS) return [];
  const isTrusted = isClockTrusted(clock);
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  // The database being ahead means that the machine is behind.
  const direction = skewMs > 0 ? 'behind' : 'ahead';
  return [
    {
      id: CODE,
      severity: isTrusted ? 'warning' : 'critical',
      code: CODE,
      scope: { kind: 'cluster', name: '' },
      params: { seconds, direction, refused: isTrusted ? 'no' : 'yes' },
      detail:
        `The clock of the machine that samples is ${seconds} s ${direction} of the database’s, whose time is stored.` +
        (isTrusted ? '' : ' Problems are not evaluated until they agree: those shown are the last ones known.'),
      since: previous.find(({ code }) => code === CODE)?.since ?? new Date(clock.nowMs).toISOString(),
      affected: [],
      affectedTotal: 0,
    },
  ];
}
