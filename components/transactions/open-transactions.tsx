'use client';

import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { brokerPath } from '#lib/client/paths.ts';
import type { OpenTransaction, TransactionsReading } from '#lib/contracts/transactions.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { Unknown } from '../states/unknown.tsx';
import { DurationCell, LinkCell, StateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

export interface OpenTransactionsProps {
  clusterId: string;
  reading: TransactionsReading;
  /** Asks for the producers of a topic. */
  onTopic: (topic: string) => void;
}

/** Transactions open for more than ten seconds, hanging ones first, each with why it is thought to hang. */
export function OpenTransactions({ clusterId, reading, onTopic }: OpenTransactionsProps) {
  const faultText = useFaultText();
  const t = useTranslations('transactions');
  const format = useFormat();
  const headingId = useId();
  const columns = useMemo((): DataColumn<OpenTransaction>[] => {
    const reason = ({ fault, reason: why }: OpenTransaction) =>
      faultText(fault) ?? (why === 'no_coordinator' ? t('why.no_coordinator') : t('notTold'));
    return [
      {
        id: 'id',
        header: t('column.id'),
        width: 176,
        grow: true,
        filterText: ({ transactionalId }) => transactionalId ?? '',
        sortValue: ({ transactionalId }) => transactionalId,
        cell: (row) => <TextCell mono value={row.transactionalId} reason={reason(row)} />,
      },
      {
        id: 'verdict',
        header: t('column.verdict'),
        hint: t('hint.verdict'),
        width: 196,
        cell: ({ isHanging, reason: why, fault }) =>
          isHanging === null ? (
            <Unknown reason={faultText(fault)} />
          ) : isHanging ? (
            <StateCell tone="bad" title={why === null ? undefined : t(`why.${why}`)}>
              {why === null ? t('hanging') : t(`short.${why}`)}
            </StateCell>
          ) : (
            <StateCell tone="ok">{t('running')}</StateCell>
          ),
      },
      {
        id: 'age',
        header: t('column.age'),
        width: 100,
        align: 'end',
        descFirst: true,
        sortValue: ({ ageMs }) => ageMs,
        cell: (row) => <DurationCell value={row.ageMs} reason={reason(row)} />,
      },
      {
        id: 'timeout',
        header: t('column.timeout'),
        hint: t('hint.timeout'),
        width: 112,
        align: 'end',
        sortValue: ({ timeoutMs }) => timeoutMs,
        cell: (row) => <DurationCell value={row.timeoutMs} reason={reason(row)} />,
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 128,
        sortValue: ({ state }) => state,
        cell: (row) => <TextCell value={row.state} reason={reason(row)} />,
      },
      {
        id: 'partitions',
        header: t('column.partitions'),
        hint: t('hint.partitions'),
        width: 220,
        cell: (row) => <Partitions transaction={row} onTopic={onTopic} reason={reason(row)} />,
      },
      {
        id: 'coordinator',
        header: t('column.coordinator'),
        width: 112,
        sortValue: ({ coordinator }) => coordinator,
        cell: (row) =>
          row.coordinator === null ? (
            <Unknown reason={reason(row)} />
          ) : (
            <LinkCell href={brokerPath(clusterId, row.coordinator)}>{t('broker', { node: String(row.coordinator) })}</LinkCell>
          ),
      },
      {
        id: 'producer',
        header: t('column.producer'),
        hint: t('hint.producer'),
        width: 128,
        align: 'end',
        cell: ({ producerId, producerEpoch }) => (
          <span className="font-mono text-[0.96em]">
            {producerId}
            {producerEpoch === null ? '' : ` · ${producerEpoch}`}
          </span>
        ),
      },
    ];
  }, [t, clusterId, onTopic, faultText]);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('open')}
        note={reading.hidden > 0 ? t('hidden', { hidden: reading.hidden, shown: format.integer(reading.hidden) }) : t('openNote')}
      />
      {reading.transactions.length === 0 ? (
        <Empty icon={CircleCheck} title={t('none.title')}>
          {t('none.detail')}
        </Empty>
      ) : (
        <DataTable
          label={t('open')}
          columns={columns}
          rows={reading.transactions}
          rowKey={({ producerId, producerEpoch, transactionalId }) =>
            `${producerId} ${producerEpoch ?? ''} ${transactionalId ?? ''}`
          }
          rowTone={({ isHanging }) => (isHanging === true ? 'bad' : null)}
        />
      )}
    </Card>
  );
}

/** The partitions a transaction holds back: the first, how many more, and a way to the producers of its topic. */
function Partitions({
  transaction,
  onTopic,
  reason,
}: {
  transaction: OpenTransaction;
  onTopic: (topic: string) => void;
  reason: string;
}) {
  const t = useTranslations('transactions');
  const format = useFormat();
  const { partitions, partitionsTotal } = transaction;
  const first = partitions[0];
  if (first === undefined) return partitionsTotal === 0 ? t('noPartition') : <Unknown reason={reason} />;
  const more = partitionsTotal - 1;
  return (
    <span
      className="flex min-w-0 items-center gap-1"
      title={partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(', ')}
    >
      <button
        type="button"
        onClick={() => onTopic(first.topic)}
        className="h-6 min-w-0 truncate rounded-sm font-medium underline-offset-2 hover:text-info hover:underline"
      >
        {`${first.topic}-${first.partition}`}
      </button>
      {more > 0 ? (
        <span className="shrink-0 text-text-3">{t('morePartitions', { more, shown: format.integer(more) })}</span>
      ) : null}
    </span>
  );
}
