import { emptyHistogram, mergeInto, type LatencyHistogram } from './latency-histogram.ts';

/** What the canary measures: until a write is acknowledged, until the record is read again, until a commit is acknowledged. */
export const CANARY_KINDS = ['produce', 'e2e', 'commit'] as const;
export type CanaryKind = (typeof CANARY_KINDS)[number];

/** Samples of one broker and kind over some time. Every count is of samples. */
export interface CanaryTally {
  /** Succeeded, whatever the latency. */
  ok: number;
  /** Not answered in time, by us or by the broker. */
  timeout: number;
  /** Other failures, by Kafka's or Farol's code. */
  errors: Record<string, number>;
  /** `e2e`: acknowledged and not seen within 20 s. */
  lost: number;
  /** `e2e`: seen after more than 5 s; counts as `ok` too. */
  late: number;
  /** `e2e`: seen a second time. */
  duplicate: number;
  /** Spoiled by a stall of Farol's own process: kept out of the histogram, and no failure of the broker. Those that succeeded count as `ok` too. */
  flagged: number;
  /** Latencies of those that succeeded and were not flagged. */
  histogram: LatencyHistogram;
}

export function emptyTally(): CanaryTally {
  return { ok: 0, timeout: 0, errors: {}, lost: 0, late: 0, duplicate: 0, flagged: 0, histogram: emptyHistogram() };
}

/** Adds another tally's counts to the first. */
export function addTally(target: CanaryTally, other: CanaryTally): void {
  target.ok += other.ok;
  target.timeout += other.timeout;
  target.lost += other.lost;
  target.late += other.late;
  target.duplicate += other.duplicate;
  target.flagged += other.flagged;
  for (const [code, count] of Object.entries(other.errors)) target.errors[code] = (target.errors[code] ?? 0) + count;
  mergeInto(target.histogram, other.histogram);
}

/** Failures other than losses. */
export function failuresOf(tally: CanaryTally): number {
  return tally.timeout + Object.values(tally.errors).reduce((sum, count) => sum + count, 0);
}
