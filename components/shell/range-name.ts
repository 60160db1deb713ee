'use client';

import { useTranslations } from 'next-intl';
import { spanParts, type Span, type TimeRange } from '#lib/core/time-range.ts';
import { useFormat } from '#lib/i18n/use-format.ts';

/** Words for ranges: "Last 45 min" for one that moves with the clock, its two ends for one that stands still. */
export function useRangeName(): { nameOf: (range: TimeRange) => string; spanName: (span: Span) => string } {
  const t = useTranslations('shell.range');
  const format = useFormat();
  const spanName = (span: Span) => {
    const { count, unit } = spanParts(span);
    return t(`last.${unit}`, { count });
  };
  const nameOf = (range: TimeRange) => {
    if (range.kind === 'relative') return spanName(range.span);
    const sameDay = format.day(range.from) === format.day(range.to);
    const from = `${format.day(range.from)} ${format.time(range.from, 'minutes')}`;
    const to = `${sameDay ? '' : `${format.day(range.to)} `}${format.time(range.to, 'minutes')}`;
    return `${from} – ${to}`;
  };
  return { nameOf, spanName };
}
