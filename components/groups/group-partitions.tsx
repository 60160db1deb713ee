'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { topicPath } from '#lib/client/paths.ts';
import type { GroupPartition } from '#lib/contracts/groups.ts';
import { LinkCell, RateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { GroupPartitionTag } from './group-tags.tsx';

const keyOf = (row: GroupPartition) => `${row.topic} ${row.partition}`;

/** A group partition by partition: where it stands, where the end is, who reads it. */
export function GroupPartitions({
  clusterId,
  partitions,
  hasMembers,
  filter,
}: {
  clusterId: string;
  partitions: readonly GroupPartition[];
  /** Whether the group has members: decides why a partition has no reader. null = not known. */
  hasMembers: boolean | null;
  filter: string;
}) {
  const t = useTranslations('groups');
  const columns = useMemo((): DataColumn<GroupPartition>[] => {
    const noReader = t(hasMembers === null ? 'unknown.members' : hasMembers ? 'unknown.noReader' : 'unknown.noMembers');
    const why = (row: GroupPartition) =>
      row.fault?.detail ?? (row.state === 'no_commit' ? t('unknown.noCommit') : t('unknown.offset'));
    return [
      {
        id: 'topic',
        header: t('columns.topic'),
        width: 150,
        grow: true,
        sortValue: (row) => row.topic,
        filterText: (row) => `${row.topic} ${row.partition} ${row.clientId ?? ''} ${row.host ?? ''}`,
        cell: (row) => <LinkCell href={topicPath(clusterId, row.topic)}>{row.topic}</LinkCell>,
      },
      numberColumn({
        id: 'partition',
        header: t('columns.partition'),
        width: 98,
        of: (row) => row.partition,
      }),
      {
        id: 'state',
        header: t('columns.standing'),
        hint: t('explain.standing'),
        width: 160,
        sortValue: (row) => row.state,
        cell: (row) => <GroupPartitionTag partition={row} />,
      },
      numberColumn({
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        width: 92,
        descFirst: true,
        of: (row) => row.lag,
        reason: (row) => (row.state === 'ahead_of_end' ? t('unknown.ahead') : why(row)),
      }),
      numberColumn({
        id: 'committed',
        header: t('columns.committed'),
        hint: t('explain.committed'),
        width: 124,
        of: (row) => row.committedOffset,
        reason: why,
      }),
      numberColumn({
        id: 'end',
        header: t('columns.end'),
        hint: t('explain.end'),
        width: 110,
        of: (row) => row.endOffset,
        reason: (row) => row.fault?.detail ?? t('unknown.offset'),
      }),
      {
        id: 'rate',
        header: t('columns.rate'),
        hint: t('explain.rate'),
        width: 122,
        align: 'end',
        descFirst: true,
        sortValue: (row) => row.messagesOutPerSecond,
        cell: (row) => (
          <RateCell
            value={row.messagesOutPerSecond}
            reason={row.state === 'no_commit' ? t('unknown.noCommit') : t('unknown.rate')}
          />
        ),
      },
      {
        id: 'client',
        header: t('columns.client'),
        hint: t('explain.client'),
        width: 150,
        sortValue: (row) => row.clientId,
        cell: (row) => <TextCell value={row.clientId} reason={noReader} />,
      },
      {
        id: 'host',
        header: t('columns.host'),
        hint: t('explain.host'),
        width: 116,
        sortValue: (row) => row.host,
        cell: (row) => <TextCell value={row.host} reason={noReader} />,
      },
    ];
  }, [t, hasMembers, clusterId]);
  return (
    <DataTable
      label={t('partitions.title')}
      columns={columns}
      rows={partitions}
      rowKey={keyOf}
      filter={filter}
      defaultSort={{ id: 'lag', desc: true }}
      rowTone={(row) => (row.state === 'lost' ? 'bad' : null)}
    />
  );
}
