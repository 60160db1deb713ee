'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

/** Names a broker's line in a chart: "broker 2" instead of a bare number. Stable between renders. */
export function useBrokerLabel(): (series: { label: string }) => string {
  const t = useTranslations('brokers');
  return useCallback(({ label }) => (/^\d+$/.test(label) ? t('named', { node: label }) : label), [t]);
}
