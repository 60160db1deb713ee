'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Formatter } from '#lib/core/format.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { cn } from '../ui/cn.ts';
import type { Heat, HeatLevel } from './heat.ts';
import type { HeatFigure } from './heat-figures.ts';

/** Background of a level. The number always stands on it, and a limit has an icon too. */
const TINT: Record<HeatLevel, string> = {
  none: '',
  above: 'bg-warn/12',
  far: 'bg-warn/28',
  limit: 'bg-bad/18',
};

/** A figure as it stands in the table. */
export function figureText(kind: HeatFigure['kind'], value: number, format: Formatter): string {
  switch (kind) {
    case 'share':
      return format.percent(value);
    case 'time':
      return format.duration(value);
    case 'bytes':
      return format.bytes(Math.round(value));
    case 'rate':
      return format.rate(value);
    case 'count':
      return format.integer(value);
  }
}

export interface HeatCellProps {
  value: number | null;
  kind: HeatFigure['kind'];
  heat: Heat;
  /** What the normal is of. */
  against: 'others' | 'past';
  reason: string | null;
}

/** A figure on a tint that compares it with the normal; the normal in words on hover and for screen readers. */
export function HeatCell({ value, kind, heat, against, reason }: HeatCellProps) {
  const t = useTranslations('brokers.heat');
  const format = useFormat();
  if (value === null) return <Unknown reason={reason} />;
  const normal = heat.normal === null ? null : t(against, { normal: figureText(kind, heat.normal, format) });
  const said = heat.level === 'none' ? normal : [t(`level.${heat.level}`), normal].filter((part) => part !== null).join(' · ');
  return (
    <span
      title={said ?? undefined}
      data-heat={heat.level}
      className={cn(
        '-mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-sm px-1.5 [print-color-adjust:exact]',
        TINT[heat.level],
      )}
    >
      {heat.level === 'limit' ? <TriangleAlert aria-hidden className="size-3 shrink-0 text-bad" strokeWidth={2.4} /> : null}
      {figureText(kind, value, format)}
      {heat.level === 'none' ? null : <span className="sr-only"> ({t(`level.${heat.level}`)})</span>}
    </span>
  );
}

/** What the tints mean. */
export function HeatLegend({ against }: { against: 'others' | 'past' }) {
  const t = useTranslations('brokers.heat');
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-3.5 py-2 text-xs text-text-2">
      <span>{t(`legend.${against}`)}</span>
      {(['above', 'far', 'limit'] as const).map((level) => (
        <span key={level} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={cn('grid size-4 place-items-center rounded-sm border border-line', TINT[level])}>
            {level === 'limit' ? <TriangleAlert className="size-2.5 text-bad" strokeWidth={2.4} /> : null}
          </span>
          {t(`level.${level}`)}
        </span>
      ))}
      <span>{t('legend.times')}</span>
      <span>{t('legend.unknown')}</span>
    </p>
  );
}
