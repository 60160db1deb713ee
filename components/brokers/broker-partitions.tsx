'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { BrokerPartition } from '#lib/contracts/brokers.ts';
import { LinkCell, StateCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { TableToolbar } from '../table/table-toolbar.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';

const DEFAULT_SORT: SortState = { id: 'topic', desc: false };

/** The partitions a broker holds a replica of, and what part it plays in each. */
export function BrokerPartitions({ clusterId, partitions }: { clusterId: string; partitions: readonly BrokerPartition[] }) {
  const t = useTranslations('brokers.partitions');
  const { filter, setFilter, sort, setSort } = useTableUrlState();
  const columns = useMemo(
    (): DataColumn<BrokerPartition>[] => [
      {
        id: 'topic',
        header: t('topic'),
        width: 200,
        grow: true,
        sortValue: ({ topic, partition }) => `${topic} ${partition}`,
        filterText: ({ topic }) => topic,
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
        width: 120,
        sortValue: ({ isLeader }) => isLeader,
        descFirst: true,
        cell: ({ isLeader }) => (
          <span className={isLeader ? 'font-medium' : 'text-text-2'}>{isLeader ? t('leader') : t('follower')}</span>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        width: 168,
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
    <>
      <TableToolbar filter={{ value: filter, onChange: setFilter, label: t('filter') }} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={partitions}
        rowKey={({ topic, partition }) => `${topic}-${partition}`}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        defaultSort={DEFAULT_SORT}
      />
    </>
  );
}
