import { describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { aggregate } from './aggregate.ts';
import type { BlockColumn } from './block-codec.ts';
import type { OwnerBlock } from './window.ts';

const LAG = METRICS['group.lag'].id;
const END = METRICS['topic.end_offset'].id;
const N = Number.NaN;

const raw = (t0Ms: number, metricId: number, subs: number, values: number[]): OwnerBlock => ({
  ownerId: 1,
  t0Ms,
  stepMs: 15_000,
  slots: values.length / subs,
  columns: [{ metricId, channel: 'value', scale: 1, subs, values: Float64Array.from(values) }],
});

const valuesOf = (block: OwnerBlock, channel: BlockColumn['channel']): number[] => [
  ...(block.columns.find((c) => c.channel === channel)?.values ?? []),
];

describe('aggregate', () => {
  test('a gauge has mean, smallest and largest of the known values; a bucket without any is unknown', () => {
    const blocks = [raw(0, LAG, 1, [4, N, 8, 0, N, N, N, N]), raw(120_000, LAG, 1, [7, 7, 7, 8])];
    const minutes = aggregate(blocks, 1, { fromMs: 0, bucketMs: 60_000, buckets: 4 });
    expect(valuesOf(minutes, 'value')).toEqual([4, N, 7.25, N]);
    expect(valuesOf(minutes, 'min')).toEqual([0, N, 7, N]);
    expect(valuesOf(minutes, 'max')).toEqual([8, N, 8, N]);
  });

  test('a counter keeps its last known value per partition and no extremes', () => {
    const minutes = aggregate([raw(0, END, 2, [1, 2, 3, N, 10, 11, 12, 13])], 1, { fromMs: 0, bucketMs: 60_000, buckets: 1 });
    expect(minutes.columns).toHaveLength(1);
    expect(valuesOf(minutes, 'value')).toEqual([3, 13]);
  });

  test('extremes of extremes survive a second roll-up', () => {
    const minutes = aggregate([raw(0, LAG, 1, [0, 100, 50, 50, 10, 10, 10, 10])], 1, {
      fromMs: 0,
      bucketMs: 60_000,
      buckets: 60,
    });
    const hours = aggregate([minutes], 1, { fromMs: 0, bucketMs: 3_600_000, buckets: 1 });
    expect([valuesOf(hours, 'value')[0], valuesOf(hours, 'min')[0], valuesOf(hours, 'max')[0]]).toEqual([30, 0, 100]);
  });

  test('a partition added half-way is unknown before', () => {
    const minutes = aggregate([raw(0, END, 1, [1, 1, 1, 1]), raw(60_000, END, 2, [2, 2, 2, 2, 5, 5, 5, 5])], 1, {
      fromMs: 0,
      bucketMs: 60_000,
      buckets: 2,
    });
    expect(valuesOf(minutes, 'value')).toEqual([1, 2, N, 5]);
  });

  test('values outside the range do not count', () => {
    expect(
      valuesOf(aggregate([raw(0, LAG, 1, [9, 9, 9, 9, 1, 1, 1, 1])], 1, { fromMs: 60_000, bucketMs: 60_000, buckets: 1 }), 'max'),
    ).toEqual([1]);
  });

  test('a metric that this version does not know is left out instead of misread', () => {
    expect(aggregate([raw(0, 9_999, 1, [1])], 1, { fromMs: 0, bucketMs: 60_000, buckets: 1 }).columns).toEqual([]);
  });
});
