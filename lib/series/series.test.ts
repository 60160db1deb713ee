import { describe, expect, it } from 'vitest';
import { bucketSlots, coalesceSlots, combineBuckets, overallMean } from './bucket.ts';
import { chooseWindow } from './choose-window.ts';
import { lagPerSlot, ratePerSecond } from './derive.ts';
import { offsetText } from './offset-text.ts';
import { rankSeries } from './rank.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const HOUR = 3_600_000;
const NaNs = Number.NaN;
const f = (...values: number[]) => Float64Array.from(values);
const ask = (agoMs: number, lengthMs: number, points = 240, rawStepMs = 5_000) =>
  chooseWindow({ fromMs: NOW - agoMs, toMs: NOW - agoMs + lengthMs, points, nowMs: NOW, rawStepMs });

describe('chooseWindow', () => {
  it('takes the finest tier that holds the range and is cheap to read', () => {
    expect(ask(HOUR, HOUR).tier).toBe('raw');
    expect(ask(6 * HOUR, 6 * HOUR).tier).toBe('raw');
    expect(ask(24 * HOUR, 24 * HOUR).tier).toBe('minute');
    expect(ask(72 * HOUR, HOUR).tier).toBe('minute');
    expect(ask(7 * 24 * HOUR, 7 * 24 * HOUR).tier).toBe('hour');
    expect(ask(60 * 24 * HOUR, HOUR).tier).toBe('hour');
  });

  it('never gives more points than wanted, on a grid that does not depend on the range', () => {
    for (const points of [10, 100, 240, 1000]) {
      for (const length of [60_000, 17 * 60_000, HOUR, 5 * HOUR + 1234, 26 * HOUR, 8 * 24 * HOUR, 400 * 24 * HOUR]) {
        for (const shift of [0, 1, 999, 4_321, 61_234]) {
          const window = ask(length + shift, length, points);
          expect(window.count).toBeLessThanOrEqual(points);
          expect(window.fromMs % window.bucketMs).toBe(0);
          expect(window.bucketMs % window.stepMs).toBe(0);
          expect(window.fromMs).toBeLessThanOrEqual(NOW - length - shift);
          expect(window.toMs).toBeGreaterThanOrEqual(NOW - shift);
          expect(window.count * window.bucketMs).toBe(window.toMs - window.fromMs);
        }
      }
    }
  });

  it('refuses an empty, reversed or endless range', () => {
    expect(() => ask(HOUR, 0)).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(() => ask(HOUR, -1)).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(() => ask(HOUR, 1e14)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('ratePerSecond', () => {
  it('is the difference over the time between, unknown at the start', () => {
    expect(ratePerSecond(f(100, 150, 150, 350), 5_000)).toEqual(f(NaNs, 10, 0, 40));
  });

  it('leaves a gap as a gap and spreads the step over the time it took', () => {
    expect(ratePerSecond(f(100, NaNs, 200), 5_000)).toEqual(f(NaNs, NaNs, 10));
  });

  it('tells no rate across a long gap', () => {
    expect(ratePerSecond(f(100, NaNs, NaNs, NaNs, 900, 950), 5_000)).toEqual(f(NaNs, NaNs, NaNs, NaNs, NaNs, 10));
  });

  it('takes a fall as a reset, never as a negative rate', () => {
    expect(ratePerSecond(f(500, 20, 70), 5_000)).toEqual(f(NaNs, NaNs, 10));
  });
});

describe('lagPerSlot', () => {
  it('is unknown when either side is, and when the commit lies beyond the end', () => {
    expect(lagPerSlot(f(10, NaNs, 10, 10), f(4, 4, NaNs, 11))).toEqual(f(6, NaNs, NaNs, NaNs));
  });
});

describe('buckets', () => {
  const window = { tier: 'raw' as const, stepMs: 5_000, bucketMs: 10_000, fromMs: 0, toMs: 30_000, count: 3 };
  const slots = (values: Float64Array, fromMs = 0) => ({ fromMs, stepMs: 5_000, values, min: null, max: null });

  it('take the mean of the known slots and their extremes; nothing known is unknown, not zero', () => {
    const buckets = bucketSlots(slots(f(2, 4, 6, NaNs, NaNs, NaNs)), window);
    expect(buckets.mean).toEqual(f(3, 6, NaNs));
    expect(buckets.min).toEqual(f(2, 6, NaNs));
    expect(buckets.max).toEqual(f(4, 6, NaNs));
  });

  it('leave out slots before and after the window', () => {
    expect(bucketSlots(slots(f(9, 9, 1, 1, 1, 1, 1, 1, 9), -10_000), window).mean).toEqual(f(1, 1, 1));
  });

  it('keep the extremes of a coarser tier', () => {
    const buckets = bucketSlots({ ...slots(f(3, 5)), min: f(1, 4), max: f(9, NaNs) }, window);
    expect([buckets.min[0], buckets.mean[0], buckets.max[0]]).toEqual([1, 4, 9]);
  });

  it('are put together only where every part is known: a sum or an extreme without one would look like calm', () => {
    const a = bucketSlots(slots(f(1, 1, 2, 2, 3, 3)), window);
    const b = bucketSlots(slots(f(10, 10, NaNs, NaNs, 30, 30)), window);
    expect(combineBuckets([a, b], 3, 'sum').mean).toEqual(f(11, NaNs, 33));
    expect(combineBuckets([a, b], 3, 'max').mean).toEqual(f(10, NaNs, 30));
    expect(combineBuckets([a, b], 3, 'min').mean).toEqual(f(1, NaNs, 3));
    expect(combineBuckets([], 3, 'sum').mean).toEqual(f(NaNs, NaNs, NaNs));
  });

  it('of a recreated topic follow each other', () => {
    expect(coalesceSlots(slots(f(1, 2, NaNs)), slots(f(NaNs, 7, 8))).values).toEqual(f(1, 7, 8));
  });

  it('are ranked by their mean, unknown ones last, the rest counted', () => {
    const named = (key: string, ...values: number[]) => ({ key, label: key, buckets: bucketSlots(slots(f(...values)), window) });
    const all = [named('c', 1), named('gone', NaNs), named('a', 5), named('b', 5)];
    expect(rankSeries(all, 3).series.map((s) => s.key)).toEqual(['a', 'b', 'c']);
    expect(rankSeries(all, 3).hidden).toBe(1);
    expect(overallMean(named('x', NaNs).buckets)).toBeNaN();
  });
});

describe('offsetText', () => {
  it('tells exact integers only', () => {
    expect(offsetText(9_007_199_254_740_991)).toBe('9007199254740991');
    expect([offsetText(2 ** 53), offsetText(NaNs), offsetText(undefined)]).toEqual([null, null, null]);
  });
});
