'use client';

import { useTranslations } from 'next-intl';
import type { DiskForecast } from '#lib/contracts/disk.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { forecastWords } from './forecast-words.ts';

/** Bounds of the problems that Farol reports: full even at the slowest growth. */
const WARN_DAYS = 3;
const BAD_DAYS = 1;

/** When a disk will be full, as an interval in words; what the figure stands on is told on hover. */
export function ForecastCell({ forecast }: { forecast: DiskForecast }) {
  const t = useTranslations('disk.forecast');
  const format = useFormat();
  const words = forecastWords(forecast);
  if (words.kind === 'unknown') return <Unknown reason={t('unknown')} />;
  const { history, bytesPerDay, daysToFull } = forecast;
  const title = [
    bytesPerDay === null
      ? null
      : t('growth', {
          low: format.bytes(Math.round(bytesPerDay.low)),
          high: format.bytes(Math.round(bytesPerDay.high)),
        }),
    history === null
      ? null
      : t('history', {
          from: format.dateTime(Date.parse(history.from)),
          to: format.dateTime(Date.parse(history.to)),
          points: history.points,
          jumps: history.jumps,
        }),
  ]
    .filter((part) => part !== null)
    .join(' ');
  const slowest = daysToFull?.high ?? Number.POSITIVE_INFINITY;
  const text =
    'low' in words
      ? t(words.kind, { low: format.integer(words.low), high: 'high' in words ? format.integer(words.high) : '' })
      : t(words.kind);
  if (words.kind === 'not_growing') {
    return (
      <span title={title} className="text-text-2">
        {text}
      </span>
    );
  }
  if (slowest <= WARN_DAYS)
    return (
      <StateTag tone={slowest <= BAD_DAYS ? 'bad' : 'warn'} title={title}>
        {text}
      </StateTag>
    );
  return <span title={title}>{text}</span>;
}
