'use client';

import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ListX, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { topicPath } from '#lib/client/paths.ts';
import { useTopics } from '#lib/client/topics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTable, DataTableSkeleton } from '../table/data-table.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { useTopicColumns } from './topic-columns.tsx';
import { topicTrouble } from './topic-trouble.ts';

const SHOWS = ['all', 'trouble'] as const;
const nameOf = (topic: TopicSummary) => topic.name;

/** All topics of a cluster: filter, order and what is hidden stand in the URL. */
export function TopicList({ clusterId }: { clusterId: string }) {
  const topics = useTopics(clusterId);
  return (
    <QueryState query={topics} skeleton={<TopicListSkeleton />} passOf={(list) => list.pass}>
      {(list) => <TopicTable clusterId={clusterId} list={list} />}
    </QueryState>
  );
}

function TopicListSkeleton() {
  return (
    <Card>
      <div className="h-[50px]" />
      <DataTableSkeleton columns={9} rows={8} />
    </Card>
  );
}

function TopicTable({ clusterId, list }: { clusterId: string; list: WholeList<TopicSummary> }) {
  const t = useTranslations('topics');
  const columns = useTopicColumns(clusterId);
  const { filter, setFilter, sort, setSort } = useTableUrlState();
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

  if (list.pass === null) {
    return (
      <Card>
        <Empty title={t('empty.waiting.title')}>{t('empty.waiting.detail')}</Empty>
      </Card>
    );
  }
  if (list.total === 0) {
    return (
      <Card>
        <Empty icon={ListX} title={t('empty.none.title')}>
          {t('empty.none.detail')}
        </Empty>
      </Card>
    );
  }
  const clearAll = () => {
    setFilter('');
    void setView({ show: null });
  };
  return (
    <Card aria-label={t('title')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2.5">
        <FilterBox value={filter} onChange={setFilter} label={t('filter')} />
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
        {list.rows.length < list.total ? (
          <span className="ml-auto text-sm text-warn">{t('part', { shown: list.rows.length, total: list.total })}</span>
        ) : null}
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={visible}
        rowKey={nameOf}
        rowHref={(topic) => topicPath(clusterId, topic.name)}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        defaultSort={{ id: 'name', desc: false }}
        rowTone={(topic) => (topic.offlinePartitions > 0 ? 'bad' : null)}
        empty={
          filter === '' && view.show === 'trouble' ? (
            <Empty title={t('empty.noTrouble.title')}>{t('empty.noTrouble.detail')}</Empty>
          ) : (
            <Empty
              icon={SearchX}
              title={t('empty.noMatch.title')}
              action={<Button onClick={clearAll}>{t('empty.noMatch.clear')}</Button>}
            >
              {t('empty.noMatch.detail')}
            </Empty>
          )
        }
      />
    </Card>
  );
}
