import { metricById } from '#lib/catalog/metrics.ts';
import type { BlockColumn, Channel } from './block-codec.ts';
import type { OwnerBlock } from './window.ts';

/** Means of whole numbers (members, brokers up) need decimals to stay true. */
const MEAN_SCALE_MIN = 100;

/** A grid of `buckets` buckets of `bucketMs` from `fromMs`. */
export interface BucketGrid {
  fromMs: number;
  bucketMs: number;
  buckets: number;
}

const columnOf = (block: OwnerBlock, metricId: number, channel: Channel): BlockColumn | undefined =>
  block.columns.find((column) => column.metricId === metricId && column.channel === channel);

/** Bucket of each slot of a block; −1 outside the grid. */
function bucketsOf(block: OwnerBlock, { fromMs, bucketMs, buckets }: BucketGrid): Int32Array {
  return Int32Array.from({ length: block.slots }, (_, slot) => {
    const bucket = Math.floor((block.t0Ms + slot * block.stepMs - fromMs) / bucketMs);
    return bucket >= 0 && bucket < buckets ? bucket : -1;
  });
}

/**
 * One owner's blocks, in order of time, on a coarser grid. Gauges: mean of the known values, and the smallest and largest (of finer extremes where the blocks have them).
 * Counters: the last known value. A bucket without any known value stays unknown. Metrics that this version does not know are left out.
 */
export function aggregate(blocks: readonly OwnerBlock[], ownerId: number, grid: BucketGrid): OwnerBlock {
  const widths = new Map<number, number>();
  for (const { columns } of blocks) {
    for (const { metricId, channel, subs } of columns)
      if (channel === 'value') widths.set(metricId, Math.max(widths.get(metricId) ?? 0, subs));
  }
  const slotBuckets = blocks.map((block) => bucketsOf(block, grid));
  const columns = [...widths].flatMap(([metricId, subs]): BlockColumn[] => {
    const known = metricById(metricId);
    if (known === null) return [];
    const { kind, scale } = known.metric;
    return kind === 'counter'
      ? [
          {
            metricId,
            channel: 'value',
            scale,
            subs,
            values: lastOf(blocks, slotBuckets, metricId, subs * grid.buckets, grid.buckets),
          },
        ]
      : gaugeColumns(blocks, slotBuckets, { metricId, scale, subs }, grid.buckets);
  });
  return { ownerId, t0Ms: grid.fromMs, stepMs: grid.bucketMs, slots: grid.buckets, columns };
}

function lastOf(
  blocks: readonly OwnerBlock[],
  slotBuckets: readonly Int32Array[],
  metricId: number,
  size: number,
  buckets: number,
): Float64Array {
  const last = new Float64Array(size).fill(Number.NaN);
  for (const [b, block] of blocks.entries()) {
    const column = columnOf(block, metricId, 'value');
    const bucketOf = slotBuckets[b];
    if (column === undefined || bucketOf === undefined) continue;
    for (let sub = 0, at = 0; sub < column.subs; sub++) {
      for (let slot = 0; slot < block.slots; slot++, at++) {
        const value = column.values[at] as number;
        const bucket = bucketOf[slot] as number;
        if (bucket >= 0 && !Number.isNaN(value)) last[sub * buckets + bucket] = value;
      }
    }
  }
  return last;
}

function gaugeColumns(
  blocks: readonly OwnerBlock[],
  slotBuckets: readonly Int32Array[],
  metric: { metricId: number; scale: number; subs: number },
  buckets: number,
): BlockColumn[] {
  const { metricId, scale, subs } = metric;
  const size = subs * buckets;
  const sum = new Float64Array(size);
  const count = new Float64Array(size);
  const min = new Float64Array(size).fill(Number.NaN);
  const max = new Float64Array(size).fill(Number.NaN);
  for (const [b, block] of blocks.entries()) {
    const column = columnOf(block, metricId, 'value');
    const bucketOf = slotBuckets[b];
    if (column === undefined || bucketOf === undefined) continue;
    const low = columnOf(block, metricId, 'min') ?? column;
    const high = columnOf(block, metricId, 'max') ?? column;
    for (let sub = 0, at = 0; sub < column.subs; sub++) {
      for (let slot = 0; slot < block.slots; slot++, at++) {
        const value = column.values[at] as number;
        const bucket = bucketOf[slot] as number;
        if (bucket < 0 || Number.isNaN(value)) continue;
        const to = sub * buckets + bucket;
        sum[to] = (sum[to] as number) + value;
        count[to] = (count[to] as number) + 1;
        // Written so that the NaN of an empty bucket is replaced.
        if (!((min[to] as number) <= (low.values[at] as number))) min[to] = low.values[at] as number;
        if (!((max[to] as number) >= (high.values[at] as number))) max[to] = high.values[at] as number;
      }
    }
  }
  // 0 / 0 is NaN: a bucket without values is unknown.
  const mean = sum.map((total, i) => total / (count[i] as number));
  return [
    { metricId, channel: 'value', scale: Math.max(scale, MEAN_SCALE_MIN), subs, values: mean },
    { metricId, channel: 'min', scale, subs, values: min },
    { metricId, channel: 'max', scale, subs, values: max },
  ];
}
