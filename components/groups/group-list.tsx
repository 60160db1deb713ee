'use client';

import { SearchX, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { useGroups } from '#lib/client/groups.ts';
import { groupPath } from '#lib/client/paths.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTable, DataTableSkeleton } from '../table/data-table.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useGroupColumns } from './group-columns.tsx';
import { groupStateWord } from '../states/group-state.ts';

const SHOWS = ['all', 'members', 'empty', 'flagged'] as const;
type Show = (typeof SHOWS)[number];
const idOf = (group: GroupSummary) => group.groupId;

const BELONGS: Record<Show, (group: GroupSummary) => boolean> = {
  all: () => true,
  members: (group) => group.members !== null && group.members > 0,
  empty: (group) => groupStateWord(group.state) === 'empty',
  flagged: (group) => group.lostPartitions > 0 || group.aheadPartitions > 0 || group.fault !== null,
};

/** All groups of a cluster, the furthest behind first: filter, order and what is shown stand in the URL. */
export function GroupList({ clusterId }: { clusterId: string }) {
  const groups = useGroups(clusterId);
  return (
    <QueryState
      query={groups}
      skeleton={
        <Card>
          <div className="h-[50px]" />
          <DataTableSkeleton columns={8} rows={6} />
        </Card>
      }
      passOf={(list) => list.pass}
    >
      {(list) => <GroupTable clusterId={clusterId} list={list} />}
    </QueryState>
  );
}

function GroupTable({ clusterId, list }: { clusterId: string; list: WholeList<GroupSummary> }) {
  const t = useTranslations('groups');
  const columns = useGroupColumns(clusterId);
  const { filter, setFilter, sort, setSort } = useTableUrlState();
  const [show, setShow] = useQueryState('show', parseAsStringLiteral(SHOWS).withDefault('all'));
  const visible = useMemo(() => list.rows.filter(BELONGS[show]), [list.rows, show]);
  const counts = useMemo(
    () => Object.fromEntries(SHOWS.map((name) => [name, list.rows.filter(BELONGS[name]).length])),
    [list.rows],
  );

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
        <Empty icon={Users} title={t('empty.none.title')}>
          {t('empty.none.detail')}
        </Empty>
      </Card>
    );
  }
  return (
    <Card aria-label={t('title')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2.5">
        <FilterBox value={filter} onChange={setFilter} label={t('filter')} />
        <Segmented
          label={t('show.label')}
          value={show}
          onValueChange={(next) => void setShow(SHOWS.find((name) => name === next) ?? null)}
          options={SHOWS.map((name) => ({ value: name, label: t(`show.${name}`, { count: counts[name] ?? 0 }) }))}
        />
        {list.rows.length < list.total ? (
          <span className="ml-auto text-sm text-warn">{t('part', { shown: list.rows.length, total: list.total })}</span>
        ) : null}
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={visible}
        rowKey={idOf}
        rowHref={(group) => groupPath(clusterId, group.groupId)}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        defaultSort={{ id: 'lag', desc: true }}
        rowTone={(group) => (group.lostPartitions > 0 ? 'bad' : null)}
        empty={
          <Empty
            icon={SearchX}
            title={t('empty.noMatch.title')}
            action={
              <Button
                onClick={() => {
                  setFilter('');
                  void setShow(null);
                }}
              >
                {t('empty.noMatch.clear')}
              </Button>
            }
          >
            {t('empty.noMatch.detail')}
          </Empty>
        }
      />
    </Card>
  );
}
