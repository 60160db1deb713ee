'use client';

import { useTranslations } from 'next-intl';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { BytesCell, DurationCell, NumberCell, RateCell } from '../table/cells.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { useBrokerReason } from './broker-state.tsx';
import { diskShare } from './disk-share.ts';

/** The figures of one broker now, each with its explanation. */
export function BrokerFigures({ broker }: { broker: BrokerSummary }) {
  const t = useTranslations('brokers');
  const format = useFormat();
  const reason = useBrokerReason()(broker);
  const used = diskShare({ totalBytes: broker.diskTotalBytes, usableBytes: broker.diskUsableBytes });
  const explain = (name: 'messagesIn' | 'leaders' | 'replicas' | 'outOfSync' | 'disk' | 'roundTrip') => (
    <Explain question={t(`column.${name}`)} answer={t(`hint.${name}`)} />
  );
  return (
    <Facts>
      <Fact
        label={t('column.messagesIn')}
        explain={explain('messagesIn')}
        unit={broker.messagesInPerSecond === null ? undefined : t('perSecond')}
      >
        <RateCell value={broker.messagesInPerSecond} reason={reason} />
      </Fact>
      <Fact label={t('column.leaders')} explain={explain('leaders')}>
        <NumberCell value={broker.leaders} reason={reason} />
      </Fact>
      <Fact label={t('column.replicas')} explain={explain('replicas')}>
        <NumberCell value={broker.replicas} reason={reason} />
      </Fact>
      <Fact label={t('column.outOfSync')} explain={explain('outOfSync')}>
        <NumberCell value={broker.outOfSync} reason={reason} className={broker.outOfSync ? 'text-warn' : undefined} />
      </Fact>
      <Fact
        label={t('column.disk')}
        explain={explain('disk')}
        note={
          used === null ? undefined : t('disk.share', { used: format.percent(used), free: format.bytes(broker.diskUsableBytes) })
        }
      >
        <BytesCell value={broker.replicaBytes} reason={reason ?? t('reason.logDirs')} />
      </Fact>
      <Fact label={t('column.roundTrip')} explain={explain('roundTrip')}>
        <DurationCell value={broker.roundTripMs} reason={reason} />
      </Fact>
    </Facts>
  );
}
