'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { cn } from '../ui/cn.ts';
import { LineSwatch } from './line-swatch.tsx';
import type { PreparedChart } from './prepare-time-series.ts';
import type { SeriesLook } from './series-slots.ts';

export interface ChartLegendProps {
  chart: PreparedChart;
  lookOf: (key: string) => SeriesLook;
  visible: (key: string) => boolean;
  /** Shows only this series, or all again. */
  onIsolate: (key: string) => void;
  hrefOf: ((series: { key: string; label: string }) => string | null) | undefined;
}

/** Names, looks and last values of the series. A click shows one alone; a dash says that its value is unknown now. */
export function ChartLegend({ chart, lookOf, visible, onIsolate, hrefOf }: ChartLegendProps) {
  const t = useTranslations('chart');
  const format = useFormat();
  const hasGap = chart.gaps.some(({ kind }) => kind === 'gap');
  return (
    <ul className="flex min-h-6 flex-wrap items-center gap-x-3.5 gap-y-0.5 text-sm text-text-2">
      {chart.series.map((series) => {
        const href = hrefOf?.(series) ?? null;
        return (
          <li
            key={series.key}
            className={cn('flex max-w-full min-w-0 items-center gap-1.5', visible(series.key) ? '' : 'opacity-45')}
          >
            <button
              type="button"
              aria-label={t('isolate', { name: series.label })}
              aria-pressed={visible(series.key)}
              onClick={() => onIsolate(series.key)}
              className="flex h-6 min-w-6 items-center justify-center rounded-sm hover:bg-surface-2"
            >
              <LineSwatch look={lookOf(series.key)} />
            </button>
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
          </li>
        );
      })}
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
      {chart.hidden > 0 ? (
        <li className="ml-auto text-text-3">
          {t('shown', { shown: chart.series.length, total: chart.series.length + chart.hidden })}
        </li>
      ) : null}
    </ul>
  );
}
