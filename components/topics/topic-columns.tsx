'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { topicPath } from '#lib/client/paths.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { BytesCell, CoveredCell, LinkCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { numberColumn } from '../table/number-column.tsx';
import { Badge } from '../ui/badge.tsx';
import { CleanupPolicy, Retention } from './retention.tsx';
import { topicTrouble, troubleRank } from './topic-trouble.ts';
import { TopicTroubleTag } from './trouble-tag.tsx';

/** Columns of the topic list. */
export function useTopicColumns(clusterId: string): DataColumn<TopicSummary>[] {
  const t = useTranslations('topics');
  return useMemo(
    (): DataColumn<TopicSummary>[] => [
      {
        id: 'name',
        header: t('columns.name'),
        width: 200,
        grow: true,
        sortValue: (topic) => topic.name,
        filterText: (topic) => topic.name,
        cell: (topic) => (
          <span className="flex min-w-0 items-center gap-2">
            <LinkCell href={topicPath(clusterId, topic.name)}>{topic.name}</LinkCell>
            {topic.internal ? <Badge>{t('internal')}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'trouble',
        header: t('columns.trouble'),
        hint: t('explain.trouble'),
        width: 150,
        descFirst: true,
        sortValue: (topic) => troubleRank(topicTrouble(topic)),
        cell: (topic) => <TopicTroubleTag trouble={topicTrouble(topic)} detail={topic.fault?.detail} />,
      },
      {
        id: 'rate',
        header: t('columns.rate'),
        hint: t('explain.rate'),
        width: 84,
        align: 'end',
        descFirst: true,
        sortValue: (topic) => topic.messagesInPerSecond.value,
        cell: (topic) => (
          <CoveredCell covered={topic.messagesInPerSecond} kind="rate" reason={topic.fault?.detail ?? t('unknown.rate')} />
        ),
      },
      {
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        width: 100,
        align: 'end',
        descFirst: true,
        numeric: true,
        sortValue: (topic) => topic.lag.value,
        cell: (topic) => (
          <CoveredCell covered={topic.lag} kind="count" reason={t(topic.groups === 0 ? 'unknown.noGroups' : 'unknown.lag')} />
        ),
      },
      numberColumn({
        id: 'groups',
        header: t('columns.groups'),
        hint: t('explain.groups'),
        width: 88,
        descFirst: true,
        of: (topic) => topic.groups,
      }),
      numberColumn({
        id: 'partitions',
        header: t('columns.partitions'),
        hint: t('explain.partitions'),
        width: 106,
        descFirst: true,
        of: (topic) => (topic.fault === null ? topic.partitions : null),
        reason: (topic) => topic.fault?.detail,
      }),
      numberColumn({
        id: 'replication',
        header: t('columns.replication'),
        hint: t('explain.replication'),
        width: 98,
        of: (topic) => topic.replicationFactor,
        reason: (topic) => topic.fault?.detail,
      }),
      {
        id: 'size',
        header: t('columns.size'),
        hint: t('explain.size'),
        width: 104,
        align: 'end',
        descFirst: true,
        numeric: true,
        sortValue: (topic) => topic.sizeBytes,
        cell: (topic) => <BytesCell value={topic.sizeBytes} reason={t('unknown.size')} />,
      },
      {
        id: 'retention',
        header: t('columns.retention'),
        hint: t('explain.retention'),
        width: 108,
        align: 'end',
        descFirst: true,
        // "For ever" is the longest of all.
        sortValue: (topic) =>
          topic.retentionMs === null ? null : Number(topic.retentionMs) < 0 ? Infinity : Number(topic.retentionMs),
        cell: (topic) => <Retention ms={topic.retentionMs} />,
      },
      {
        id: 'cleanup',
        header: t('columns.cleanup'),
        hint: t('explain.cleanup'),
        width: 122,
        sortValue: (topic) => topic.cleanupPolicy,
        cell: (topic) => <CleanupPolicy policy={topic.cleanupPolicy} />,
      },
    ],
    [t, clusterId],
  );
}
