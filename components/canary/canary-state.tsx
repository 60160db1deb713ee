'use client';

import { useTranslations } from 'next-intl';
import type { CanaryBroker } from '#lib/contracts/canary.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { StateTag, type Tone } from '../ui/state-tag.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

const TONE: Record<CanaryBroker['state'], Tone> = { covered: 'ok', failing: 'bad', not_covered: 'mute' };

/** Whether probes through a broker succeed; since when and why not, on hover. */
export function CanaryStateTag({ broker }: { broker: CanaryBroker }) {
  const faultText = useFaultText();
  const t = useTranslations('canary');
  const format = useFormat();
  const since = broker.failingSince === null ? null : Date.parse(broker.failingSince);
  const title =
    broker.notCovered !== null
      ? t(`reason.${broker.notCovered}`)
      : since === null
        ? undefined
        : `${t('failingSince', { time: format.dateTime(since) })} ${faultText(broker.lastFault) ?? ''}`.trim();
  return (
    <StateTag tone={TONE[broker.state]} title={title}>
      {since === null ? t(`state.${broker.state}`) : t('failingShort', { time: format.time(since, 'minutes') })}
    </StateTag>
  );
}
