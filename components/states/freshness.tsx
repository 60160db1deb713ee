'use client';

import { useTranslations } from 'next-intl';
import type { PassInfo } from '#lib/contracts/common.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { cn } from '../ui/cn.ts';
import { partOnDemand } from '../ui/late-part.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { freshnessOf, type FreshnessState } from './freshness-of.ts';
import { useNow } from './use-now.ts';

/** Few open it: its code comes when they do. */
const PassDetails = partOnDemand(
  () => import('./pass-details.tsx').then((module) => module.PassDetails),
  () => <Skeleton className="h-48" />,
);

export interface FreshnessProps {
  /** The pass behind what is shown; null before the first one. */
  pass: PassInfo | null | undefined;
  /** `dataUpdatedAt` of the query. */
  receivedAtMs: number;
  /** True when the query's latest request failed. */
  isFailing: boolean;
  /** Leaves time and brokers out where there is no room; small screens do so by themselves. */
  compact?: boolean;
  className?: string;
}

const DOT: Record<FreshnessState, string> = {
  live: 'bg-ok text-ok live-dot',
  partial: 'bg-warn text-warn live-dot',
  late: 'bg-warn text-warn',
  stale: 'bg-bad text-bad',
  offline: 'bg-bad text-bad',
  waiting: 'bg-mute text-mute',
};
const WORD: Record<FreshnessState, string> = {
  live: 'text-text-2',
  partial: 'text-warn font-medium',
  late: 'text-warn font-medium',
  stale: 'text-bad font-medium',
  offline: 'text-bad font-medium',
  waiting: 'text-text-2',
};

/** Says how old what is on screen is, how complete, and what it costs the cluster. The age ticks; details open on click. */
export function Freshness({ pass, receivedAtMs, isFailing, compact = false, className }: FreshnessProps) {
  const t = useTranslations('states.freshness');
  const format = useFormat();
  const nowMs = useNow();
  const { state, ageMs } = freshnessOf({ pass, receivedAtMs, nowMs, isFailing });
  const takenAt = pass ? Date.parse(pass.takenAt) : null;
  const isPartial = pass ? pass.brokersAnswered < pass.brokersExpected : false;

  return (
    <Popover>
      <PopoverTrigger
        className={cn(
          'flex h-[30px] max-w-full items-center gap-2 rounded-md px-2 text-sm whitespace-nowrap text-text-2 hover:bg-surface-2',
          className,
        )}
      >
        <span aria-hidden className={cn('size-2 shrink-0 rounded-full', DOT[state])} />
        <span className={WORD[state]}>{t(`state.${state}`)}</span>
        {pass && nowMs !== 0 ? (
          <span className="overflow-hidden text-ellipsis">
            {compact ? null : <span className="max-sm:hidden">{format.time(takenAt)}, </span>}
            {t('ago', { age: format.age(ageMs) })}
            {compact && !isPartial ? null : (
              <span className="max-sm:hidden">
                {' · '}
                {t('brokers', { answered: pass.brokersAnswered, expected: pass.brokersExpected })}
              </span>
            )}
          </span>
        ) : null}
        <span className="sr-only">{t('details')}</span>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[300px]" aria-label={t('details')}>
        <PassDetails state={state} pass={pass ?? null} />
      </PopoverContent>
    </Popover>
  );
}
