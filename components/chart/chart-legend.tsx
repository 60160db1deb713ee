'use client';

import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { cn } from '../ui/cn.ts';
import { DRAWN_MOST } from './choose-series.ts';
import { LineSwatch } from './line-swatch.tsx';
import type { PreparedSeries } from './prepare-time-series.ts';
import { TopChoice } from './top-choice.tsx';
import type { ChartModel } from './use-chart-model.ts';
import { Link } from '../ui/link.tsx';

export interface ChartLegendProps {
  model: ChartModel;
  hrefOf: ((series: { key: string; label: string }) => string | null) | undefined;
  /** Shows all values as a table. */
  onTable: () => void;
}

/** Names, looks and last values of the series, with those of the earlier period. A click shows one alone, with Ctrl or ⌘ it adds; a dash says that a value is unknown now. */
export function ChartLegend({ model, hrefOf, onTable }: ChartLegendProps) {
  const t = useTranslations('chart');
  const format = useFormat();
  const { chart, drawn, lookOf, isDrawn, isChosen, choose, chooseAll } = model;
  const hasGap = chart.gaps.some(({ kind }) => kind === 'gap');
  return (
    <ul className="flex min-h-6 flex-wrap items-center gap-x-3.5 gap-y-0.5 text-sm text-text-2">
      {chart.series.map((series) => {
        const href = hrefOf?.(series) ?? null;
        const isShown = isDrawn(series.key);
        const onClick = (event: MouseEvent) => choose(series.key, event.ctrlKey || event.metaKey);
        const label = t(isChosen && isShown && drawn.length === 1 ? 'showAll' : 'isolate', { name: series.label });
        return (
          <li key={series.key} className={cn('flex max-w-full min-w-0 items-center gap-1.5', isShown ? '' : 'opacity-45')}>
            {chart.series.length === 1 ? (
              <LineSwatch look={lookOf(series.key)} />
            ) : (
              <button
                type="button"
                aria-label={label}
                title={t('isolateHow', { name: series.label })}
                aria-pressed={isChosen && isShown}
                onClick={onClick}
                className="flex h-6 min-w-6 items-center justify-center rounded-sm hover:bg-surface-2"
              >
                <LineSwatch look={lookOf(series.key)} />
              </button>
            )}
            {href === null ? (
              <span className="truncate">{series.label}</span>
            ) : (
              <Link href={href} className="truncate py-0.5 underline-offset-2 hover:text-text hover:underline">
                {series.label}
              </Link>
            )}
            <span className="font-medium whitespace-nowrap text-text">
              {series.last === null ? <Unknown reason={t('lastUnknown')} /> : chart.formatFigure(series.last)}
            </span>
            <Earlier series={series} model={model} />
          </li>
        );
      })}
      {isChosen ? (
        <li>
          <button type="button" onClick={chooseAll} className="h-6 rounded-sm px-1 text-info hover:underline">
            {t('all')}
          </button>
        </li>
      ) : null}
      {chart.isCompareHeld ? <li className="text-text-3">{t('compare.held')}</li> : null}
      {chart.measuredSince === null ? null : (
        <li className="text-text-3">{t('since', { time: format.time(chart.measuredSince, 'minutes') })}</li>
      )}
      {hasGap ? (
        <li className="flex items-center gap-1.5 text-text-3">
          <svg aria-hidden width="12" height="12" className="shrink-0">
            <rect width="12" height="12" rx="2" fill="none" stroke="var(--gap-hatch)" />
            <path d="M0 8 8 0M2 12 12 2M8 12l4-4" stroke="var(--gap-hatch)" strokeWidth="2.5" />
          </svg>
          {t('gap')}
        </li>
      ) : null}
      {chart.hidden > 0 || chart.series.length > DRAWN_MOST ? (
        <li className="ml-auto">
          <TopChoice
            shown={chart.series.length}
            drawn={drawn.length}
            total={chart.series.length + chart.hidden}
            onTable={onTable}
          />
        </li>
      ) : null}
    </ul>
  );
}

/** The value of the earlier period beside that of now, and by how much now lies above it. */
function Earlier({ series, model: { chart } }: { series: PreparedSeries; model: ChartModel }) {
  const t = useTranslations('chart.compare');
  const format = useFormat();
  if (chart.compare === null || series.earlier === null) return null;
  const { last, change } = series.earlier;
  const name = t(`name.${chart.compare}`);
  return (
    <span className="whitespace-nowrap text-text-3">
      {last === null
        ? t.rich('wasUnknown', { name, unknown: () => <Unknown reason={t('unknown')} /> })
        : change === null
          ? t('was', { name, value: chart.formatFigure(last) })
          : t('wasChanged', {
              name,
              value: chart.formatFigure(last),
              change: `${change > 0 ? '+' : ''}${format.percent(change)}`,
            })}
    </span>
  );
}
