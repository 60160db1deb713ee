'use client';

import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ListX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { topicPath } from '#lib/client/paths.ts';
import { useTopics } from '#lib/client/topics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { Empty } from '../states/empty.tsx';
import { WholeListState } from '../states/whole-list-state.tsx';
import { ListCard } from '../table/list-card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { useTopicColumns } from './topic-columns.tsx';
import { topicTrouble } from './topic-trouble.ts';

const SHOWS = ['all', 'trouble'] as const;
const nameOf = (topic: TopicSummary) => topic.name;

/** All topics of a cluster: filter, order and what is hidden stand in the URL. */
export function TopicList({ clusterId }: { clusterId: string }) {
  return (
    <WholeListState query={useTopics(clusterId)} skeleton={{ columns: 9, rows: 8 }} icon={ListX} texts="topics.empty">
      {(list) => <TopicTable clusterId={clusterId} list={list} />}
    </WholeListState>
  );
}

function TopicTable({ clusterId, list }: { clusterId: string; list: WholeList<TopicSummary> }) {
  const t = useTranslations('topics');
  const columns = useTopicColumns(clusterId);
  const [view, setView] = useQueryStates({
    internal: parseAsBoolean.withDefault(false),
    show: parseAsStringLiteral(SHOWS).withDefault('all'),
  });
  const { visible, inTrouble, internal } = useMemo(() => {
    const listed = list.rows.filter((topic) => view.internal || !topic.internal);
    const troubled = listed.filter((topic) => topicTrouble(topic) !== null);
    return {
      visible: view.show === 'trouble' ? troubled : listed,
      inTrouble: troubled.length,
      internal: list.rows.filter((topic) => topic.internal).length,
    };
  }, [list.rows, view.internal, view.show]);

  return (
    <ListCard
      list={list}
      texts="topics"
      columns={columns}
      rows={visible}
      rowKey={nameOf}
      rowHref={(topic) => topicPath(clusterId, topic.name)}
      defaultSort={{ id: 'name', desc: false }}
      rowTone={(topic) => (topic.offlinePartitions > 0 ? 'bad' : null)}
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
