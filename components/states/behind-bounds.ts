import type { SecondsBehind } from '#lib/contracts/verdict.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How "behind in time" is told: caught up, one time, a span, or only one of its ends. Seconds. */
export type BehindWords =
  | { kind: 'none' }
  | { kind: 'exact'; seconds: number }
  | { kind: 'upTo'; upper: number }
  | { kind: 'between'; lower: number; upper: number }
  | { kind: 'atLeast'; lower: number };

/** Bounds as they may be written: rounded outward to what two units of time show, so that the truth never lies outside. */
export function behindWords({ lower, upper }: Pick<SecondsBehind, 'lower' | 'upper'>): BehindWords {
  if (upper === 0) return { kind: 'none' };
  const least = Math.floor(lower / stepOf(lower)) * stepOf(lower);
  if (upper === null) return { kind: 'atLeast', lower: least };
  if (upper - lower < 1 && lower >= 1) return { kind: 'exact', seconds: Math.round((lower + upper) / 2) };
  const most = Math.ceil(upper / stepOf(upper)) * stepOf(upper);
  if (least === 0) return { kind: 'upTo', upper: most };
  return least === most ? { kind: 'exact', seconds: least } : { kind: 'between', lower: least, upper: most };
}

/** The smaller of the two units in which such a time is written. */
function stepOf(seconds: number): number {
  return seconds < HOUR ? 1 : seconds < DAY ? MINUTE : HOUR;
}

/**
 * Two times as they are written in a span: what both share is said once, so that "2 h 45 min", "2 h 53 min" become "2 h 45", "53 min".
 * Times of other units, or that differ before their last one, stay whole.
 */
export function sharedSpan(lower: string, upper: string): { lower: string; upper: string } {
  const [from, to] = [lower, upper].map((text) => text.split(/(\s)/));
  const last = (from?.length ?? 0) - 1;
  // Value, blank, unit, blank, value, blank, unit: only the value before the last unit may differ.
  const isAlike = from?.length === to?.length && from?.every((part, at) => part === to?.[at] || at === last - 2);
  if (from === undefined || to === undefined || !isAlike || last < 2) return { lower, upper };
  return { lower: from.slice(0, last - 1).join(''), upper: to.slice(last - 2).join('') };
}
