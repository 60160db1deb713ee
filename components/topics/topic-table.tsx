'use client';

import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { useAdvice } from '#lib/client/advice.ts';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { topicPath } from '#lib/client/paths.ts';
import { fetchEveryTopic, useTopicCourses } from '#lib/client/topics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { Empty } from '../states/empty.tsx';
import { ListCard } from '../table/list-card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { adviceByTopic } from './topic-advice.ts';
import { useTopicColumns } from './topic-columns.tsx';
import { topicTrouble } from './topic-trouble.ts';

const SHOWS = ['all', 'trouble'] as const;
const nameOf = (topic: TopicSummary) => topic.name;
/** The topics that were read, as a list with its tools. */
export function TopicTable({ clusterId, list }: { clusterId: string; list: WholeList<TopicSummary> }) {
  const t = useTranslations('topics');
  const courses = useTopicCourses(clusterId).data;
  const advice = useAdvice(clusterId).data;
  const knowledge = useMemo(
    () => ({
      courses: courses === undefined ? undefined : new Map(courses.data.map((row) => [row.topic, row])),
      advice: advice === undefined ? undefined : adviceByTopic(advice.data),
    }),
    [courses, advice],
  );
  const columns = useTopicColumns(clusterId, knowledge);
  const [view, setView] = useQueryStates({
    internal: parseAsBoolean.withDefault(false),
    show: parseAsStringLiteral(SHOWS).withDefault('all'),
  });
  const choose = useCallback(
    (rows: readonly TopicSummary[]) =>
      rows.filter((topic) => (view.internal || !topic.internal) && (view.show === 'all' || topicTrouble(topic) !== null)),
    [view.internal, view.show],
  );
  const visible = useMemo(() => choose(list.rows), [choose, list.rows]);
  const { inTrouble, internal } = useMemo(() => {
    const listed = list.rows.filter((topic) => view.internal || !topic.internal);
    return {
      inTrouble: listed.filter((topic) => topicTrouble(topic) !== null).length,
      internal: list.rows.filter((topic) => topic.internal).length,
    };
  }, [list.rows, view.internal]);

  return (
    <ListCard
      list={list}
      texts="topics"
      columns={columns}
      rows={visible}
      rowKey={nameOf}
      rowHref={(topic) => topicPath(clusterId, topic.name)}
      defaultSort={{ id: 'name', desc: false }}
      selectable
      loadEvery={async (signal, onProgress) => choose(await fetchEveryTopic(clusterId, signal, onProgress))}
      views={[
        { name: t('views.trouble'), query: 'show=trouble' },
        { name: t('views.unread'), query: 'order=desc&q=groups%3D0&sort=size' },
        { name: t('views.largest'), query: 'order=desc&sort=size' },
        { name: t('views.busiest'), query: 'order=desc&sort=rate' },
      ]}
      rowTone={(topic) => (topicTrouble(topic)?.kind === 'offline' ? 'bad' : null)}
      controls={
        <>
          <Segmented
            label={t('show.label')}
            value={view.show}
            onValueChange={(show) => void setView({ show: show === 'trouble' ? 'trouble' : null })}
            options={[
              { value: 'all', label: t('show.all') },
              { value: 'trouble', label: t('show.trouble', { count: inTrouble }) },
            ]}
          />
          {internal === 0 ? null : (
            <Switch
              label={t('show.internal', { count: internal })}
              checked={view.internal}
              onCheckedChange={(on) => void setView({ internal: on ? true : null })}
            />
          )}
        </>
      }
      onClear={() => void setView({ show: null })}
      none={view.show === 'trouble' ? <Empty title={t('empty.noTrouble.title')}>{t('empty.noTrouble.detail')}</Empty> : undefined}
    />
  );
}
