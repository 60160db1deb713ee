'use client';

import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import type { ComparedAnswer } from '#lib/client/series.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useLooks, type ChartEntity } from './chart-looks.ts';
import { chooseSeries, drawnKeys } from './choose-series.ts';
import { prepareTimeSeries, type PreparedChart, type PreparedSeries } from './prepare-time-series.ts';
import type { SeriesLook } from './series-slots.ts';

/** A chart and what the reader did to it. Functions are stable while what they answer is, so that an unchanged chart is not drawn again. */
export interface ChartModel {
  chart: PreparedChart;
  /** The lines now drawn, in order. */
  drawn: readonly PreparedSeries[];
  lookOf: (key: string) => SeriesLook;
  isDrawn: (key: string) => boolean;
  /** True when the reader chose lines in the legend. */
  isChosen: boolean;
  choose: (key: string, adds: boolean) => void;
  chooseAll: () => void;
  /** Whether the axis may be one of factors: sizes of very different lines, none below 0. */
  canLog: boolean;
  setLog: (log: boolean) => void;
}

export interface ChartModelOptions {
  entity: ChartEntity;
  labelOf?: ((series: { key: string; label: string }) => string) | undefined;
  band?: boolean;
  stack?: boolean;
}

const NOTHING: ComparedAnswer = {
  metric: '',
  unit: '',
  tier: 'raw',
  bucketMs: 0,
  times: [],
  series: [],
  hidden: 0,
  coverage: 0,
};
/** Units whose values may lie powers of ten apart in one chart. */
const LOG_UNITS: ReadonlySet<string> = new Set([
  'offsets',
  'milliseconds',
  'bytes',
  'bytes_per_second',
  'messages_per_second',
  'count',
]);

/** Prepares an answer and keeps the reader's choices. undefined while there is no answer. */
export function useChartModel(answer: ComparedAnswer | undefined, options: ChartModelOptions): ChartModel | undefined {
  const { entity, labelOf, band = false, stack = false } = options;
  const format = useFormat();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [top, setTop] = useState<number | null>(null);
  // By metric in the address: charts of one metric on a page change together, and a link shows them as they were.
  const [logs, setLogs] = useQueryState('log', parseAsArrayOf(parseAsString).withDefault([]));
  const given = answer ?? NOTHING;
  const isLog = logs.includes(given.metric);

  // Pages hand over another function on each render; what counts is what it says.
  const names = given.series.map((each) => labelOf?.(each) ?? each.label).join('\u0000');
  const keys = given.series.map(({ key }) => key);
  const drawnText = [...drawnKeys(keys, chosen)].join('\u0000');
  const isDrawn = useMemo(() => {
    const drawn = new Set(drawnText.split('\u0000'));
    return (key: string) => drawn.has(key);
  }, [drawnText]);
  const chart = useMemo(() => {
    const labels = new Map(names.split('\u0000').map((name, at) => [given.series[at]?.key ?? '', name]));
    return prepareTimeSeries(given, {
      format,
      labelOf: ({ key, label }) => labels.get(key) ?? label,
      previousTop: top,
      visible: isDrawn,
      band,
      stack,
      log: isLog,
    });
  }, [given, names, format, top, isDrawn, band, stack, isLog]);
  const nextTop = chart.isEmpty ? null : chart.yMax;
  if (nextTop !== top) setTop(nextTop);

  const lookOf = useLooks(entity, keys);
  const drawn = useMemo(() => chart.series.filter(({ key }) => isDrawn(key)), [chart, isDrawn]);
  const choose = useCallback((key: string, adds: boolean) => setChosen((before) => chooseSeries(before, key, adds)), []);
  const chooseAll = useCallback(() => setChosen(new Set()), []);
  const setLog = (log: boolean) => {
    const others = logs.filter((name) => name !== given.metric);
    const next = log ? [...others, given.metric] : others;
    void setLogs(next.length === 0 ? null : next);
  };
  if (answer === undefined) return undefined;
  return {
    chart,
    drawn,
    lookOf,
    isDrawn,
    isChosen: keys.some((key) => chosen.has(key)),
    choose,
    chooseAll,
    canLog: !stack && LOG_UNITS.has(chart.unit) && chart.yMin >= 0,
    setLog,
  };
}
