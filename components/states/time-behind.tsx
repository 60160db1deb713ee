'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { SecondsBehind } from '#lib/contracts/verdict.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { behindWords, sharedSpan } from './behind-bounds.ts';
import { Unknown } from './unknown.tsx';

/** Turns "behind in time" into words with its bounds: "2 h 45 to 53 min", "at least 40 min", "0 s". */
export function useBehindText(): (behind: SecondsBehind) => string {
  const t = useTranslations('groups.behind');
  const format = useFormat();
  return useCallback(
    (behind) => {
      const time = (seconds: number) => format.duration(seconds * 1_000);
      const words = behindWords(behind);
      switch (words.kind) {
        case 'none':
          return t('zero');
        case 'exact':
          return time(words.seconds);
        case 'upTo':
          return t('upTo', { time: time(words.upper) });
        case 'between':
          return t('between', sharedSpan(time(words.lower), time(words.upper)));
        case 'atLeast':
          return words.lower === 0 ? t('some') : t('atLeast', { time: time(words.lower) });
      }
    },
    [t, format],
  );
}

export interface TimeBehindProps {
  /** null = not known: drawn as a dash with its reason. */
  behind: SecondsBehind | null;
  reason?: string | null;
  className?: string;
}

/** How far behind in time, within its bounds; where they come from on hover. Stands here because groups, topics and the overview show it. */
export function TimeBehind({ behind, reason, className }: TimeBehindProps) {
  const t = useTranslations('groups.behind');
  const textOf = useBehindText();
  // Bounded by nothing: that is as good as not known.
  if (behind === null || (behind.upper === null && behind.lower < 1)) return <Unknown reason={reason ?? t('none')} />;
  return (
    <span title={t(`sourceHint.${behind.source}`)} className={className}>
      {textOf(behind)}
    </span>
  );
}

/** What a column of time behind sorts by: the best estimate, or the lower bound where there is no other; null = not known. */
export function behindSortValue(behind: SecondsBehind | null): number | null {
  return behind?.point ?? behind?.lower ?? null;
}
