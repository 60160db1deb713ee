'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import type { TimePart } from './resource-groups.ts';

/** Hue of each part, the same wherever times are split. */
export const TIME_COLOUR: Record<TimePart, string> = {
  queue: 'var(--s2)',
  local: 'var(--s1)',
  remote: 'var(--s3)',
  response_queue: 'var(--s4)',
  response_send: 'var(--s5)',
  throttle: 'var(--s6)',
};

/** Parts of a request's time against one another as one stacked bar; the figures stand below it. Parts that are unknown are left out and said. */
export function TimeSplit({ parts }: { parts: readonly { part: TimePart; ms: number | null }[] }) {
  const t = useTranslations('brokers.times');
  const format = useFormat();
  const known = parts.flatMap(({ part, ms }) => (ms === null ? [] : [{ part, ms }]));
  const sum = known.reduce((all, { ms }) => all + ms, 0);
  if (known.length === 0) return <Unknown reason={t('noParts')} />;
  const words = known
    .filter(({ ms }) => ms > 0)
    .map(({ part, ms }) => `${t(`column.${part}`)} ${format.duration(ms)}`)
    .join(' · ');
  return (
    <span className="flex items-center" title={words === '' ? t('noTime') : words}>
      <span aria-hidden className="flex h-5 w-full gap-px overflow-hidden rounded-sm bg-surface-3">
        {sum === 0
          ? null
          : known.map(({ part, ms }) =>
              ms === 0 ? null : (
                <span
                  key={part}
                  className="h-full"
                  style={{ width: `${(ms / sum) * 100}%`, backgroundColor: TIME_COLOUR[part] }}
                />
              ),
            )}
      </span>
      <span className="sr-only">{words === '' ? t('noTime') : words}</span>
    </span>
  );
}
