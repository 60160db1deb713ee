'use client';

import { useTranslations } from 'next-intl';
import type { CanaryWindow } from '#lib/contracts/canary.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { failuresOf, samplesOf } from './canary-kinds.ts';

/** Median, 95 % and 99 % of a window in one cell, the last one leading. */
export function LatencyCell({ window, reason }: { window: CanaryWindow; reason: string }) {
  const t = useTranslations('canary');
  const format = useFormat();
  const { p50Ms, p95Ms, p99Ms, maxMs } = window;
  if (p99Ms === null) return <Unknown reason={reason} />;
  return (
    <span title={t('windowHint', { max: format.duration(maxMs), samples: format.integer(samplesOf(window)) })}>
      <span className="text-text-3">
        {format.duration(p50Ms)} · {format.duration(p95Ms)} ·{' '}
      </span>
      <span className="font-medium">{format.duration(p99Ms)}</span>
    </span>
  );
}

/** Share of samples that succeeded; coloured with an icon as soon as one did not. */
export function SuccessCell({ window, reason }: { window: CanaryWindow; reason: string }) {
  const t = useTranslations('canary');
  const format = useFormat();
  const { successShare } = window;
  if (successShare === null || samplesOf(window) === 0) return <Unknown reason={reason} />;
  if (successShare === 1) return <span className="text-text-2">{format.percent(1)}</span>;
  // 99.97 % must not read as 100 %.
  const shown = successShare > 0.99 ? t('almostAll') : format.percent(successShare);
  return <StateTag tone={successShare < 0.5 ? 'bad' : 'warn'}>{shown}</StateTag>;
}

/** What went wrong in a window, in words, and how often. */
export function FailuresCell({ window, reason }: { window: CanaryWindow; reason: string }) {
  const t = useTranslations('canary');
  const format = useFormat();
  const failures = failuresOf(window);
  if (failures.length === 0) {
    return samplesOf(window) === 0 ? <Unknown reason={reason} /> : <span className="text-text-3">{t('nothing')}</span>;
  }
  const text = failures
    .map(({ what, count, isCode }) =>
      isCode ? `${format.integer(count)} ${what}` : t(`failure.${what}`, { count, shown: format.integer(count) }),
    )
    .join(' · ');
  return (
    <span title={text} className="block truncate">
      {text}
    </span>
  );
}
