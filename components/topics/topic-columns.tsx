'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { topicPath, topicTabPath } from '#lib/client/paths.ts';
import type { TopicCourseRow, TopicSummary } from '#lib/contracts/topics.ts';
import { AdviceTag } from '../states/advice-tag.tsx';
import { behindSortValue, TimeBehind } from '../states/time-behind.tsx';
import { BytesCell, CoveredCell, LinkCell, NumberCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { numberColumn } from '../table/number-column.tsx';
import { Badge } from '../ui/badge.tsx';
import { GrowthCell, LastProducedCell, lastProducedSortValue, RateWithCourse } from './course-cells.tsx';
import { CleanupPolicy, Retention } from './retention.tsx';
import { standingRank, type TopicAdviceCount } from './topic-advice.ts';
import { topicTrouble } from './topic-trouble.ts';
import { TopicTroubleTag } from './trouble-tag.tsx';
import { useFaultText } from '../states/use-fault-text.ts';
import { Link } from '../ui/link.tsx';

/** Widths of the window from which the lesser columns show. */
const FROM = { tablet: 700, laptop: 1200, wide: 1600 };

/** What is known of topics beyond the last pass, by name. undefined = still being asked for. */
export interface TopicKnowledge {
  courses: ReadonlyMap<string, TopicCourseRow> | undefined;
  advice: ReadonlyMap<string, TopicAdviceCount> | undefined;
}

/** Columns of the topic list. */
export function useTopicColumns(clusterId: string, { courses, advice }: TopicKnowledge): DataColumn<TopicSummary>[] {
  const faultText = useFaultText();
  const t = useTranslations('topics');
  return useMemo(
    (): DataColumn<TopicSummary>[] => [
      {
        id: 'name',
        header: t('columns.name'),
        type: 'text',
        width: 170,
        narrow: 132,
        priority: 1,
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
        type: 'state',
        width: 142,
        narrow: 130,
        priority: 1,
        descFirst: true,
        filterValue: (topic) => {
          const trouble = topicTrouble(topic);
          return trouble === null ? ['none', t('trouble.none')] : [trouble.kind];
        },
        sortValue: (topic) => standingRank(topicTrouble(topic), advice?.get(topic.name)),
        cell: (topic) => <Standing clusterId={clusterId} topic={topic} advice={advice?.get(topic.name)} />,
      },
      {
        id: 'rate',
        header: t('columns.rate'),
        hint: t('explain.rate'),
        type: 'rate',
        width: 118,
        priority: 2,
        descFirst: true,
        sortValue: (topic) => topic.messagesInPerSecond.value,
        cell: (topic) => <RateWithCourse topic={topic} course={courses?.get(topic.name)} />,
      },
      {
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        type: 'number',
        width: 80,
        priority: 3,
        from: FROM.tablet,
        descFirst: true,
        sortValue: (topic) => topic.lag.value,
        cell: (topic) => (
          <CoveredCell covered={topic.lag} kind="count" reason={t(topic.groups === 0 ? 'unknown.noGroups' : 'unknown.lag')} />
        ),
      },
      {
        id: 'behind',
        header: t('columns.behind'),
        hint: t('explain.behind'),
        type: 'duration',
        unit: 's',
        width: 116,
        priority: 5,
        descFirst: true,
        sortValue: (topic) => behindSortValue(topic.secondsBehind),
        cell: (topic) => (
          <TimeBehind behind={topic.secondsBehind} reason={t(topic.groups === 0 ? 'unknown.noGroups' : 'unknown.behind')} />
        ),
      },
      numberColumn({
        id: 'groups',
        header: t('columns.groups'),
        hint: t('explain.groups'),
        width: 66,
        priority: 6,
        from: FROM.tablet,
        descFirst: true,
        of: (topic) => topic.groups,
      }),
      {
        id: 'partitions',
        header: t('columns.partitions'),
        hint: t('explain.partitionsAndReplicas'),
        type: 'number',
        width: 92,
        priority: 6,
        from: FROM.tablet,
        descFirst: true,
        sortValue: (topic) => (topic.fault === null ? topic.partitions : null),
        cell: (topic) => (
          <span>
            <NumberCell value={topic.fault === null ? topic.partitions : null} reason={faultText(topic.fault)} />
            {topic.replicationFactor === null ? null : <span className="text-text-3"> × {topic.replicationFactor}</span>}
          </span>
        ),
      },
      {
        id: 'size',
        header: t('columns.size'),
        hint: t('explain.size'),
        type: 'bytes',
        width: 84,
        priority: 4,
        from: FROM.tablet,
        descFirst: true,
        sortValue: (topic) => topic.sizeBytes,
        cell: (topic) => <BytesCell value={topic.sizeBytes} reason={t('unknown.size')} />,
      },
      {
        id: 'growth',
        header: t('columns.growth'),
        hint: t('explain.growth'),
        width: 92,
        from: FROM.laptop,
        align: 'end',
        descFirst: true,
        sortValue: (topic) => courses?.get(topic.name)?.bytesPerDay ?? null,
        cell: (topic) => <GrowthCell course={courses?.get(topic.name)} isLoaded={courses !== undefined} />,
      },
      {
        id: 'last',
        header: t('columns.last'),
        hint: t('explain.last'),
        width: 120,
        from: FROM.tablet,
        align: 'end',
        sortValue: (topic) => lastProducedSortValue(courses?.get(topic.name)),
        cell: (topic) => <LastProducedCell course={courses?.get(topic.name)} isLoaded={courses !== undefined} />,
      },
      {
        id: 'retention',
        header: t('columns.retention'),
        hint: t('explain.retention'),
        type: 'duration',
        width: 84,
        priority: 7,
        from: FROM.laptop,
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
        type: 'state',
        width: 116,
        priority: 7,
        from: FROM.wide,
        sortValue: (topic) => topic.cleanupPolicy,
        cell: (topic) => <CleanupPolicy policy={topic.cleanupPolicy} />,
      },
    ],
    [t, clusterId, courses, advice, faultText],
  );
}

/** What is wrong with a topic now; when nothing is, what could be better, leading there. */
function Standing({
  clusterId,
  topic,
  advice,
}: {
  clusterId: string;
  topic: TopicSummary;
  advice: TopicAdviceCount | undefined;
}) {
  const faultText = useFaultText();
  const t = useTranslations('topics');
  const words = useTranslations('advice');
  const trouble = topicTrouble(topic);
  if (trouble !== null || advice === undefined) return <TopicTroubleTag trouble={trouble} detail={faultText(topic.fault)} />;
  const label = words('countLabel', { count: advice.count, severity: words(`severity.${advice.severity}`) });
  return (
    <Link
      href={topicTabPath(clusterId, topic.name, 'advice')}
      title={label}
      className="inline-flex h-6 items-center gap-1.5 rounded-full"
    >
      <AdviceTag severity={advice.severity} />
      {advice.count > 1 ? <span className="text-xs text-text-3">{t('moreAdvice', { count: advice.count - 1 })}</span> : null}
    </Link>
  );
}
