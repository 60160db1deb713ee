import { expect, test } from 'vitest';
import { emptyTally, type CanaryTally } from '#lib/core/canary-tally.ts';
import { addLatency } from '#lib/core/latency-histogram.ts';
import { mergeMinutes } from './merge-minutes.ts';

const MINUTE = 60_000;

function tally(latencies: readonly number[], changes: Partial<CanaryTally> = {}): CanaryTally {
  const made = { ...emptyTally(), ok: latencies.length, ...changes };
  for (const latency of latencies) addLatency(made.histogram, latency);
  return made;
}

const buckets = { fromMs: 0, bucketMs: 2 * MINUTE, count: 3 };

test('a percentile of a bucket is that of all its samples, not the mean of its minutes', () => {
  const minutes = [
    { minuteMs: 0, tally: tally(Array.from({ length: 98 }, () => 2)) },
    { minuteMs: MINUTE, tally: tally([1000, 1000]) },
  ];
  const at = (quantile: number) => mergeMinutes(minutes, buckets, quantile).latencyMs[0] ?? Number.NaN;
  expect(at(0.5)).toBeLessThan(2.5);
  expect(at(0.98)).toBeLessThan(2.5);
  expect(at(0.99)).toBeGreaterThan(880);
  expect(at(1)).toBe(1000);
});

test('several brokers and runs of one minute are one histogram', () => {
  const minutes = [1, 2, 3].map((ms) => ({ minuteMs: 0, tally: tally([ms]) }));
  expect(mergeMinutes(minutes, buckets, 1)).toEqual({ latencyMs: [3, null, null], ok: [3, 0, 0], failed: [0, 0, 0] });
});

test('where nothing succeeded the latency is unknown and the failures are told', () => {
  const failed = tally([], { timeout: 2, errors: { NOT_ENOUGH_REPLICAS: 3 }, lost: 1 });
  expect(mergeMinutes([{ minuteMs: 3 * MINUTE, tally: failed }], buckets, 0.5)).toEqual({
    latencyMs: [null, null, null],
    ok: [0, 0, 0],
    failed: [0, 6, 0],
  });
});

test('minutes outside the buckets are left out', () => {
  const minutes = [-MINUTE, 6 * MINUTE].map((minuteMs) => ({ minuteMs, tally: tally([1]) }));
  expect(mergeMinutes(minutes, buckets, 0.5).ok).toEqual([0, 0, 0]);
});
