import { describe, expect, it } from 'vitest';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { heatLevel, moveInHeat, prepareHeat } from './prepare-heat.ts';

const answer = (series: Record<string, (number | null)[]>, hidden = 0): SeriesAnswer => ({
  metric: 'partition.messages_in',
  unit: 'messages_per_second',
  tier: 'minute',
  bucketMs: 60_000,
  times: Object.values(series)[0]?.map((_value, i) => i * 60_000) ?? [],
  series: Object.entries(series).map(([label, mean]) => ({ key: `t/${label}`, label, mean, min: mean, max: mean })),
  hidden,
  coverage: 1,
});

describe('prepareHeat', () => {
  it('orders by number and tells what each got where all are known', () => {
    const heat = prepareHeat(answer({ '10': [1, 3, null], '2': [3, 9, 100] }));
    expect(heat.rows.map(({ partition }) => partition)).toEqual([2, 10]);
    expect(heat.rows.map(({ share }) => share)).toEqual([0.75, 0.25]);
    expect(heat.hottest?.partition).toBe(2);
    expect([heat.max, heat.rows[1]?.mean, heat.rows[1]?.max]).toEqual([100, 2, 3]);
  });

  it('tells no share of what is not whole: hidden partitions, nothing in, nothing known', () => {
    expect(prepareHeat(answer({ '0': [1], '1': [1] }, 3)).hottest).toBeNull();
    expect(prepareHeat(answer({ '0': [0], '1': [0] })).rows[0]).toMatchObject({ share: null, mean: 0 });
    expect(prepareHeat(answer({ '0': [null], '1': [5] })).rows[0]).toMatchObject({ share: null, mean: null, max: null });
  });
});

it('shows little as little, and nothing as nothing', () => {
  expect(heatLevel(0, 10)).toBe(0);
  expect(heatLevel(5, 0)).toBe(0);
  expect(heatLevel(0.01, 10)).toBeGreaterThan(0.1);
  expect(heatLevel(10, 10)).toBe(1);
});

it('moves by arrows and stays within the map', () => {
  const heat = prepareHeat(answer({ '0': [1, 2, 3], '1': [1, 2, 3] }));
  expect(moveInHeat({ row: 0, bucket: 0 }, 'ArrowUp', heat)).toEqual({ row: 0, bucket: 0 });
  expect(moveInHeat({ row: 0, bucket: 0 }, 'ArrowDown', heat)).toEqual({ row: 1, bucket: 0 });
  expect(moveInHeat({ row: 1, bucket: 0 }, 'End', heat)).toEqual({ row: 1, bucket: 2 });
  expect(moveInHeat({ row: 1, bucket: 2 }, 'Tab', heat)).toBeNull();
});
