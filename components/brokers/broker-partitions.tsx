'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { BrokerPartition } from '#lib/contracts/brokers.ts';
import { LinkCell, StateCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { ListTable } from '../table/list-table.tsx';
import { numberColumn } from '../table/number-column.tsx';

const DEFAULT_SORT: SortState = { id: 'topic', desc: false };

/** The partitions a broker holds a replica of, and what part it plays in each. */
export function BrokerPartitions({ clusterId, partitions }: { clusterId: string; partitions: readonly BrokerPartition[] }) {
  const t = useTranslations('brokers.partitions');
  const columns = useMemo(
    (): DataColumn<BrokerPartition>[] => [
      {
        id: 'topic',
        header: t('topic'),
        width: 200,
        type: 'text',
        grow: true,
        value: ({ topic }) => topic,
        sortValue: ({ topic, partition }) => `${topic} ${partition}`,
        cell: ({ topic }) => <LinkCell href={`/clusters/${clusterId}/topics/${encodeURIComponent(topic)}`}>{topic}</LinkCell>,
      },
      numberColumn({
        id: 'partition',
        header: t('partition'),
        width: 104,
        of: ({ partition }) => partition,
      }),
      {
        id: 'role',
        header: t('role'),
        type: 'state',
        width: 120,
        filterValue: ({ isLeader }) => (isLeader ? ['leader', t('leader')] : ['follower', t('follower')]),
        sortValue: ({ isLeader }) => isLeader,
        descFirst: true,
        cell: ({ isLeader }) => (
          <span className={isLeader ? 'font-medium' : 'text-text-2'}>{isLeader ? t('leader') : t('follower')}</span>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        type: 'state',
        width: 168,
        filterValue: ({ inSync, isOffline }) => {
          const state = isOffline ? 'offline' : inSync ? 'inSync' : 'outOfSync';
          return [state, t(state)];
        },
        sortValue: ({ inSync, isOffline }) => Number(inSync) - Number(isOffline),
        cell: ({ inSync, isOffline }) =>
          isOffline ? (
            <StateCell tone="bad">{t('offline')}</StateCell>
          ) : inSync ? (
            <StateCell tone="ok">{t('inSync')}</StateCell>
          ) : (
            <StateCell tone="warn">{t('outOfSync')}</StateCell>
          ),
      },
    ],
    [t, clusterId],
  );
  return (
    <ListTable
      name="brokers.partitions"
      label={t('title')}
      filterLabel={t('filter')}
      columns={columns}
      rows={partitions}
      rowKey={({ topic, partition }) => `${topic}-${partition}`}
      defaultSort={DEFAULT_SORT}
    />
  );
}
