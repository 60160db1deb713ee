'use client';

import { useTranslations } from 'next-intl';
import type { TransactionsReading } from '#lib/contracts/transactions.ts';
import { DurationCell, NumberCell, TroubleCell } from '../table/cells.tsx';
import { Callout } from '../ui/callout.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { HangingCallouts } from './hanging-callouts.tsx';
import { OpenTransactions } from './open-transactions.tsx';
import { useFaultText } from '../states/use-fault-text.ts';
import { FaultNote } from '../states/fault-note.tsx';

export interface ContentProps {
  clusterId: string;
  reading: TransactionsReading;
  onTopic: (topic: string) => void;
}

/** What was read of open and hanging transactions. */
export function Content({ clusterId, reading, onTopic }: ContentProps) {
  const faultText = useFaultText();
  const t = useTranslations('transactions');
  const metric = useTranslations('catalog.cluster');
  const reason = faultText(reading.fault) ?? t('silentReason');
  const { silentBrokers, open } = reading;
  const named = (name: string) => ({
    label: metric(`${name}.name`),
    explain: <Explain question={metric(`${name}.name`)} answer={metric(`${name}.hint`)} />,
  });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {reading.fault === null ? null : (
        <Callout tone="warn" role="status" title={t('unknown')}>
          <FaultNote fault={reading.fault} />
        </Callout>
      )}
      {silentBrokers.length === 0 ? null : (
        <Callout tone="warn" role="status" title={t('silent', { brokers: silentBrokers.join(', ') })}>
          {t('silentDetail')}
        </Callout>
      )}
      <HangingCallouts clusterId={clusterId} reading={reading} />
      <Facts>
        <Fact {...named('transactions_open')} note={t('visible')}>
          <NumberCell value={open} reason={reason} />
        </Fact>
        <Fact {...named('transactions_hanging')}>
          <TroubleCell value={reading.hanging} reason={reason} />
        </Fact>
        <Fact {...named('transaction_oldest')} note={open === 0 || reading.oldestAgeMs !== null ? undefined : t('allYoung')}>
          <DurationCell value={reading.oldestAgeMs} reason={open === null ? reason : t('noneOld')} />
        </Fact>
      </Facts>
      {reading.fault !== null && reading.transactions.length === 0 ? null : (
        <OpenTransactions clusterId={clusterId} reading={reading} onTopic={onTopic} />
      )}
    </div>
  );
}
