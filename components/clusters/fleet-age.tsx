'use client';

import { useTranslations } from 'next-intl';
import type { PassInfo } from '#lib/contracts/common.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { freshnessOf } from '../states/freshness-of.ts';
import { Unknown } from '../states/unknown.tsx';
import { useNow } from '../states/use-now.ts';
import { cn } from '../ui/cn.ts';

/** Age of a cluster's last pass, ticking; coloured and named once it is late. */
export function FleetAge({ pass, receivedAtMs }: { pass: PassInfo | null; receivedAtMs: number }) {
  const t = useTranslations('states.freshness');
  const fleet = useTranslations('fleet');
  const format = useFormat();
  const nowMs = useNow();
  if (pass === null || nowMs === 0) return <Unknown reason={fleet('reason.noPass')} />;
  const { state, ageMs } = freshnessOf({ pass, receivedAtMs, nowMs, isFailing: false });
  const isOld = state === 'late' || state === 'stale';
  return (
    <time
      dateTime={pass.takenAt}
      title={format.instant(Date.parse(pass.takenAt))}
      className={cn(isOld && 'font-medium text-warn')}
    >
      {isOld ? `${t(`state.${state}`)} · ` : ''}
      {t('ago', { age: format.age(ageMs) })}
    </time>
  );
}
