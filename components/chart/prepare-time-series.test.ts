import { describe, expect, it } from 'vitest';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { createFormatter } from '#lib/core/format.ts';
import { mergeAnswers } from './merge-answers.ts';
import { niceScale } from './nice-scale.ts';
import { prepareTimeSeries } from './prepare-time-series.ts';
import { assignSlots, lookOfSlot } from './series-slots.ts';
import { sparklinePath } from './sparkline-path.ts';
import { timeTicks } from './time-ticks.ts';

const format = createFormatter('pt-BR', 'America/Sao_Paulo');
const BUCKET_MS = 15_000;
const START = Date.UTC(2026, 10, 21, 16, 0);

function answerOf(values: Record<string, (number | null)[]>, unit = 'messages_per_second'): SeriesAnswer {
  const length = Object.values(values)[0]?.length ?? 0;
  return {
    metric: 'topic.messages_in',
    unit,
    tier: 'raw',
    bucketMs: BUCKET_MS,
    times: Array.from({ length }, (_, at) => START + at * BUCKET_MS),
    series: Object.entries(values).map(([key, mean]) => ({ key, label: key, mean, min: mean, max: mean })),
    hidden: 0,
    coverage: 1,
  };
}

describe('prepareTimeSeries', () => {
  it('keeps unknown unknown: a null never becomes zero', () => {
    const chart = prepareTimeSeries(answerOf({ a: [1, null, 3, 4] }), { format });
    expect(chart.rows.map((row) => row.s0)).toEqual([1, null, 3, 4]);
  });

  it('hatches the spans in which nothing was measured, and only those', () => {
    const chart = prepareTimeSeries(answerOf({ a: [1, 2, null, null, 5, null, 7, 8], b: [1, 2, null, null, null, 6, 7, 8] }), {
      format,
    });
    expect(chart.gaps).toEqual([{ kind: 'gap', from: START + BUCKET_MS, to: START + 4 * BUCKET_MS }]);
  });

  it('keeps the labels of long times short: two units have no room beside the axis', () => {
    const labels = (top: number) =>
      prepareTimeSeries(answerOf({ a: [top, top] }, 'milliseconds'), { format }).yTicks.map(({ label }) =>
        label.replaceAll('\u00a0', ' '),
      );
    expect(labels(57 * 60_000)).toEqual(['0', '15 min', '30 min', '45 min', '1 h']);
    expect(labels(80 * 60_000)).toEqual(['0', '30 min', '60 min', '90 min']);
    expect(labels(36 * 3_600_000)).toEqual(['0', '12 h', '24 h', '36 h']);
  });

  it('tells the time before the first measurement from a gap', () => {
    const chart = prepareTimeSeries(answerOf({ a: [null, null, null, 5, 6, 7] }), { format });
    expect(chart.gaps).toEqual([{ kind: 'before', from: START, to: START + 3 * BUCKET_MS }]);
  });

  it('draws a young history in full width, and says since when', () => {
    const young = Array.from({ length: 240 }, (_, at) => (at < 220 ? null : at));
    const chart = prepareTimeSeries(answerOf({ a: young }), { format });
    expect(chart.measuredSince).toBe(START + 220 * BUCKET_MS);
    expect(chart.from).toBeGreaterThan(START + 200 * BUCKET_MS);
    expect(chart.from).toBeLessThan(START + 220 * BUCKET_MS);
    expect(chart.xTicks.every(({ at }) => at >= chart.from)).toBe(true);
    const older = Array.from({ length: 240 }, (_, at) => (at < 100 ? null : at));
    expect(prepareTimeSeries(answerOf({ a: older }), { format })).toMatchObject({ from: START, measuredSince: null });
  });

  it('lets the buckets that are still filling off, but not a lasting silence', () => {
    expect(prepareTimeSeries(answerOf({ a: [1, 2, 3, null, null] }), { format }).gaps).toEqual([]);
    expect(prepareTimeSeries(answerOf({ a: [1, 2, null, null, null] }), { format }).gaps).toEqual([
      { kind: 'gap', from: START + BUCKET_MS, to: START + 5 * BUCKET_MS },
    ]);
  });

  it('gives a dot to a point whose neighbours are unknown', () => {
    const [series] = prepareTimeSeries(answerOf({ a: [1, null, 3, null, 5, 6] }), { format }).series;
    expect([...(series?.isolated ?? [])]).toEqual([0, 2]);
  });

  it('says the last value is unknown when the series has fallen silent', () => {
    const { series } = prepareTimeSeries(answerOf({ silent: [9, 9, null, null, null], fresh: [1, 2, 3, 4, null] }), { format });
    expect(series.map(({ last }) => last)).toEqual([null, 4]);
  });

  it('writes the unit once and rounds the axis', () => {
    const chart = prepareTimeSeries(answerOf({ a: [0, 812] }), { format });
    expect(chart.yTicks.map(({ label }) => label)).toEqual(['0', '250', '500', '750', '1.000']);
    expect(chart.yUnit).toBe('msg/s');
    const bytes = prepareTimeSeries(answerOf({ a: [0, 3 * 1024 ** 2] }, 'bytes'), { format });
    expect(bytes.yUnit).toBe('MiB');
    expect(bytes.yTicks.map(({ label }) => label)).toEqual(['0', '1', '2', '3']);
  });

  it('counts long times in minutes, hours and days, short ones in seconds', () => {
    const axisOf = (ms: number) => {
      const { yTicks, yUnit } = prepareTimeSeries(answerOf({ a: [0, ms] }, 'milliseconds'), { format });
      return [...yTicks.map(({ label }) => label.replaceAll('\u00a0', ' ')), yUnit];
    };
    expect(axisOf(9_000)).toEqual(['0', '2,5', '5', '7,5', '10', 's']);
    expect(axisOf(17 * 60_000)).toEqual(['0', '5 min', '10 min', '15 min', '20 min', '']);
    expect(axisOf(7 * 86_400_000)).toEqual(['0', '2 d', '4 d', '6 d', '8 d', '']);
  });

  it('tells means of whole things without false precision, in legend and tooltip alike', () => {
    const { formatValue, formatFigure } = prepareTimeSeries(answerOf({ a: [32.7, 5.8] }, 'offsets'), { format });
    expect([32.7, 5.84].map(formatFigure)).toEqual(['33', '5,8']);
    expect(formatValue(32.7)).toBe('33\u00a0offsets');
  });

  it('covers the range of each bucket when it is drawn', () => {
    const answer = answerOf({ a: [1, 2] });
    const wide = { ...answer, series: answer.series.map((series) => ({ ...series, max: [1, 90] })) };
    expect(prepareTimeSeries(wide, { format }).yMax).toBeLessThan(90);
    expect(prepareTimeSeries(wide, { format, band: true }).yMax).toBeGreaterThanOrEqual(90);
  });

  it('draws an answer without any series or bucket as empty', () => {
    expect(prepareTimeSeries(answerOf({}), { format })).toMatchObject({ isEmpty: true, xTicks: [], gaps: [] });
    expect(prepareTimeSeries(answerOf({ a: [null, null] }), { format })).toMatchObject({ isEmpty: true, gaps: [] });
  });
});

