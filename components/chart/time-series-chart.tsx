'use client';

import { ChartLine, CircleDashed, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useId, useMemo, useState, type ReactNode } from 'react';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { QueryState, type QueryLike } from '../states/query-state.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTable } from './chart-table.tsx';
import { prepareTimeSeries, type PreparedChart } from './prepare-time-series.ts';
import { rememberSlots } from './remembered-slots.ts';
import { lookOfSlot, type SeriesLook } from './series-slots.ts';

/** The plotting library is the heaviest part of the app: it arrives after the page, in a box that already has its size. */
const Plot = dynamic(() => import('./plot.tsx'), { ssr: false });

/** What the lines are: decides their lasting colours. `measure` lines (in, out) take the palette in order. */
export type ChartEntity = 'topic' | 'group' | 'broker' | 'partition' | 'measure';

export interface TimeSeriesChartProps {
  title: string;
  /** Half a sentence beside the title. */
  note?: ReactNode;
  /** Links and controls at the end of the title line. */
  actions?: ReactNode;
  query: QueryLike<SeriesAnswer>;
  entity: ChartEntity;
  /** Name of a line; default its label. */
  labelOf?: (series: { key: string; label: string }) => string;
  /** Page of the entity behind a line. */
  hrefOf?: (series: { key: string; label: string }) => string | null;
  /** Height of the plot in px; the card does not change its size when data arrives. */
  height?: number;
  /** Shows the range between smallest and largest value of each bucket (long ranges). */
  band?: boolean;
  /** Charts with the same id share their cursor. Default: all charts of the page. */
  syncId?: string;
  /** Called with the window a person dragged over, epoch ms. */
  onZoom?: (from: number, to: number) => void;
  className?: string;
}

const HEIGHT_PX = 196;

/** A card with values over time: lines, legend with last values, table view, spoken summary. Unknown breaks the line and is hatched where nothing was measured. */
export function TimeSeriesChart({ title, note, actions, query, className, height = HEIGHT_PX, ...rest }: TimeSeriesChartProps) {
  const t = useTranslations('chart');
  const states = useTranslations('states');
  const format = useFormat();
  const headingId = useId();
  const hasOldData = query.data !== undefined && query.error !== null && query.error !== undefined;
  const old = states('stale', { time: format.time(query.dataUpdatedAt) });
  const [isTable, setIsTable] = useState(false);
  return (
    <Card aria-labelledby={headingId} className={className}>
      <CardHeader
        id={headingId}
        title={title}
        note={note}
        actions={
          <>
            {hasOldData ? (
              <span role="status" title={old} className="grid size-[26px] place-items-center text-warn">
                <CircleDashed aria-hidden className="size-4" />
                <span className="sr-only">{old}</span>
              </span>
            ) : null}
            {actions}
            <IconButton
              size="sm"
              label={isTable ? t('showChart') : t('showTable')}
              icon={isTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
              aria-pressed={isTable}
              onClick={() => setIsTable(!isTable)}
            />
          </>
        }
      />
      <div className="px-3.5 pb-3">
        <QueryState query={query} skeleton={<ChartSkeleton height={height} />} isStaleToldElsewhere>
          {(answer) => <ChartBody answer={answer} title={title} isTable={isTable} height={height} {...rest} />}
        </QueryState>
      </div>
    </Card>
  );
}

interface ChartBodyProps extends Pick<TimeSeriesChartProps, 'entity' | 'labelOf' | 'hrefOf' | 'band' | 'syncId' | 'onZoom'> {
  answer: SeriesAnswer;
  title: string;
  isTable: boolean;
  height: number;
}

function ChartBody({
  answer,
  title,
  isTable,
  height,
  entity,
  labelOf,
  hrefOf,
  band = false,
  syncId = 'page',
  onZoom,
}: ChartBodyProps) {
  const t = useTranslations('chart');
  const format = useFormat();
  const [alone, setAlone] = useState<string | null>(null);
  const [top, setTop] = useState<number | null>(null);
  const chart = useMemo(
    () => prepareTimeSeries(answer, { format, labelOf, previousTop: top, band }),
    [answer, format, labelOf, top, band],
  );
  const nextTop = chart.isEmpty ? null : chart.yMax;
  if (nextTop !== top) setTop(nextTop);
  const lookOf = useLooks(entity, chart);
  const aloneKey = chart.series.some(({ key }) => key === alone) ? alone : null;
  const visible = (key: string) => aloneKey === null || aloneKey === key;
  const summary = useSummary(title, chart);

  if (chart.isEmpty) {
    return (
      <div
        style={{ height: height + LEGEND_PX }}
        className="flex items-center justify-center px-6 text-center text-sm text-text-2"
      >
        {t('empty')}
      </div>
    );
  }
  return (
    <figure>
      <figcaption className="sr-only">{summary}</figcaption>
      <div className="relative pt-1.5">
        {chart.yUnit === '' || isTable ? null : (
          <span aria-hidden className="pointer-events-none absolute top-[-7px] left-0 text-2xs text-text-3">
            {chart.yUnit}
          </span>
        )}
        {isTable ? (
          <ChartTable chart={chart} title={title} height={height} />
        ) : (
          <div style={{ height }}>
            <Plot
              chart={chart}
              lookOf={lookOf}
              visible={visible}
              band={band}
              height={height}
              syncId={syncId}
              onZoom={onZoom}
              description={title}
            />
          </div>
        )}
      </div>
      <div className="pt-1">
        <ChartLegend
          chart={chart}
          lookOf={lookOf}
          visible={visible}
          onIsolate={(key) => setAlone(aloneKey === key ? null : key)}
          hrefOf={hrefOf}
        />
      </div>
    </figure>
  );
}

/** Looks of the chart's series. Entities keep theirs on every page; measures take the palette in order; partitions go by number. */
function useLooks(entity: ChartEntity, chart: PreparedChart): (key: string) => SeriesLook {
  const keys = chart.series.map(({ key }) => key).join('\u0000');
  const slots = useMemo(() => {
    const list = keys === '' ? [] : keys.split('\u0000');
    if (entity === 'measure' || entity === 'partition') return new Map(list.map((key, at) => [key, at]));
    return rememberSlots(entity, list);
  }, [entity, keys]);
  return (key) => lookOfSlot(slots.get(key) ?? 0);
}

/** The chart in sentences, for those who do not see it. */
function useSummary(title: string, chart: PreparedChart): string {
  const t = useTranslations('chart');
  const format = useFormat();
  const parts = chart.series.map(({ label, last, min, max }) =>
    t('summarySeries', {
      name: label,
      last: last === null ? t('unknown') : chart.formatValue(last),
      min: min === null ? t('unknown') : chart.formatValue(min),
      max: max === null ? t('unknown') : chart.formatValue(max),
    }),
  );
  const gaps = chart.gaps.filter(({ kind }) => kind === 'gap').length;
  return [
    t('summary', { title, from: format.dateTime(chart.from), to: format.dateTime(chart.to), series: chart.series.length }),
    ...parts,
    ...(gaps > 0 ? [t('summaryGaps', { gaps })] : []),
  ].join(' ');
}

const LEGEND_PX = 28;

/** A chart's place before its first values: the same height as with them. */
export function ChartSkeleton({ height = HEIGHT_PX }: { height?: number }) {
  return (
    <div style={{ height: height + LEGEND_PX }} className="flex flex-col">
      <div className="flex flex-1 flex-col justify-between py-2">
        {[0, 1, 2, 3].map((line) => (
          <span key={line} className="h-px w-full bg-line" />
        ))}
      </div>
      <Skeleton className="mt-2 h-3 w-2/3" />
    </div>
  );
}
