'use client';

import { useTranslations } from 'next-intl';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { MetricHint } from '../glossary/metric-hint.tsx';
import { BytesCell, DurationCell, NumberCell, RateCell } from '../table/cells.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { useBrokerReason } from './broker-state.tsx';
import { diskShare } from './disk-share.ts';

/** The figures of one broker now, each with its explanation. */
export function BrokerFigures({ broker }: { broker: BrokerSummary }) {
  const t = useTranslations('brokers');
  const format = useFormat();
  const reason = useBrokerReason()(broker);
  const used = diskShare({ totalBytes: broker.diskTotalBytes, usableBytes: broker.diskUsableBytes });
  const metric = useTranslations('catalog.broker');
  const named = (name: 'messages_in' | 'leaders' | 'replicas' | 'out_of_sync' | 'replica_bytes' | 'round_trip') => ({
    label: metric(`${name}.name`),
    explain: <MetricHint metric={`broker.${name}`} />,
  });
  return (
    <Facts>
      <Fact {...named('messages_in')} unit={broker.messagesInPerSecond === null ? undefined : t('perSecond')}>
        <RateCell value={broker.messagesInPerSecond} reason={reason} />
      </Fact>
      <Fact {...named('leaders')}>
        <NumberCell value={broker.leaders} reason={reason} />
      </Fact>
      <Fact {...named('replicas')}>
        <NumberCell value={broker.replicas} reason={reason} />
      </Fact>
      <Fact {...named('out_of_sync')}>
        <NumberCell value={broker.outOfSync} reason={reason} className={broker.outOfSync ? 'text-warn' : undefined} />
      </Fact>
      <Fact
        {...named('replica_bytes')}
        note={
          used === null ? undefined : t('disk.share', { used: format.percent(used), free: format.bytes(broker.diskUsableBytes) })
        }
      >
        <BytesCell value={broker.replicaBytes} reason={reason ?? t('reason.logDirs')} />
      </Fact>
      <Fact {...named('round_trip')}>
        <DurationCell value={broker.roundTripMs} reason={reason} />
      </Fact>
    </Facts>
  );
}
