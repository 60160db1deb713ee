import { describe, expect, it } from 'vitest';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { createFormatter } from '#lib/core/format.ts';
import { multipleValueAt, prepareSmallMultiples, type SmallMultiple } from './prepare-small-multiples.ts';

const format = createFormatter('pt-BR', 'America/Sao_Paulo');
const START = Date.UTC(2026, 10, 21, 16, 0);
const BUCKET_MS = 15_000;

function answerOf(values: (number | null)[], unit = 'ratio', startBucket = 0): SeriesAnswer {
  return {
    metric: 'broker.cpu',
    unit,
    tier: 'raw',
    bucketMs: BUCKET_MS,
    times: values.map((_, at) => START + (at + startBucket) * BUCKET_MS),
    series: [{ key: 'broker:1', label: '1', mean: values, min: values, max: values }],
    hidden: 0,
    coverage: 1,
  };
}
const item = (key: string, answer: SeriesAnswer | undefined): SmallMultiple => ({ key, title: key, answer });
const prepare = (items: SmallMultiple[], scale: 'own' | 'shared' = 'own') =>
  prepareSmallMultiples(items, { format, scale, width: 100, height: 40 });

describe('prepareSmallMultiples', () => {
  it('gives every picture an axis of its own, or all of one unit the same', () => {
    const items = [item('a', answerOf([0.1, 0.2])), item('b', answerOf([0.5, 0.8])), item('c', answerOf([900, 1000], 'count'))];
    const own = prepare(items).items.map(({ top }) => top);
    expect(own[0]).toBeLessThan(own[1] ?? 0);
    const [a, b, c] = prepare(items, 'shared').items.map(({ top }) => top);
    expect(a).toBe(b);
    expect(a).toBeGreaterThanOrEqual(0.8);
    expect(c).toBeGreaterThanOrEqual(1000);
  });

  it('puts all pictures on one time axis, so a picture that begins later is not stretched', () => {
    const { items, from, to } = prepare([item('a', answerOf([1, 2, 3, 4])), item('b', answerOf([5, 6], 'ratio', 2))]);
    expect([from, to]).toEqual([START, START + 4 * BUCKET_MS]);
    expect(items[0]?.d).toMatch(/^M0 /);
    expect(items[1]?.d).toMatch(/^M50 /);
  });

  it('breaks the line at unknown values and dots what has no neighbour', () => {
    const [only] = prepare([item('a', answerOf([1, 2, null, 4, null, 2, 2]))]).items;
    expect(only?.d.match(/M/g)).toHaveLength(2);
    expect(only?.dots).toHaveLength(1);
  });

  it('tells what has not arrived from what is unknown', () => {
    const [late, unknown] = prepare([item('a', undefined), item('b', answerOf([null, null, null]))]).items;
    expect(late).toMatchObject({ isArrived: false, last: null, min: null });
    expect(unknown).toMatchObject({ isArrived: true, last: null, min: null, max: null, d: '' });
  });

  it('takes the named line of an answer with several', () => {
    const answer = answerOf([1, 1]);
    answer.series.push({ key: 'broker:2', label: '2', mean: [7, 8], min: [6, 7], max: [9, 9] });
    const [picture] = prepare([{ ...item('b', answer), series: 'broker:2' }]).items;
    expect(picture).toMatchObject({ last: 8, min: 6, max: 9 });
  });

  it('knows nothing between its buckets and beyond its ends', () => {
    const set = prepare([item('a', answerOf([1, null, 3]))]);
    const [only] = set.items;
    if (only === undefined) throw new Error('expected a picture');
    const at = (time: number) => multipleValueAt(only, time, set.bucketMs);
    expect([START - 1, START, START + BUCKET_MS, START + 2 * BUCKET_MS + 1, START + 3 * BUCKET_MS].map(at)).toEqual([
      null,
      1,
      null,
      3,
      null,
    ]);
  });
});
