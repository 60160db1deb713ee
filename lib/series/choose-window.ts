import { AppError } from '#lib/core/errors.ts';
import type { Tier } from '#lib/store/series/types.ts';

/** What was asked for. Times in epoch milliseconds, half-open. */
export interface WindowRequest {
  fromMs: number;
  toMs: number;
  /** Points per series at most. */
  points: number;
  nowMs: number;
  /** Width of a raw slot of this cluster. */
  rawStepMs: number;
}

/** What will be read and how it is drawn: `count` buckets of `bucketMs` from `fromMs`, each made of whole slots of `stepMs`. */
export interface SeriesWindow {
  tier: Tier;
  stepMs: number;
  bucketMs: number;
  fromMs: number;
  toMs: number;
  count: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Bucket widths a person can read on an axis. */
const BUCKETS_MS = [
  ...[1, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 30, 90].map((n) => n * DAY),
];

/** How long each tier is kept, minus a margin of one partition, so that a window never begins in a partition that is being dropped. */
const KEPT_MS: Record<Tier, number> = { raw: 47 * HOUR, minute: 29 * DAY, hour: Number.POSITIVE_INFINITY };

/** Slots read per series at most, before a coarser tier is taken: six hours of 5-second passes fit. */
const SLOTS_MAX = 4_500;

/** Longest range answered: the hourly tier is kept for 13 months. */
const RANGE_MAX_MS = 5 * 366 * DAY;

/**
 * Chooses the finest tier that still holds the range and is cheap to read, then the narrowest bucket that keeps within `points`, and snaps the range outwards to the bucket grid.
 * Snapping makes overview and detail agree: the same bucket holds the same slots whatever range was asked for. Throws `invalid` for an empty or absurd range.
 */
export function chooseWindow(request: WindowRequest): SeriesWindow {
  const { fromMs, toMs, points, nowMs, rawStepMs } = request;
  if (!(toMs > fromMs) || toMs - fromMs > RANGE_MAX_MS || fromMs < 0 || toMs > nowMs + RANGE_MAX_MS) {
    throw new AppError('invalid', 'The time range is empty or too long.', {
      invalidParams: [{ name: 'to', reason: 'expected from < to, at most five years' }],
    });
  }
  const tiers: { tier: Tier; stepMs: number }[] = [
    { tier: 'raw', stepMs: rawStepMs },
    { tier: 'minute', stepMs: MINUTE },
    { tier: 'hour', stepMs: HOUR },
  ];
  for (const { tier, stepMs } of tiers) {
    const isLast = tier === 'hour';
    if (!isLast && (fromMs < nowMs - KEPT_MS[tier] || (toMs - fromMs) / stepMs > SLOTS_MAX)) continue;
    const bucketMs = chooseBucket(fromMs, toMs, points, stepMs);
    return { tier, stepMs, bucketMs, ...snap(fromMs, toMs, bucketMs) };
  }
  throw new Error('unreachable: the hourly tier takes every range');
}

function chooseBucket(fromMs: number, toMs: number, points: number, stepMs: number): number {
  for (const bucketMs of BUCKETS_MS) {
    if (bucketMs % stepMs === 0 && snap(fromMs, toMs, bucketMs).count <= points) return bucketMs;
  }
  // Beyond the list: whole multiples of its last entry.
  const widest = BUCKETS_MS.at(-1) ?? DAY;
  return Math.ceil((toMs - fromMs) / (points - 1) / widest) * widest;
}

function snap(fromMs: number, toMs: number, bucketMs: number): { fromMs: number; toMs: number; count: number } {
  const from = Math.floor(fromMs / bucketMs) * bucketMs;
  const to = Math.ceil(toMs / bucketMs) * bucketMs;
  return { fromMs: from, toMs: to, count: Math.round((to - from) / bucketMs) };
}
