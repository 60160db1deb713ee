'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { topicPath } from '#lib/client/paths.ts';
import type { GroupPartition } from '#lib/contracts/groups.ts';
import { behindSortValue, TimeBehind } from '../states/time-behind.tsx';
import { Unknown } from '../states/unknown.tsx';
import { LinkCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { ListTable } from '../table/list-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { CompactedBadge } from './compacted-badge.tsx';
import { GroupPartitionTag } from './group-partition-tag.tsx';
import type { CatchUp } from './headroom-tone.ts';
import { HeadroomCell, LastCommitCell } from './outlook-cells.tsx';
import { RecordAgeCell } from './record-age-cell.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

const keyOf = (row: GroupPartition) => `${row.topic} ${row.partition}`;
/** Widths of the window from which the lesser columns show. */
const FROM = { laptop: 1200, wide: 1536 };

export interface GroupPartitionsProps {
  clusterId: string;
  group: string;
  partitions: readonly GroupPartition[];
  /** Whether the group has members: decides why a partition has no reader. null = not known. */
  hasMembers: boolean | null;
  /** When the group will have caught up on a topic: whether retention is a threat depends on it. */
  catchUpOf: (topic: string) => CatchUp;
}

/** A group partition by partition: how it stands, how far behind it is, where the end is, who reads it. */
export function GroupPartitions({ clusterId, group, partitions, hasMembers, catchUpOf }: GroupPartitionsProps) {
  const faultText = useFaultText();
  const t = useTranslations('groups');
  const columns = useMemo((): DataColumn<GroupPartition>[] => {
    const noReader = t(hasMembers === null ? 'unknown.members' : hasMembers ? 'unknown.noReader' : 'unknown.noMembers');
    const why = (row: GroupPartition) =>
      faultText(row.fault) ??
      t(row.state === 'no_commit' ? 'unknown.noCommit' : row.state === 'ahead_of_end' ? 'unknown.ahead' : 'unknown.offset');
    return [
      {
        id: 'topic',
        header: t('columns.topic'),
        width: 110,
        grow: true,
        type: 'text',
        value: (row) => row.topic,
        filterText: (row) => `${row.topic} ${row.partition} ${row.clientId ?? ''} ${row.host ?? ''}`,
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-2">
            <LinkCell href={topicPath(clusterId, row.topic)}>{row.topic}</LinkCell>
            {row.compacted === true ? <CompactedBadge /> : null}
          </span>
        ),
      },
      numberColumn({
        id: 'partition',
        header: t('columns.partition'),
        width: 80,
        of: (row) => row.partition,
      }),
      {
        id: 'state',
        header: t('columns.standing'),
        hint: t('explain.standing'),
        type: 'state',
        width: 132,
        value: (row) => row.state,
        cell: (row) => <GroupPartitionTag partition={row} />,
      },
      {
        id: 'behind',
        header: t('columns.behind'),
        hint: t('explain.behind'),
        type: 'duration',
        unit: 's',
        width: 190,
        descFirst: true,
        sortValue: (row) => behindSortValue(row.secondsBehind),
        cell: (row) => <TimeBehind behind={row.secondsBehind} reason={row.lag === null ? why(row) : undefined} />,
      },
      {
        id: 'source',
        header: t('columns.source'),
        hint: t('explain.source'),
        type: 'state',
        width: 96,
        from: FROM.laptop,
        value: (row) => row.secondsBehind?.source ?? null,
        cell: (row) => <Source row={row} />,
      },
      numberColumn({
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        width: 80,
        descFirst: true,
        of: (row) => row.lag,
        reason: why,
      }),
      numberColumn({
        id: 'committed',
        header: t('columns.committed'),
        hint: t('explain.committed'),
        width: 112,
        of: (row) => row.committedOffset,
        reason: why,
      }),
      numberColumn({
        id: 'end',
        header: t('columns.end'),
        hint: t('explain.end'),
        width: 112,
        from: FROM.wide,
        of: (row) => row.endOffset,
        reason: (row) => faultText(row.fault) ?? t('unknown.offset'),
      }),
      {
        id: 'lastCommit',
        header: t('columns.lastCommit'),
        hint: t('explain.lastCommit'),
        type: 'time',
        width: 118,
        align: 'end',
        value: (row) => (row.lastCommitAt === null ? null : Date.parse(row.lastCommitAt)),
        cell: (row) => <LastCommitCell at={row.lastCommitAt} />,
      },
      {
        id: 'headroom',
        header: t('columns.headroom'),
        hint: t('explain.headroom'),
        type: 'duration',
        unit: 's',
        width: 112,
        value: (row) => row.retentionHeadroomSeconds,
        cell: (row) => <HeadroomCell headroom={row.retentionHeadroomSeconds} catchUp={catchUpOf(row.topic)} lag={row.lag} />,
      },
      {
        id: 'client',
        header: t('columns.client'),
        hint: t('explain.client'),
        type: 'text',
        width: 130,
        from: FROM.wide,
        value: (row) => row.clientId,
        cell: (row) => <TextCell value={row.clientId} reason={noReader} />,
      },
      {
        id: 'age',
        header: t('columns.exactAge'),
        hint: t('explain.exactAge'),
        width: 134,
        align: 'end',
        cell: (row) => <RecordAgeCell clusterId={clusterId} group={group} row={row} />,
      },
    ];
  }, [t, hasMembers, clusterId, group, catchUpOf, faultText]);
  return (
    <ListTable
      name="groups.partitions"
      prefix="partitions"
      label={t('partitions.title')}
      filterLabel={t('partitions.filter')}
      columns={columns}
      rows={partitions}
      rowKey={keyOf}
      defaultSort={{ id: 'behind', desc: true }}
      rowTone={(row) => (row.state === 'lost' || row.state === 'truncated' ? 'bad' : null)}
      className="pt-0!"
    />
  );
}

/** Where the time behind comes from, in a word; nothing to say at the end of the log. */
function Source({ row }: { row: GroupPartition }) {
  const t = useTranslations('groups.behind');
  if (row.secondsBehind === null) return <Unknown reason={t('none')} />;
  if (row.secondsBehind.upper === 0) return <span className="text-text-3">{t('sourceWord.end')}</span>;
  const { source } = row.secondsBehind;
  return (
    <span title={t(`sourceHint.${source}`)} className="text-text-2">
      {t(`sourceWord.${source}`)}
    </span>
  );
}