describe('niceScale', () => {
  it('does not breathe while live: the top stays until it no longer fits', () => {
    const top = niceScale(0, 810).max;
    expect(top).toBe(1000);
    expect(niceScale(0, 620, { previousTop: top }).max).toBe(1000);
    expect(niceScale(0, 300, { previousTop: top }).max).toBe(300);
    expect(niceScale(0, 1001, { previousTop: top }).max).toBeGreaterThan(1000);
  });

  it('settles at once: the axis of a kept top is that axis', () => {
    for (const binary of [false, true]) {
      for (let high = 0.03; high < 1e7; high *= 1.37) {
        const first = niceScale(0, high, { binary });
        expect(niceScale(0, high, { binary, previousTop: first.max }).max, `${high}`).toBe(first.max);
      }
    }
  });

  it('keeps counts whole and gives silence an axis', () => {
    expect(niceScale(0, 2, { integers: true }).ticks).toEqual([0, 1, 2]);
    expect(niceScale(0, 0).ticks.length).toBeGreaterThan(1);
    expect(niceScale(-5, 5).min).toBeLessThanOrEqual(-5);
  });
});

describe('timeTicks', () => {
  const zone = (timeZone: string) => createFormatter('en', timeZone);

  it('stands on round local times, also in zones with odd offsets', () => {
    const ticks = timeTicks(START, START + 3_600_000, zone('Asia/Kathmandu'));
    expect(ticks.map(({ label }) => label)).toEqual(['21:50', '22:00', '22:10', '22:20', '22:30', '22:40']);
  });

  it('neither skips nor doubles a mark where the clock changes', () => {
    const from = Date.UTC(2026, 9, 24, 22, 0);
    const ticks = timeTicks(from, from + 24 * 3_600_000, zone('Europe/Lisbon'), 8);
    expect(new Set(ticks.map(({ at }) => at)).size).toBe(ticks.length);
    expect(ticks.map(({ label }) => label)).toEqual(['Oct 25', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00']);
  });

  it('names days over long ranges', () => {
    const ticks = timeTicks(START, START + 7 * 86_400_000, format, 7);
    expect(ticks.every(({ label }) => /nov/.test(label))).toBe(true);
  });
});

describe('series looks', () => {
  it('keeps the look of an entity whoever stands beside it', () => {
    const first = assignSlots(['Pedidos', 'Cliques', 'Estoque'], new Map());
    const second = assignSlots(['Zeta', 'Pedidos', 'Alfa'], first.learned);
    expect(second.slots.get('Pedidos')).toBe(first.slots.get('Pedidos'));
    expect(second.learned.has('Pedidos')).toBe(false);
  });

  it('leaves the looks of a chart’s lines as they are when the reader asks for more or fewer', () => {
    const names = Array.from({ length: 20 }, (_, at) => `t${(at * 7) % 20}`);
    const remembered = new Map<string, number>();
    const looks = [5, 20, 10, 5].map((top) => {
      const { slots, learned } = assignSlots(names.slice(0, top), remembered);
      for (const [key, slot] of learned) remembered.set(key, slot);
      return names.slice(0, 5).map((key) => slots.get(key));
    });
    for (const later of looks) expect(later).toEqual(looks[0]);
  });

  it('gives up to eight new entities of a chart different hues', () => {
    const { slots } = assignSlots(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], new Map());
    expect(new Set([...slots.values()].map((slot) => lookOfSlot(slot).colour)).size).toBe(8);
  });

  it('tells sixteen series apart by hue and dash', () => {
    const { slots } = assignSlots(
      Array.from({ length: 16 }, (_, at) => `t${at}`),
      new Map(),
    );
    expect(new Set([...slots.values()].map((slot) => JSON.stringify(lookOfSlot(slot)))).size).toBe(16);
  });

  it('parts two entities that were given the same slot on different pages', () => {
    const { slots } = assignSlots(
      ['a', 'b'],
      new Map([
        ['a', 3],
        ['b', 3],
      ]),
    );
    expect(lookOfSlot(slots.get('a') ?? 0)).not.toEqual(lookOfSlot(slots.get('b') ?? 0));
    expect(lookOfSlot(slots.get('a') ?? 0).colour).toBe(lookOfSlot(slots.get('b') ?? 0).colour);
  });
});

describe('mergeAnswers', () => {
  it('meets by time and leaves what one lacks unknown', () => {
    const long = answerOf({ x: [1, 2, 3] });
    const short = { ...answerOf({ x: [9] }), times: [START + BUCKET_MS] };
    const merged = mergeAnswers([
      { key: 'in', label: 'in', answer: long },
      { key: 'out', label: 'out', answer: short },
    ]);
    expect(merged?.series.map(({ mean }) => mean)).toEqual([
      [1, 2, 3],
      [null, 9, null],
    ]);
    expect(mergeAnswers([{ key: 'in', label: 'in', answer: undefined }])).toBeUndefined();
  });
});

describe('sparklinePath', () => {
  it('breaks at unknown values and dots lonely ones', () => {
    const { d, dots } = sparklinePath([1, 2, null, 2, null, 1, 1], 60, 20);
    expect(d.match(/M/g)).toHaveLength(2);
    expect(dots).toHaveLength(1);
  });

  it('lets a young history fill the box', () => {
    expect(sparklinePath([null, null, null, 1, 2], 60, 20).d).toBe('M0 10L60 2');
    expect(sparklinePath([null, 1, 2, 1, 2], 60, 20).d.startsWith('M15 ')).toBe(true);
  });
});
