'use client';

import { useTranslations } from 'next-intl';
import { useClusters } from '#lib/client/clusters.ts';
import type { TransactionsReading } from '#lib/contracts/transactions.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Callout } from '../ui/callout.tsx';
import { CopyCommand } from '../ui/copy-command.tsx';
import { hangingAdvice } from './hanging-advice.ts';

/** Each hanging transaction in words: who waits for it since when, and how to end it. */
export function HangingCallouts({ clusterId, reading }: { clusterId: string; reading: TransactionsReading }) {
  const t = useTranslations('transactions.advice');
  const format = useFormat();
  const cluster = useClusters().data?.data.find(({ id }) => id === clusterId);
  const byKey = new Map(
    reading.transactions.map((row) => [`${row.producerId} ${row.producerEpoch ?? ''} ${row.transactionalId ?? ''}`, row]),
  );
  return hangingAdvice(reading.transactions, cluster?.bootstrap ?? []).map(({ key, places, more, describe, abort }) => {
    const row = byKey.get(key);
    const values = {
      id: row?.transactionalId ?? 'none',
      producer: row?.producerId ?? '',
      places: places.join(', '),
      count: places.length,
      more,
      age: row?.ageMs == null ? 'none' : format.duration(row.ageMs),
    };
    return (
      <Callout key={key} tone="bad" role="status" title={t('title', values)}>
        <p className="text-pretty">{t(places.length === 0 ? 'nowhere' : 'waits', values)}</p>
        {describe === null ? null : (
          <>
            <p className="mt-2">{t('describe')}</p>
            <CopyCommand command={describe} />
          </>
        )}
        {abort === null ? null : (
          <>
            <p className="mt-2 text-pretty">{t('abort')}</p>
            <CopyCommand command={abort} />
          </>
        )}
      </Callout>
    );
  });
}
