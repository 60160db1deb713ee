import type { Problem } from '#lib/contracts/common.ts';
import type { ProblemCode } from './rank-problems.ts';

/** A problem as one rule finds it in one pass, before it is known since when it stands. */
export type Draft = Omit<Problem, 'since' | 'code'> & {
  code: ProblemCode;
  /** Where the facts tell it themselves; else it is carried over. */
  since?: string;
};
