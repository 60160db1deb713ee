import { describe, expect, it } from 'vitest';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { createFormatter } from '#lib/core/format.ts';
import { alignEarlier } from './align-earlier.ts';
import { mergeAnswers } from './merge-answers.ts';
import { prepareTimeSeries } from './prepare-time-series.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const format = createFormatter('pt-BR', 'America/Sao_Paulo');
const START = Date.UTC(2026, 10, 21, 16, 0);

interface AnswerParts {
  from: number;
  bucketMs: number;
  lines: Record<string, (number | null)[]>;
}

function answerOf({ from, bucketMs, lines }: AnswerParts): SeriesAnswer {
  const length = Object.values(lines)[0]?.length ?? 0;
  return {
    metric: 'topic.messages_in',
    unit: 'messages_per_second',
    tier: 'raw',
    bucketMs,
    times: Array.from({ length }, (_, at) => from + at * bucketMs),
    series: Object.entries(lines).map(([key, mean]) => ({ key, label: key, mean, min: mean, max: mean })),
    hidden: 0,
    coverage: 1,
  };
}

/** An answer whose every value is the start of its bucket: a shift shows at once. */
function clockAnswer(from: number, to: number, bucketMs: number): SeriesAnswer {
  const first = Math.floor(from / bucketMs) * bucketMs;
  const length = Math.ceil((to - first) / bucketMs);
  return answerOf({ from: first, bucketMs, lines: { a: Array.from({ length }, (_, at) => first + at * bucketMs) } });
}

