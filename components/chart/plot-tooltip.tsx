'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { cn } from '../ui/cn.ts';
import { LineSwatch } from './line-swatch.tsx';
import { orderLines } from './order-lines.ts';
import type { PreparedChart, PreparedSeries } from './prepare-time-series.ts';
import type { SeriesLook } from './series-slots.ts';

export interface PlotTooltipProps {
  /** Start of the bucket under the cursor, epoch ms. */
  at: number;
  chart: PreparedChart;
  series: readonly PreparedSeries[];
  lookOf: (key: string) => SeriesLook;
  /** Height of the pointer on the axis, 0..1; null by keyboard. */
  pointer: number | null;
  /** True where the lines are parts of a whole: then it is told too. */
  stack: boolean;
}

/** Values under the cursor: the nearest to the pointer first, then by size; unknown ones last, as a dash. With those of the earlier period. */
export function PlotTooltip({ at, chart, series, lookOf, pointer, stack }: PlotTooltipProps) {
  const t = useTranslations('chart');
  const format = useFormat();
  const row = chart.rows.find((each) => each.at === at);
  const valueOf = (field: string): number | null => {
    const value = row?.[field];
    return typeof value === 'number' ? value : null;
  };
  const lines = orderLines(
    series.map(({ key, label, field, earlier }) => ({ key, label, earlier, value: valueOf(field) })),
    chart,
    stack ? null : pointer,
  );
  const known = lines.flatMap(({ value }) => (value === null ? [] : [value]));
  const isLong = chart.to - chart.from > 20 * 3_600_000;
  const isPicked = pointer !== null && !stack && known.length > 1;
  return (
    <div className="max-w-[320px] min-w-[150px] rounded-md border border-line bg-surface px-2.5 py-2 text-sm shadow-pop">
      <p className="mb-1 text-xs text-text-3">
        {isLong ? format.dateTime(at) : format.time(at)}
        {chart.bucketMs >= 60_000 ? ` · ${t('bucket', { length: format.duration(chart.bucketMs) })}` : null}
      </p>
      {known.length === 0 ? <p className="text-text-2">{t('noMeasure')}</p> : null}
      <ul className="grid gap-0.5">
        {lines.map(({ key, label, value, earlier }, place) =>
          known.length === 0 && earlier === null ? null : (
            <li key={key} className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2">
              <LineSwatch look={lookOf(key)} />
              <span className={cn('truncate', isPicked && place === 0 ? 'font-medium text-text' : 'text-text-2')}>{label}</span>
              <span className="pl-3 text-right font-medium">{chart.formatValue(value)}</span>
              {earlier === null || chart.compare === null ? null : (
                <>
                  <span className="col-start-2 text-xs text-text-3">{t(`compare.name.${chart.compare}`)}</span>
                  <span className="text-right text-xs text-text-3">{chart.formatValue(valueOf(earlier.field))}</span>
                </>
              )}
            </li>
          ),
        )}
      </ul>
      {stack && known.length === lines.length && lines.length > 1 ? (
        <p className="mt-1 flex justify-between border-t border-line pt-1 font-medium">
          <span className="text-text-2">{t('total')}</span>
          {chart.formatValue(known.reduce((sum, value) => sum + value, 0))}
        </p>
      ) : null}
    </div>
  );
}
