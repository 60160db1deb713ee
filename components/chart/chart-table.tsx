'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import type { PreparedChart } from './prepare-time-series.ts';

/** The values of a chart as a table, newest first, in the place and height of the drawing. */
export function ChartTable({ chart, title, height }: { chart: PreparedChart; title: string; height: number }) {
  const t = useTranslations('chart');
  const format = useFormat();
  const columns = chart.series.flatMap(({ key, label, field, earlier }) => [
    { key, name: label, field },
    ...(earlier === null || chart.compare === null
      ? []
      : [
          {
            key: `${key} earlier`,
            name: t('compare.column', { series: label, name: t(`compare.name.${chart.compare}`) }),
            field: earlier.field,
          },
        ]),
  ]);
  const isLong = chart.to - chart.from > 20 * 3_600_000;
  return (
    <div
      role="region"
      aria-label={t('tableOf', { title })}
      tabIndex={0}
      style={{ height }}
      className="relative overflow-auto rounded-md border border-line"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 bg-surface px-2.5 py-1 text-left font-medium text-text-3">
              {t('time')}
            </th>
            {columns.map(({ key, name }) => (
              <th
                key={key}
                scope="col"
                className="sticky top-0 bg-surface px-2.5 py-1 text-right font-medium whitespace-nowrap text-text-3"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.rows.toReversed().map((row) => (
            <tr key={row.at}>
              <th scope="row" className="border-t border-line px-2.5 py-0.5 text-left font-normal whitespace-nowrap text-text-2">
                {isLong ? format.dateTime(row.at) : format.time(row.at)}
              </th>
              {columns.map(({ key, field }) => {
                const value = row[field];
                return (
                  <td key={key} className="border-t border-line px-2.5 py-0.5 text-right whitespace-nowrap">
                    {typeof value === 'number' ? chart.formatValue(value) : <Unknown />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
