import { describe, expect, test } from 'vitest';
import {
  addLatency,
  decodeHistogram,
  emptyHistogram,
  encodeHistogram,
  histogramCount,
  HISTOGRAM_BUCKETS,
  mergeInto,
  quantileOf,
  type LatencyHistogram,
} from './latency-histogram.ts';

const of = (values: readonly number[]): LatencyHistogram => {
  const histogram = emptyHistogram();
  for (const value of values) addLatency(histogram, value);
  return histogram;
};

/** Latencies from 0.25 ms to 32 s, many small and few large, always the same. */
const VALUES = Array.from({ length: 5000 }, (_unused, i) => 0.25 * (32_000 / 0.25) ** ((((i * 7919) % 5000) / 4999) ** 2));

const exact = (values: readonly number[], quantile: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)] ?? Number.NaN;
};

describe('latency histogram', () => {
  test('no percentile of values from 0.25 ms to 32 s is more than 12 % off', () => {
    for (const quantile of [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999]) {
      const truth = exact(VALUES, quantile);
      const told = quantileOf(of(VALUES), quantile) ?? Number.NaN;
      expect(Math.abs(told - truth) / truth, `quantile ${quantile}`).toBeLessThanOrEqual(0.12);
    }
  });

  test('every single value is told within 12 %, at the edges of all buckets too', () => {
    for (let octave = 0; octave < 17; octave += 1) {
      for (const part of [1, 1.2499, 1.25, 1.4999, 1.5, 1.75, 1.9999]) {
        const value = 0.25 * 2 ** octave * part;
        // A larger one beside it, so that the exact maximum does not help.
        const told = quantileOf(of([value, 40_000]), 0.5) ?? Number.NaN;
        expect(Math.abs(told - value) / value, `${value} ms`).toBeLessThanOrEqual(0.12);
      }
    }
  });

  test('merged parts equal the histogram of all', () => {
    const merged = emptyHistogram();
    for (let part = 0; part < 7; part += 1) mergeInto(merged, of(VALUES.filter((_value, i) => i % 7 === part)));
    expect(merged).toEqual(of(VALUES));
  });

  test('a percentile of a merge is not the mean of percentiles', () => {
    const merged = of(Array.from({ length: 99 }, () => 1));
    mergeInto(merged, of([1000]));
    expect(quantileOf(merged, 0.5)).toBeLessThan(1.2);
    expect(quantileOf(merged, 1)).toBe(1000);
  });

  test('nothing is known of an empty one', () => {
    expect(quantileOf(emptyHistogram(), 0.5)).toBeNull();
    expect(emptyHistogram().maxMs).toBeNull();
  });

  test('values beyond both ends are counted, and the largest is exact', () => {
    const histogram = of([0, 0.01, 90_000.1234]);
    expect(histogramCount(histogram)).toBe(3);
    expect(histogram.counts[0]).toBe(2);
    expect(histogram.counts[HISTOGRAM_BUCKETS - 1]).toBe(1);
    expect(quantileOf(histogram, 1)).toBe(90_000.123);
    expect(() => addLatency(histogram, Number.NaN)).toThrow(RangeError);
    expect(() => addLatency(histogram, -1)).toThrow(RangeError);
  });

  test('survives the way to bytes and back, small', () => {
    const histogram = of(VALUES);
    expect(decodeHistogram(encodeHistogram(histogram))).toEqual(histogram);
    expect(decodeHistogram(encodeHistogram(emptyHistogram()))).toEqual(emptyHistogram());
    expect(encodeHistogram(of(Array.from({ length: 30 }, (_unused, i) => 3 + i / 20))).length).toBeLessThan(20);
  });

  test('damaged bytes are refused', () => {
    expect(() => decodeHistogram(Uint8Array.of())).toThrow(RangeError);
    expect(() => decodeHistogram(Uint8Array.of(9, 0))).toThrow(RangeError);
    expect(() => decodeHistogram(Uint8Array.of(1, 0, 200))).toThrow(RangeError);
    expect(() => decodeHistogram(Uint8Array.of(1, 0, 100, 1))).toThrow(RangeError);
  });
});
