import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { LAST_WITHIN_BUCKETS } from './series-figures.ts';

/** A span in which nothing at all was measured, epoch ms, half-open. `before`: Farol had not begun; `gap`: it should have known. */
export interface PreparedGap {
  kind: 'before' | 'gap';
  from: number;
  to: number;
}

/** Above this share of the range, the time before the first measurement is cut short. */
const BEFORE_SHARE_MAX = 0.5;
/** How much of it stays in view, as a share of the measured time: enough to see that it begins here. */
const BEFORE_SHARE_SHOWN = 0.08;
/** The shortest span drawn. */
const SPAN_MIN_MS = 3 * 60_000;

/** A range that mostly lies before the first measurement is drawn from shortly before it: a minute of history fills the plot instead of its last pixel. */
export function visibleStart(answer: SeriesAnswer, gaps: readonly PreparedGap[]): { from: number; measuredSince: number | null } {
  const from = answer.times[0] ?? 0;
  const to = (answer.times.at(-1) ?? 0) + answer.bucketMs;
  const before = gaps.find(({ kind }) => kind === 'before');
  if (before === undefined || before.to - from < BEFORE_SHARE_MAX * (to - from)) return { from, measuredSince: null };
  const near = Math.min(before.to - BEFORE_SHARE_SHOWN * (to - before.to), to - SPAN_MIN_MS);
  return near <= from ? { from, measuredSince: null } : { from: near, measuredSince: before.to };
}

/** Spans where no series has a value. The last buckets are let off: they may still be filling. */
export function findGaps(answer: SeriesAnswer): PreparedGap[] {
  const { times, bucketMs } = answer;
  const isKnownAt = (at: number): boolean => answer.series.some(({ mean }) => mean[at] !== null && mean[at] !== undefined);
  const firstKnown = times.findIndex((_, at) => isKnownAt(at));
  if (firstKnown === -1) return [];
  const gaps: PreparedGap[] = [];
  let start: number | null = null;
  times.forEach((_, at) => {
    if (isKnownAt(at)) {
      if (start !== null) gaps.push(gapBetween(start, at, firstKnown, times, bucketMs));
      start = null;
    } else start ??= at;
  });
  if (start !== null && times.length - start > LAST_WITHIN_BUCKETS - 1) {
    gaps.push(gapBetween(start, times.length, firstKnown, times, bucketMs));
  }
  return gaps;
}

function gapBetween(start: number, end: number, firstKnown: number, times: readonly number[], bucketMs: number): PreparedGap {
  const from = times[start] ?? 0;
  // Points are drawn at the start of their bucket, so a gap reaches from the last known point to the next one.
  return {
    kind: end <= firstKnown ? 'before' : 'gap',
    from: start === 0 ? from : from - bucketMs,
    to: times[end] ?? (times.at(-1) ?? 0) + bucketMs,
  };
}
