'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { LineSwatch } from './line-swatch.tsx';
import type { PreparedChart, PreparedSeries } from './prepare-time-series.ts';
import type { SeriesLook } from './series-slots.ts';

export interface PlotTooltipProps {
  /** Start of the bucket under the cursor, epoch ms. */
  at: number;
  chart: PreparedChart;
  series: readonly PreparedSeries[];
  lookOf: (key: string) => SeriesLook;
}

/** Values under the cursor, largest first; unknown ones last, as a dash. */
export function PlotTooltip({ at, chart, series, lookOf }: PlotTooltipProps) {
  const t = useTranslations('chart');
  const format = useFormat();
  const row = chart.rows.find((each) => each.at === at);
  const valueOf = (field: string): number | null => {
    const value = row?.[field];
    return typeof value === 'number' ? value : null;
  };
  const lines = series
    .map(({ key, label, field }) => ({ key, label, value: valueOf(field) }))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const isNothingKnown = lines.every(({ value }) => value === null);
  const isLong = chart.to - chart.from > 20 * 3_600_000;
  return (
    <div className="max-w-[320px] min-w-[150px] rounded-md border border-line bg-surface px-2.5 py-2 text-sm shadow-pop">
      <p className="mb-1 text-xs text-text-3">
        {isLong ? format.dateTime(at) : format.time(at)}
        {chart.bucketMs >= 60_000 ? ` · ${t('bucket', { length: format.duration(chart.bucketMs) })}` : null}
      </p>
      {isNothingKnown ? (
        <p className="text-text-2">{t('noMeasure')}</p>
      ) : (
        <ul className="grid gap-0.5">
          {lines.map(({ key, label, value }) => (
            <li key={key} className="flex items-center gap-2">
              <LineSwatch look={lookOf(key)} />
              <span className="min-w-0 flex-1 truncate text-text-2">{label}</span>
              <span className="pl-3 font-medium">{chart.formatValue(value)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
