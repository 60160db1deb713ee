'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useFormat } from '#lib/i18n/use-format.ts';

/** Longer ago than this, the clock time alone might be another day's. */
const TODAY_MS = 12 * 3_600_000;

/** Turns a moment into the words of a sentence: "14:03", or with its day where it is long ago. */
export function useMoment(): (epochMs: number) => string {
  const t = useTranslations('groups.moment');
  const format = useFormat();
  return useCallback(
    (epochMs) => {
      const time = format.time(epochMs, 'minutes');
      return Date.now() - epochMs < TODAY_MS ? time : t('day', { day: format.day(epochMs), time });
    },
    [t, format],
  );
}
