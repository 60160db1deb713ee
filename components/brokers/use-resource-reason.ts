'use client';

import { useTranslations } from 'next-intl';
import type { BrokerResources, ResourceDigest } from '#lib/contracts/resources.ts';
import { useFaultText } from '../states/use-fault-text.ts';

/** Why a broker tells nothing at all, in one sentence; null while its source answers. */
export function useSourceReason(): (resources: Pick<ResourceDigest, 'state' | 'fault'>) => string | null {
  const faultText = useFaultText();
  const t = useTranslations('brokers.resources.source');
  return ({ state, fault }) => {
    if (state === 'ok') return null;
    return state === 'failed' ? t('failed', { reason: faultText(fault) ?? t('noReason') }) : t(state);
  };
}

/** Why a figure of a list is unknown: its source, else that it does not tell it. */
export function useDigestReason(): (resources: Pick<ResourceDigest, 'state' | 'fault'>) => string {
  const t = useTranslations('brokers.resources');
  const sourceReason = useSourceReason();
  return (resources) => sourceReason(resources) ?? t('notTold');
}

/** Why one reading is unknown, in one sentence. */
export function useReadingReason(resources: BrokerResources): (metric: string) => string {
  const t = useTranslations('brokers.resources');
  const sourceReason = useSourceReason();
  const reasons = new Map(resources.unknown.map(({ metric, reason }) => [metric, reason]));
  return (metric) => {
    const reason = reasons.get(metric);
    if (reason !== undefined) return t(`unknown.${reason}`);
    return sourceReason(resources) ?? t('notTold');
  };
}