describe('alignEarlier', () => {
  it('puts under every time the value of exactly a day or a week before', () => {
    for (const [compare, back] of [
      ['1d', DAY_MS],
      ['7d', 7 * DAY_MS],
    ] as const) {
      for (const bucketMs of [5_000, 15_000, 60_000, HOUR_MS]) {
        const now = clockAnswer(START, START + 100 * bucketMs, bucketMs);
        const answer = clockAnswer(START - back, START - back + 130 * bucketMs, bucketMs);
        const values = alignEarlier(now.times, bucketMs, { compare, drawn: 'mean', answer }, 'America/Sao_Paulo').get('a');
        expect(values).toEqual(now.times.map((at) => at - back));
      }
    }
  });

  it('follows the clocks over a change: 23 and 25 hours, and nothing where an hour was skipped', () => {
    const bucketMs = 15 * 60_000;
    const align = (from: number, to: number) => {
      const now = clockAnswer(from, to, bucketMs);
      const answer = clockAnswer(from - 26 * HOUR_MS, to - 22 * HOUR_MS, bucketMs);
      const values =
        alignEarlier(now.times, bucketMs, { compare: '1d', drawn: 'mean', answer }, 'America/New_York').get('a') ?? [];
      return now.times.map((at, index) => {
        const value = values[index] ?? null;
        return value === null ? null : (at - value) / HOUR_MS;
      });
    };
    // Clocks went from 02:00 to 03:00 on the 8th (07:00 UTC): the day after, the hour from 02:00 (06:00 UTC) has no yesterday.
    expect(align(Date.UTC(2026, 2, 9, 5), Date.UTC(2026, 2, 9, 8))).toEqual([
      23,
      23,
      23,
      23,
      null,
      null,
      null,
      null,
      24,
      24,
      24,
      24,
    ]);
    expect(align(Date.UTC(2026, 10, 1, 16), Date.UTC(2026, 10, 1, 17))).toEqual([25, 25, 25, 25]);
  });

  it('shows a wider earlier bucket under all the times it covers, and nothing beyond its ends', () => {
    const now = answerOf({ from: START, bucketMs: 15_000, lines: { a: [1, 1, 1, 1, 1, 1, 1, 1, 1] } });
    const answer = answerOf({ from: START - DAY_MS, bucketMs: 60_000, lines: { a: [7, null] } });
    expect(alignEarlier(now.times, 15_000, { compare: '1d', drawn: 'mean', answer }, 'UTC').get('a')).toEqual([
      7,
      7,
      7,
      7,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('puts narrower earlier buckets together: means by their mean, percentiles by the largest', () => {
    const earlier = (drawn: 'mean' | 'max') => ({
      compare: '1d' as const,
      drawn,
      answer: answerOf({ from: START - DAY_MS, bucketMs: 15_000, lines: { a: [1, 2, null, 9, null, null, null, null] } }),
    });
    const times = [START, START + 60_000];
    expect(alignEarlier(times, 60_000, earlier('mean'), 'UTC').get('a')).toEqual([4, null]);
    expect(alignEarlier(times, 60_000, earlier('max'), 'UTC').get('a')).toEqual([9, null]);
  });
});

describe('a compared chart', () => {
  const earlier = (lines: Record<string, (number | null)[]>) => ({
    compare: '1d' as const,
    drawn: 'mean' as const,
    answer: answerOf({ from: START - DAY_MS, bucketMs: 15_000, lines }),
  });
  const now = (lines: Record<string, (number | null)[]>) => answerOf({ from: START, bucketMs: 15_000, lines });

  it('tells the value of the same time and by how much now lies above it', () => {
    const chart = prepareTimeSeries(
      { ...now({ a: [1, 2, 3, 112, null] }), earlier: earlier({ a: [5, 6, 7, 100, 8] }) },
      { format },
    );
    expect(chart.series[0]?.earlier).toEqual({ field: 'e0', last: 100, change: 0.12 });
    expect(chart.rows.map((row) => row.e0)).toEqual([5, 6, 7, 100, 8]);
    expect(chart.compare).toBe('1d');
  });

  it('has no change against nothing, and none against the unknown', () => {
    const zero = prepareTimeSeries({ ...now({ a: [4, 5] }), earlier: earlier({ a: [0, 0] }) }, { format });
    expect(zero.series[0]?.earlier).toMatchObject({ last: 0, change: null });
    const unknown = prepareTimeSeries({ ...now({ a: [4, 5] }), earlier: earlier({ a: [3, null] }) }, { format });
    expect(unknown.series[0]?.earlier).toMatchObject({ last: null, change: null });
  });

  it('says that yesterday is unknown where the line was not among those of then', () => {
    const chart = prepareTimeSeries({ ...now({ a: [4, 5], b: [1, 1] }), earlier: earlier({ b: [2, 2] }) }, { format });
    expect(chart.series.map((series) => series.earlier?.last)).toEqual([null, 2]);
    const none = prepareTimeSeries({ ...now({ a: [4, 5] }), earlier: earlier({}) }, { format });
    expect(none.series[0]?.earlier).toMatchObject({ last: null, change: null });
    expect(none.rows.map((row) => row.e0)).toEqual([null, null]);
  });

  it('reaches as high as the earlier line', () => {
    const chart = prepareTimeSeries({ ...now({ a: [1, 2, 3] }), earlier: earlier({ a: [1, 900, 3] }) }, { format });
    expect(chart.yMax).toBeGreaterThanOrEqual(900);
  });

  it('compares three lines, of more only the ones that are left when some are chosen', () => {
    const lines = { a: [1, 1], b: [2, 2], c: [3, 3], d: [4, 4] };
    const given = { ...now(lines), earlier: earlier(lines) };
    const all = prepareTimeSeries(given, { format });
    expect(all.isCompareHeld).toBe(true);
    expect(all.series.every((series) => series.earlier === null)).toBe(true);
    const one = prepareTimeSeries(given, { format, visible: (key) => key === 'd' });
    expect(one.isCompareHeld).toBe(false);
    expect(one.series.map((series) => series.earlier?.last ?? null)).toEqual([null, null, null, 4]);
  });

  it('survives the merging of answers, by the names the chart gives', () => {
    const part = (key: string, value: number) => ({
      key,
      label: key,
      answer: { ...now({ raw: [value, value] }), earlier: earlier({ raw: [value * 2, value * 2] }) },
    });
    const merged = mergeAnswers([part('in', 1), part('out', 5)]);
    if (merged === undefined) throw new Error('expected an answer');
    expect(prepareTimeSeries(merged, { format }).series.map((series) => series.earlier?.last)).toEqual([2, 10]);
  });
});

describe('a stacked chart', () => {
  it('reaches as high as the whole, and knows no whole with an unknown part', () => {
    const chart = prepareTimeSeries(
      answerOf({ from: START, bucketMs: 15_000, lines: { a: [400, 400, 400], b: [300, null, 500] } }),
      {
        format,
        stack: true,
      },
    );
    expect(chart.yMax).toBeGreaterThanOrEqual(900);
    expect(chart.rows.map(({ s0, s1 }) => [s0, s1])).toEqual([
      [400, 300],
      [null, null],
      [400, 500],
    ]);
  });
});

describe('an axis of factors', () => {
  it('has a place for 0 and for every power of ten, few enough to read', () => {
    const chart = prepareTimeSeries(answerOf({ from: START, bucketMs: 15_000, lines: { a: [0, 3, 2_400_000] } }), {
      format,
      log: true,
    });
    expect([chart.yKind, chart.yMin, chart.yMax]).toEqual(['log', 0, 10_000_000]);
    expect(chart.yTicks.map(({ value }) => value)).toEqual([0, 10, 1000, 100_000, 10_000_000]);
  });

  it('has round times and sizes in the unit they are read in', () => {
    const labels = (unit: string, high: number) =>
      prepareTimeSeries(
        { ...answerOf({ from: START, bucketMs: 15_000, lines: { a: [high, high] } }), unit },
        { format, log: true },
      ).yTicks.map(({ label }) => label.replaceAll('\u00a0', ' '));
    expect(labels('milliseconds', 69 * 60_000)).toEqual(['0', '1 ms', '100 ms', '10 s', '10 min', '6 h']);
    expect(labels('bytes', 3 * 1024 ** 2)).toEqual(['0', '16 B', '1 KiB', '256 KiB', '16 MiB']);
  });

  it('stays while live values move, until they leave it by more than a power', () => {
    const topOf = (high: number, previousTop: number | null) =>
      prepareTimeSeries(answerOf({ from: START, bucketMs: 15_000, lines: { a: [high, high] } }), {
        format,
        log: true,
        previousTop,
      }).yMax;
    expect(topOf(950, null)).toBe(1000);
    expect(topOf(90, 1000)).toBe(1000);
    expect(topOf(9, 1000)).toBe(10);
    expect(topOf(1001, 1000)).toBe(10_000);
  });

  it('is an even one all the same where a value lies below 0', () => {
    const chart = prepareTimeSeries(answerOf({ from: START, bucketMs: 15_000, lines: { a: [-5, 3] } }), { format, log: true });
    expect(chart.yKind).toBe('linear');
  });
});
