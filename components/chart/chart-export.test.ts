import { describe, expect, it } from 'vitest';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { csvText } from '#lib/core/csv.ts';
import { createFormatter } from '#lib/core/format.ts';
import { exportName, exportRows, withColours, wrapRow } from './chart-export.ts';
import { prepareTimeSeries } from './prepare-time-series.ts';

const format = createFormatter('pt-BR', 'America/Sao_Paulo');
const START = Date.UTC(2026, 10, 21, 16, 0);
const DAY_MS = 86_400_000;

function answerOf(mean: (number | null)[], start = START, label = 'Pedidos'): SeriesAnswer {
  return {
    metric: 'topic.messages_in',
    unit: 'messages_per_second',
    tier: 'raw',
    bucketMs: 60_000,
    times: mean.map((_, at) => start + at * 60_000),
    series: [{ key: 'topic:1', label, mean, min: mean, max: mean }],
    hidden: 0,
    coverage: 1,
  };
}

describe('exportRows', () => {
  it('holds the values themselves, in UTC, unknown empty', () => {
    const chart = prepareTimeSeries(answerOf([1.25, null, 1_482_000]), { format });
    expect(csvText(exportRows(chart, chart.series))).toBe(
      'time,Pedidos [messages_per_second]\r\n2026-11-21T16:00:00.000Z,1.25\r\n2026-11-21T16:01:00.000Z,\r\n2026-11-21T16:02:00.000Z,1482000\r\n',
    );
  });

  it('has a column for the compared period', () => {
    const earlier = { compare: '1d' as const, drawn: 'mean' as const, answer: answerOf([5, 6, 7], START - DAY_MS) };
    const chart = prepareTimeSeries({ ...answerOf([1, 2, 3]), earlier }, { format });
    expect(exportRows(chart, chart.series).map((row) => row.slice(1))).toEqual([
      ['Pedidos [messages_per_second]', 'Pedidos −1d [messages_per_second]'],
      [1, 5],
      [2, 6],
      [3, 7],
    ]);
  });

  it('lets no name become a formula', () => {
    const chart = prepareTimeSeries(answerOf([1, 2, 3], START, '=cmd'), { format });
    expect(csvText(exportRows(chart, chart.series)).split('\r\n')[0]).toBe("time,'=cmd [messages_per_second]");
  });
});

describe('exportName', () => {
  it('is a plain file name whatever the title', () => {
    expect(exportName('Vazão por tópico (../etc)', { to: START })).toBe('farol-vazao-por-topico-etc-2026-11-21T1600Z');
    expect(exportName('—', { to: START })).toBe('farol-chart-2026-11-21T1600Z');
  });
});

describe('wrapRow', () => {
  it('fills rows without going over, and gives even the widest a row', () => {
    expect(wrapRow([40, 40, 30, 200, 10], (width) => width, 100, 10)).toEqual([[40, 40], [30], [200], [10]]);
    expect(wrapRow([], () => 1, 10, 1)).toEqual([]);
  });
});

describe('withColours', () => {
  it('writes the colours of the theme out', () => {
    const source = '<line stroke="var(--s1)" fill="var(--nope)"/>';
    expect(withColours(source, (name) => (name === '--s1' ? ' #0072b2' : ''))).toBe(
      '<line stroke="#0072b2" fill="currentColor"/>',
    );
  });
});
