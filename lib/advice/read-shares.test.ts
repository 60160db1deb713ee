import { describe, expect, it } from 'vitest';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { countShares, suspects } from './read-shares.ts';

const MINUTE_MS = 60_000;
const f = (...values: number[]) => Float64Array.from(values);
const ramp = (perMinute: number, minutes = 12) => Float64Array.from({ length: minutes }, (_none, i) => 100 + i * perMinute);

describe('countShares', () => {
  it('counts between the first and the last minute in which all are known', () => {
    const holed = ramp(5);
    holed[0] = Number.NaN;
    expect(countShares([ramp(10), holed], 2, MINUTE_MS)).toEqual({ spanSeconds: 600, messages: [100, 50] });
  });

  it('counts nothing over less than ten minutes, with a partition missing, or across a fall', () => {
    expect(countShares([ramp(1, 9), ramp(1, 9)], 2, MINUTE_MS)).toBeNull();
    expect(countShares([ramp(1)], 2, MINUTE_MS)).toBeNull();
    const fallen = ramp(1);
    fallen[11] = 0;
    expect(countShares([ramp(1), fallen], 2, MINUTE_MS)).toBeNull();
    expect(countShares([f(Number.NaN), f(1)], 2, MINUTE_MS)).toBeNull();
  });
});

it('looks at uneven topics only, those with most messages out of place first', () => {
  const topic = (name: string, rate: number | null, hottestPartitionShare: number | null, partitions = 4) =>
    ({ name, partitions, hottestPartitionShare, messagesInPerSecond: { value: rate, known: 4, total: 4 } }) as TopicSummary;
  const chosen = suspects([
    topic('even', 1000, 0.27),
    topic('slow', 1, 0.9),
    topic('fast', 100, 0.5),
    topic('single', 100, 1, 1),
    topic('unknown', null, null),
  ]);
  expect(chosen.map(({ name }) => name)).toEqual(['fast', 'slow']);
});
