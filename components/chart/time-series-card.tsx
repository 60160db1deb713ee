'use client';

import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useId, useRef, useState, type ReactNode } from 'react';
import { METRIC_NAMES } from '#lib/catalog/metrics.ts';
import type { ComparedAnswer } from '#lib/client/series.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { MetricHint } from '../glossary/metric-hint.tsx';
import { QueryState, type QueryLike } from '../states/query-state.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { ChartBody } from './chart-body.tsx';
import type { ChartEntity } from './chart-looks.ts';
import { ChartMenu } from './chart-menu.tsx';
import { ChartSkeleton, HEIGHT_PX } from './chart-skeleton.tsx';
import { useChartModel } from './use-chart-model.ts';
import { useZoom } from './use-zoom.ts';

const ChartFullView = partOnDemand(() => import('./chart-full-view.tsx').then((module) => module.default));

export interface TimeSeriesChartProps {
  title: string;
  /** Half a sentence beside the title. */
  note?: ReactNode;
  /** What the chart shows, for a newcomer. Default: what the catalogue says of its metric. */
  hint?: ReactNode;
  /** Links and controls at the end of the title line. */
  actions?: ReactNode;
  /** Further items of the chart's menu (`DropdownItem`). */
  menuItems?: ReactNode;
  query: QueryLike<ComparedAnswer>;
  entity: ChartEntity;
  /** Name of a line; default its label. */
  labelOf?: (series: { key: string; label: string }) => string;
  /** Page of the entity behind a line. */
  hrefOf?: (series: { key: string; label: string }) => string | null;
  /** Height of the plot in px; the card does not change its size when data arrives. */
  height?: number;
  /** Shows the range between smallest and largest value of each bucket (long ranges). */
  band?: boolean;
  /** Draws the lines upon each other, as parts of a whole. Only for parts that add up. */
  stack?: boolean;
  /** Charts with the same id share their cursor. Default: all charts of the page. */
  syncId?: string;
  /** Called with the window a person dragged over, epoch ms. */
  onZoom?: (from: number, to: number) => void;
  className?: string;
}

/** A card with values over time: lines, what happened meanwhile, legend with last values, menu, table view, spoken summary. Unknown breaks the line and is hatched where nothing was measured. */
export function TimeSeriesCard(props: TimeSeriesChartProps) {
  const { title, note, hint, actions, menuItems, query, entity, labelOf, hrefOf, className } = props;
  const { height = HEIGHT_PX, band = false, stack = false, syncId = 'page', onZoom } = props;
  const states = useTranslations('states');
  const format = useFormat();
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  const hasOldData = query.data !== undefined && query.error !== null && query.error !== undefined;
  const old = states('stale', { time: format.time(query.dataUpdatedAt) });
  const [isTable, setIsTable] = useState(false);
  const [isFull, setIsFull] = useState(false);
  const metric = METRIC_NAMES.find((name) => name === query.data?.metric);
  const model = useChartModel(query.data, { entity, labelOf, band, stack });
  const { zoomTo, zoomOut } = useZoom(onZoom);
  const showTable = useCallback(() => setIsTable(true), []);
  const body = {
    title,
    isTable,
    onTable: showTable,
    band,
    stack,
    hrefOf,
    onZoom: onZoom === undefined ? undefined : zoomTo,
    onZoomOut: zoomOut,
  };
  return (
    <Card aria-labelledby={id} className={className}>
      <CardHeader
        id={id}
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
            {hint ?? (metric === undefined ? null : <MetricHint metric={metric} />)}
            {actions}
            <ChartMenu
              title={title}
              note={typeof note === 'string' ? note : null}
              model={model}
              place={card}
              isTable={isTable}
              onTableChange={setIsTable}
              onFull={() => setIsFull(true)}
              onZoomOut={zoomOut}
              extra={menuItems}
            />
          </>
        }
      />
      <div ref={card} className="px-3.5 pb-3">
        <QueryState query={query} skeleton={<ChartSkeleton height={height} />} isStaleToldElsewhere>
          {() => (model === undefined ? null : <ChartBody {...body} model={model} height={height} syncId={syncId} />)}
        </QueryState>
      </div>
      {isFull && model !== undefined ? (
        <ChartFullView {...body} note={note} model={model} syncId={`${syncId} ${id}`} onClose={() => setIsFull(false)} />
      ) : null}
    </Card>
  );
}
