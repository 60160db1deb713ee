'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useRef } from 'react';
import { useFormat } from '#lib/i18n/use-format.ts';
import { idlePart } from '../ui/late-part.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTable } from './chart-table.tsx';
import { LEGEND_PX } from './chart-skeleton.tsx';
import type { PreparedChart } from './prepare-time-series.ts';
import type { ChartModel } from './use-chart-model.ts';
import { useWidth } from './use-width.ts';

/** The plotting library is the heaviest part of the app: it arrives after the page, in a box that already has its size. */
const Plot = idlePart(() => import('./plot.tsx').then((module) => module.default));
/** Events are asked for after the values. */
const EventMarks = idlePart(() => import('./event-marks.tsx').then((module) => module.default));

export interface ChartBodyProps {
  model: ChartModel;
  title: string;
  isTable: boolean;
  onTable: () => void;
  /** Height of the plot, px. */
  height: number;
  band: boolean;
  stack: boolean;
  syncId: string;
  hrefOf: ((series: { key: string; label: string }) => string | null) | undefined;
  onZoom: ((from: number, to: number) => void) | undefined;
  onZoomOut: (() => void) | null;
}

/** A chart without its card: drawing or table, marks of what happened, legend, spoken summary. */
export function ChartBody(props: ChartBodyProps) {
  const { model, title, isTable, onTable, height, band, stack, syncId, hrefOf, onZoom, onZoomOut } = props;
  const { chart } = model;
  const t = useTranslations('chart');
  const summary = useSummary(title, chart);
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  // Drawing is the heaviest thing a page does: a click in the legend or a key is answered first.
  const { drawn, lookOf } = model;
  const plotted = useDeferredValue(useMemo(() => ({ chart, drawn, lookOf }), [chart, drawn, lookOf]));
  return (
    <figure>
      <figcaption className="sr-only">{summary}</figcaption>
      <div ref={place} className="relative mt-1.5" onDoubleClick={() => onZoomOut?.()} style={{ minHeight: height }}>
        {chart.isEmpty ? (
          <p
            style={{ height: height + LEGEND_PX }}
            className="flex items-center justify-center px-6 text-center text-sm text-text-2"
          >
            {t('empty')}
          </p>
        ) : isTable ? (
          <ChartTable chart={chart} title={title} height={height} />
        ) : (
          <div style={{ height }}>
            <Plot {...plotted} band={band} stack={stack} height={height} syncId={syncId} onZoom={onZoom} description={title} />
          </div>
        )}
        {chart.isEmpty || isTable ? null : (
          <>
            {chart.yUnit === '' ? null : (
              <span aria-hidden className="pointer-events-none absolute top-[-13px] left-0 text-2xs text-text-3">
                {chart.yUnit}
              </span>
            )}
            {width === 0 ? null : <EventMarks from={chart.from} to={chart.to} width={width} />}
          </>
        )}
      </div>
      {chart.isEmpty ? null : (
        <div className="pt-1">
          <ChartLegend model={model} hrefOf={hrefOf} onTable={onTable} />
        </div>
      )}
    </figure>
  );
}

/** The chart in sentences, for those who do not see it. */
function useSummary(title: string, chart: PreparedChart): string {
  const t = useTranslations('chart');
  const format = useFormat();
  const textOf = (value: number | null) => (value === null ? t('unknown') : chart.formatValue(value));
  const parts = chart.series.map(({ label, last, min, max, earlier }) =>
    [
      t('summarySeries', { name: label, last: textOf(last), min: textOf(min), max: textOf(max) }),
      ...(earlier === null || chart.compare === null
        ? []
        : [t('compare.summary', { name: t(`compare.name.${chart.compare}`), value: textOf(earlier.last) })]),
    ].join(' '),
  );
  const gaps = chart.gaps.filter(({ kind }) => kind === 'gap').length;
  return [
    t('summary', { title, from: format.dateTime(chart.from), to: format.dateTime(chart.to), series: chart.series.length }),
    ...parts,
    ...(gaps > 0 ? [t('summaryGaps', { gaps })] : []),
  ].join(' ');
}
