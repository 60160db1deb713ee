import { metricById } from '#lib/catalog/metrics.ts';
import type { BlockColumn, Channel } from './block-codec.ts';
import type { OwnerBlock } from './window.ts';

/** Means of whole numbers (members, brokers up) need decimals to stay true. */
const MEAN_SCALE_MIN = 100;

/** Gathers one metric of one owner into buckets. */
interface Buckets {
  metricId: number;
  scale: number;
  isCounter: boolean;
  /** Per sub-column, `buckets` values each. */
  subs: { sum: Float64Array; count: Float64Array; min: Float64Array; max: Float64Array; last: Float64Array }[];
}

function newSub(buckets: number): Buckets['subs'][number] {
  return {
    sum: new Float64Array(buckets),
    count: new Float64Array(buckets),
    min: new Float64Array(buckets).fill(Number.NaN),
    max: new Float64Array(buckets).fill(Number.NaN),
    last: new Float64Array(buckets).fill(Number.NaN),
  };
}

const columnOf = (block: OwnerBlock, metricId: number, channel: Channel): BlockColumn | undefined =>
  block.columns.find((column) => column.metricId === metricId && column.channel === channel);

/**
 * One owner's blocks, in order of time, on a coarser grid of `buckets` buckets of `bucketMs` from `fromMs`. Gauges: mean of the known values, and the smallest and largest
 * (of finer extremes where the blocks have them). Counters: the last known value. A bucket without any known value stays unknown. Metrics that this version does not know are left out.
 */
export function aggregate(
  blocks: readonly OwnerBlock[],
  ownerId: number,
  fromMs: number,
  bucketMs: number,
  buckets: number,
): OwnerBlock {
  const metrics = new Map<number, Buckets>();
  for (const block of blocks) {
    for (const column of block.columns) {
      if (column.channel !== 'value') continue;
      const known = metricById(column.metricId);
      if (known === null) continue;
      let into = metrics.get(column.metricId);
      if (into === undefined) {
        into = { metricId: column.metricId, scale: known.metric.scale, isCounter: known.metric.kind === 'counter', subs: [] };
        metrics.set(column.metricId, into);
      }
      const min = columnOf(block, column.metricId, 'min') ?? column;
      const max = columnOf(block, column.metricId, 'max') ?? column;
      gather(block, column, min, max, into, fromMs, bucketMs, buckets);
    }
  }
  const columns = [...metrics.values()].flatMap((metric) => columnsOf(metric, buckets));
  return { ownerId, t0Ms: fromMs, stepMs: bucketMs, slots: buckets, columns };
}

function gather(
  block: OwnerBlock,
  column: BlockColumn,
  min: BlockColumn,
  max: BlockColumn,
  into: Buckets,
  fromMs: number,
  bucketMs: number,
  buckets: number,
): void {
  const { slots, stepMs, t0Ms } = block;
  while (into.subs.length < column.subs) into.subs.push(newSub(buckets));
  for (let sub = 0; sub < column.subs; sub++) {
    const target = into.subs[sub];
    if (target === undefined) continue;
    for (let slot = 0; slot < slots; slot++) {
      const bucket = Math.floor((t0Ms + slot * stepMs - fromMs) / bucketMs);
      if (bucket < 0 || bucket >= buckets) continue;
      const at = sub * slots + slot;
      const value = column.values[at] as number;
      if (Number.isNaN(value)) continue;
      const low = min.values[at] as number;
      const high = max.values[at] as number;
      target.sum[bucket] = (target.sum[bucket] as number) + value;
      target.count[bucket] = (target.count[bucket] as number) + 1;
      target.last[bucket] = value;
      // Written so that the NaN of an empty bucket is replaced.
      if (!((target.min[bucket] as number) <= low)) target.min[bucket] = low;
      if (!((target.max[bucket] as number) >= high)) target.max[bucket] = high;
    }
  }
}

function columnsOf(metric: Buckets, buckets: number): BlockColumn[] {
  const { metricId, subs } = metric;
  const join = (pick: (sub: Buckets['subs'][number]) => Float64Array): Float64Array => {
    const values = new Float64Array(subs.length * buckets);
    for (const [i, sub] of subs.entries()) values.set(pick(sub), i * buckets);
    return values;
  };
  if (metric.isCounter)
    return [{ metricId, channel: 'value', scale: metric.scale, subs: subs.length, values: join((sub) => sub.last) }];
  // 0 / 0 is NaN: a bucket without values is unknown.
  const mean = join((sub) => sub.sum.map((sum, i) => sum / (sub.count[i] as number)));
  return [
    { metricId, channel: 'value', scale: Math.max(metric.scale, MEAN_SCALE_MIN), subs: subs.length, values: mean },
    { metricId, channel: 'min', scale: metric.scale, subs: subs.length, values: join((sub) => sub.min) },
    { metricId, channel: 'max', scale: metric.scale, subs: subs.length, values: join((sub) => sub.max) },
  ];
}
