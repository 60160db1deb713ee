'use client';

import { useTranslations } from 'next-intl';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import { StateTag, type Tone } from '../ui/state-tag.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

const TONE: Record<BrokerSummary['state'], Tone> = { up: 'ok', silent: 'bad', down: 'bad' };

/** Whether a broker is up, in words; the reason on hover. */
export function BrokerStateTag({ broker }: { broker: Pick<BrokerSummary, 'state' | 'fault'> }) {
  const faultText = useFaultText();
  const t = useTranslations('common.brokerState');
  return (
    <StateTag tone={TONE[broker.state]} title={faultText(broker.fault)}>
      {t(broker.state)}
    </StateTag>
  );
}

/** Why figures of a broker are unknown, in one sentence; null when it is up. */
export function useBrokerReason(): (broker: Pick<BrokerSummary, 'state' | 'fault'>) => string | null {
  const faultText = useFaultText();
  const t = useTranslations('brokers.reason');
  return ({ state, fault }) => (state === 'up' ? null : (faultText(fault) ?? t(state)));
}
