'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { TopicDetail, TopicPartition } from '#lib/contracts/topics.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { BytesCell, NumberCell, PercentCell, RateCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { ListTable } from '../table/list-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { cn } from '../ui/cn.ts';
import { offsetsHeld, preferredInstead, shareOfTopic, skewOfPartition } from './partition-figures.ts';
import { partitionTrouble, troubleRank } from './topic-trouble.ts';
import { PartitionStateTag } from './trouble-tag.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

const keyOf = (partition: TopicPartition) => String(partition.partition);

/** The partitions of a topic: where they live, what they hold, how busy each is. */
export function TopicPartitions({ detail }: { detail: TopicDetail }) {
  const faultText = useFaultText();
  const t = useTranslations('topics');
  const { topic } = detail;
  const columns = useMemo(
    (): DataColumn<TopicPartition>[] => [
      {
        id: 'partition',
        header: t('partitions.partition'),
        type: 'number',
        align: 'start',
        width: 90,
        sortValue: (row) => row.partition,
        filterText: (row) => String(row.partition),
        cell: (row) => <span className="font-medium">{row.partition}</span>,
      },
      {
        id: 'state',
        header: t('partitions.state'),
        hint: t('explain.trouble'),
        type: 'state',
        width: 138,
        descFirst: true,
        filterValue: (row) => {
          const kind = partitionTrouble(row, topic.minInsyncReplicas) ?? 'ok';
          return [kind, t(`trouble.partition.${kind}`)];
        },
        sortValue: (row) => {
          const kind = partitionTrouble(row, topic.minInsyncReplicas);
          return troubleRank(kind === null ? null : { kind, count: 1 });
        },
        cell: (row) => <PartitionStateTag kind={partitionTrouble(row, topic.minInsyncReplicas)} detail={faultText(row.fault)} />,
      },
      {
        id: 'leader',
        header: t('partitions.leader'),
        hint: t('explain.leader'),
        type: 'number',
        width: 100,
        sortValue: (row) => row.leader,
        cell: (row) => <Leader partition={row} />,
      },
      {
        id: 'replicas',
        header: t('partitions.replicas'),
        hint: t('explain.replicas'),
        type: 'tags',
        width: 96,
        filterValue: (row) => (row.replicas.length === 0 ? null : row.replicas.map(String)),
        sortValue: (row) => row.replicas.join(' '),
        cell: (row) => <Replicas partition={row} />,
      },
      numberColumn({
        id: 'start',
        header: t('partitions.start'),
        hint: t('explain.start'),
        width: 92,
        of: (row) => row.startOffset,
        reason: (row) => faultText(row.fault) ?? t('unknown.offset'),
      }),
      numberColumn({
        id: 'end',
        header: t('partitions.end'),
        hint: t('explain.end'),
        width: 98,
        of: (row) => row.endOffset,
        reason: (row) => faultText(row.fault) ?? t('unknown.offset'),
      }),
      numberColumn({
        id: 'held',
        header: t('partitions.held'),
        hint: t('explain.held'),
        width: 98,
        descFirst: true,
        of: offsetsHeld,
        reason: (row) => faultText(row.fault) ?? t('unknown.offset'),
      }),
      {
        id: 'rate',
        header: t('columns.rate'),
        hint: t('explain.rate'),
        type: 'rate',
        width: 80,
        descFirst: true,
        sortValue: (row) => row.messagesInPerSecond,
        cell: (row) => <RateCell value={row.messagesInPerSecond} reason={faultText(row.fault) ?? t('unknown.rate')} />,
      },
      {
        id: 'share',
        header: t('partitions.share'),
        hint: t('explain.share'),
        type: 'percent',
        width: 130,
        descFirst: true,
        sortValue: (row) => shareOfTopic(row, detail),
        cell: (row) => (
          <Share share={shareOfTopic(row, detail)} isHottest={topic.hottestPartition === row.partition && topic.partitions > 1} />
        ),
      },
      {
        id: 'skew',
        header: t('partitions.skew'),
        hint: t('explain.skew'),
        width: 92,
        from: 1200,
        align: 'end',
        descFirst: true,
        sortValue: (row) => skewOfPartition(row, detail),
        cell: (row) => <Skew times={skewOfPartition(row, detail)} />,
      },
      {
        id: 'size',
        header: t('columns.size'),
        hint: t('explain.size'),
        type: 'bytes',
        width: 92,
        descFirst: true,
        sortValue: (row) => row.sizeBytes,
        cell: (row) => <BytesCell value={row.sizeBytes} reason={t('unknown.size')} />,
      },
    ],
    [t, detail, topic, faultText],
  );
  return (
    <ListTable
      name="topics.partitions"
      prefix="partitions"
      label={t('partitions.title')}
      filterLabel={t('partitions.filter')}
      columns={columns}
      rows={detail.partitions}
      rowKey={keyOf}
      defaultSort={{ id: 'partition', desc: false }}
      rowTone={(row) => (row.leader === null ? 'bad' : null)}
      className="pt-0!"
    />
  );
}

/** Brokers that hold a partition; those out of sync or offline are struck through and named. */
function Replicas({ partition }: { partition: TopicPartition }) {
  const faultText = useFaultText();
  const t = useTranslations('topics.partitions');
  if (partition.replicas.length === 0) return <Unknown reason={faultText(partition.fault)} />;
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

/** The leader, and which broker ought to be it where another one is. */
function Leader({ partition }: { partition: TopicPartition }) {
  const t = useTranslations('topics');
  const preferred = preferredInstead(partition);
  return (
    <span title={preferred === null ? undefined : t('partitions.preferredHint', { nodeId: preferred })}>
      {preferred === null ? null : (
        <span className="mr-1.5 text-xs text-warn">{t('partitions.preferred', { nodeId: preferred })}</span>
      )}
      <NumberCell value={partition.leader} reason={t('unknown.leader')} />
    </span>
  );
}

/** Rate against the mean of the partitions. */
function Skew({ times }: { times: number | null }) {
  const t = useTranslations('topics');
  const format = useFormat();
  if (times === null) return <Unknown reason={t('unknown.share')} />;
  return <span className={cn(times >= 2 && 'font-semibold text-warn')}>{format.decimal(times)}×</span>;
}

/** A share as bar and figure. */
function Share({ share, isHottest }: { share: number | null; isHottest: boolean }) {
  const t = useTranslations('topics');
  if (share === null) return <Unknown reason={t('unknown.share')} />;
  return (
    <span className="flex items-center justify-end gap-2" title={isHottest ? t('partitions.hottest') : undefined}>
      <span aria-hidden className="h-1.5 w-14 overflow-hidden rounded-full bg-surface-3">
        <span
          className={cn('block h-full rounded-full', isHottest ? 'bg-[var(--s2)]' : 'bg-[var(--s1)]')}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </span>
      <PercentCell value={share} className={cn('w-9', isHottest && 'font-semibold')} />
    </span>
  );
}
