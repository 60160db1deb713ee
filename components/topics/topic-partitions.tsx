'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { TopicDetail, TopicPartition } from '#lib/contracts/topics.ts';
import { Unknown } from '../states/unknown.tsx';
import { BytesCell, PercentCell, RateCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { cn } from '../ui/cn.ts';
import { offsetsHeld, shareOfTopic } from './partition-figures.ts';
import { partitionTrouble, troubleRank } from './topic-trouble.ts';
import { PartitionStateTag } from './trouble-tag.tsx';

const keyOf = (partition: TopicPartition) => String(partition.partition);

/** The partitions of a topic: where they live, what they hold, how busy each is. */
export function TopicPartitions({ detail }: { detail: TopicDetail }) {
  const t = useTranslations('topics');
  const { topic } = detail;
  const columns = useMemo(
    (): DataColumn<TopicPartition>[] => [
      {
        id: 'partition',
        header: t('partitions.partition'),
        width: 98,
        sortValue: (row) => row.partition,
        filterText: (row) => String(row.partition),
        cell: (row) => <span className="font-medium">{row.partition}</span>,
      },
      {
        id: 'state',
        header: t('partitions.state'),
        hint: t('explain.trouble'),
        width: 150,
        descFirst: true,
        sortValue: (row) => {
          const kind = partitionTrouble(row, topic.minInsyncReplicas);
          return troubleRank(kind === null ? null : { kind, count: 1 });
        },
        cell: (row) => <PartitionStateTag kind={partitionTrouble(row, topic.minInsyncReplicas)} detail={row.fault?.detail} />,
      },
      numberColumn({
        id: 'leader',
        header: t('partitions.leader'),
        hint: t('explain.leader'),
        width: 84,
        of: (row) => row.leader,
        reason: () => t('unknown.leader'),
      }),
      {
        id: 'replicas',
        header: t('partitions.replicas'),
        hint: t('explain.replicas'),
        width: 110,
        cell: (row) => <Replicas partition={row} />,
      },
      numberColumn({
        id: 'start',
        header: t('partitions.start'),
        hint: t('explain.start'),
        width: 106,
        of: (row) => row.startOffset,
        reason: (row) => row.fault?.detail ?? t('unknown.offset'),
      }),
      numberColumn({
        id: 'end',
        header: t('partitions.end'),
        hint: t('explain.end'),
        width: 110,
        of: (row) => row.endOffset,
        reason: (row) => row.fault?.detail ?? t('unknown.offset'),
      }),
      numberColumn({
        id: 'held',
        header: t('partitions.held'),
        hint: t('explain.held'),
        width: 110,
        descFirst: true,
        of: offsetsHeld,
        reason: (row) => row.fault?.detail ?? t('unknown.offset'),
      }),
      {
        id: 'rate',
        header: t('columns.rate'),
        hint: t('explain.rate'),
        width: 88,
        align: 'end',
        descFirst: true,
        sortValue: (row) => row.messagesInPerSecond,
        cell: (row) => <RateCell value={row.messagesInPerSecond} reason={row.fault?.detail ?? t('unknown.rate')} />,
      },
      {
        id: 'share',
        header: t('partitions.share'),
        hint: t('explain.share'),
        width: 136,
        align: 'end',
        descFirst: true,
        sortValue: (row) => shareOfTopic(row, detail),
        cell: (row) => (
          <Share share={shareOfTopic(row, detail)} isHottest={topic.hottestPartition === row.partition && topic.partitions > 1} />
        ),
      },
      {
        id: 'size',
        header: t('columns.size'),
        hint: t('explain.size'),
        width: 108,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (row) => row.sizeBytes,
        cell: (row) => <BytesCell value={row.sizeBytes} reason={t('unknown.size')} />,
      },
    ],
    [t, detail, topic],
  );
  return (
    <DataTable
      label={t('partitions.title')}
      columns={columns}
      rows={detail.partitions}
      rowKey={keyOf}
      defaultSort={{ id: 'partition', desc: false }}
      rowTone={(row) => (row.leader === null ? 'bad' : null)}
    />
  );
}

/** Brokers that hold a partition; those out of sync or offline are struck through and named. */
function Replicas({ partition }: { partition: TopicPartition }) {
  const t = useTranslations('topics.partitions');
  if (partition.replicas.length === 0) return <Unknown reason={partition.fault?.detail} />;
  const inSync = new Set(partition.isr);
  return (
    <span className="inline-flex gap-1.5">
      {partition.replicas.map((nodeId) => {
        const isInSync = inSync.has(nodeId);
        return (
          <span
            key={nodeId}
            title={isInSync ? undefined : t('outOfSync', { nodeId })}
            className={cn(!isInSync && 'font-medium text-warn line-through')}
          >
            {nodeId}
            {isInSync ? null : <span className="sr-only"> ({t('outOfSync', { nodeId })})</span>}
          </span>
        );
      })}
    </span>
  );
}

/** A share as bar and figure. */
function Share({ share, isHottest }: { share: number | null; isHottest: boolean }) {
  const t = useTranslations('topics');
  if (share === null) return <Unknown reason={t('unknown.share')} />;
  return (
    <span className="flex items-center justify-end gap-2" title={isHottest ? t('partitions.hottest') : undefined}>
      <span aria-hidden className="h-1.5 w-14 overflow-hidden rounded-full bg-surface-3">
        <span
          className={cn('block h-full rounded-full', isHottest ? 'bg-s2' : 'bg-s1')}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </span>
      <PercentCell value={share} className={cn('w-9', isHottest && 'font-semibold')} />
    </span>
  );
}
