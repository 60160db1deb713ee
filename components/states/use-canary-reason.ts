'use client';

import { useTranslations } from 'next-intl';
import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import { useFaultText } from './use-fault-text.ts';

/** Why a latency of the canary is unknown for a broker, in one sentence. */
export function useCanaryReason(): (canary: CanaryAnswer | undefined, nodeId: number) => string {
  const t = useTranslations('canary.reason');
  const faultText = useFaultText();
  return (canary, nodeId) => {
    if (canary === undefined) return t('loading');
    if (canary.state !== 'running') return faultText(canary.fault) ?? t(canary.state);
    const broker = canary.brokers.find((each) => each.nodeId === nodeId);
    if (broker === undefined) return t('not_covered');
    if (broker.notCovered !== null) return t(broker.notCovered);
    return faultText(broker.lastFault) ?? t('noSample');
  };
}
