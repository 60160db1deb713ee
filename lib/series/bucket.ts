import type { SeriesWindow } from './choose-window.ts';

/** Values on the slot grid. `min`/`max` are the extremes inside each slot; null at the raw tier and for counters, where a slot holds one value. */
export interface SlotValues {
  /** Start of slot 0, epoch milliseconds. */
  fromMs: number;
  stepMs: number;
  values: Float64Array;
  min: Float64Array | null;
  max: Float64Array | null;
}

/** Values on the bucket grid; NaN = unknown. */
export interface BucketValues {
  mean: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

/**
 * Gathers slots into the window's buckets: mean over the known slots, and the extremes of what they hold. A bucket without a known slot is unknown.
 * Slots outside the window are left out.
 */
export function bucketSlots(slots: SlotValues, window: SeriesWindow): BucketValues {
  const result: BucketValues = { mean: unknown(window.count), min: unknown(window.count), max: unknown(window.count) };
  const known = new Float64Array(window.count);
  for (let i = 0; i < slots.values.length; i++) {
    const value = slots.values[i] ?? Number.NaN;
    const bucket = Math.floor((slots.fromMs + i * slots.stepMs - window.fromMs) / window.bucketMs);
    if (Number.isNaN(value) || bucket < 0 || bucket >= window.count) continue;
    const count = known[bucket] ?? 0;
    const mean = result.mean[bucket] ?? Number.NaN;
    // Running mean: exact for equal values and without overflow for offsets.
    result.mean[bucket] = count === 0 ? value : mean + (value - mean) / (count + 1);
    known[bucket] = count + 1;
    result.min[bucket] = smaller(result.min[bucket], pick(slots.min, i, value));
    result.max[bucket] = larger(result.max[bucket], pick(slots.max, i, value));
  }
  return result;
}

/** How several parts make one series. */
export type Combine = 'sum' | 'max' | 'min';

const COMBINED: Record<Combine, (a: number, b: number) => number> = {
  sum: (a, b) => a + b,
  // Math.max and Math.min give NaN when either is NaN, which is the rule wanted.
  max: Math.max,
  min: Math.min,
};

/**
 * Parts put together, bucket by bucket: known only where every part is known, because a sum that silently lacks a part looks like a fall, and a maximum without one like calm.
 * The extremes of a sum are sums of extremes: bounds within which the true extreme lies. No parts at all = unknown.
 */
export function combineBuckets(parts: readonly BucketValues[], count: number, how: Combine): BucketValues {
  const total: BucketValues = { mean: unknown(count), min: unknown(count), max: unknown(count) };
  const [first, ...others] = parts;
  if (first === undefined) return total;
  for (const field of ['mean', 'min', 'max'] as const) {
    for (let i = 0; i < count; i++) {
      total[field][i] = others.reduce(
        (sum, part) => COMBINED[how](sum, part[field][i] ?? Number.NaN),
        first[field][i] ?? Number.NaN,
      );
    }
  }
  return total;
}

/** One entity under two owners (a topic that was recreated): where one is unknown the other speaks. Where both speak, the later one in the list wins. */
export function coalesceSlots(first: SlotValues, second: SlotValues): SlotValues {
  if (first.fromMs !== second.fromMs || first.stepMs !== second.stepMs || first.values.length !== second.values.length) {
    throw new Error('slots of two owners stand on different grids');
  }
  const from = (i: number) => (Number.isNaN(second.values[i]) ? first : second);
  const choose = (field: 'min' | 'max') => {
    if (first[field] === null && second[field] === null) return null;
    return first.values.map((_value, i) => pick(from(i)[field], i, from(i).values[i] ?? Number.NaN));
  };
  return {
    fromMs: first.fromMs,
    stepMs: first.stepMs,
    values: first.values.map((value, i) => (Number.isNaN(second.values[i]) ? value : (second.values[i] ?? Number.NaN))),
    min: choose('min'),
    max: choose('max'),
  };
}

/** Mean over the known buckets; NaN when none is known. What series are ranked by. */
export function overallMean(buckets: BucketValues): number {
  let sum = 0;
  let count = 0;
  for (const value of buckets.mean) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

function unknown(count: number): Float64Array {
  return new Float64Array(count).fill(Number.NaN);
}

function pick(extremes: Float64Array | null, i: number, value: number): number {
  const extreme = extremes?.[i] ?? Number.NaN;
  return Number.isNaN(extreme) ? value : extreme;
}

function smaller(known: number | undefined, value: number): number {
  return known === undefined || Number.isNaN(known) || value < known ? value : known;
}

function larger(known: number | undefined, value: number): number {
  return known === undefined || Number.isNaN(known) || value > known ? value : known;
}
