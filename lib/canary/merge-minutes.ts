import { addTally, emptyTally, failuresOf, type CanaryTally } from '#lib/core/canary-tally.ts';
import { quantileOf } from '#lib/core/latency-histogram.ts';

/** Buckets of equal width from `fromMs`. */
export interface Buckets {
  fromMs: number;
  bucketMs: number;
  count: number;
}

/** One value per bucket. */
export interface MergedSeries {
  /** null where no latency was measured. */
  latencyMs: (number | null)[];
  ok: number[];
  failed: number[];
}

/** Adds the histograms of all minutes of a bucket up and takes the quantile of the sum; minutes outside the buckets are left out. */
export function mergeMinutes(
  minutes: readonly { minuteMs: number; tally: CanaryTally }[],
  buckets: Buckets,
  quantile: number,
): MergedSeries {
  const sums = Array.from({ length: buckets.count }, emptyTally);
  for (const { minuteMs, tally } of minutes) {
    const sum = sums[Math.floor((minuteMs - buckets.fromMs) / buckets.bucketMs)];
    if (sum !== undefined) addTally(sum, tally);
  }
  return {
    latencyMs: sums.map(({ histogram }) => quantileOf(histogram, quantile)),
    ok: sums.map(({ ok }) => ok),
    failed: sums.map((sum) => failuresOf(sum) + sum.lost),
  };
}
