'use client';

import { Boxes, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useClusters } from '#lib/client/clusters.ts';
import { Page } from '../shell/page.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import type { SortState } from '../table/columns.ts';
import { DataTable, DataTableSkeleton } from '../table/data-table.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { useFleetColumns } from './fleet-columns.tsx';

const DEFAULT_SORT: SortState = { id: 'state', desc: false };
/** Few clusters need no filter. */
const FILTER_FROM = 6;

/** All clusters, the ones in trouble first. */
export function FleetPage() {
  const t = useTranslations('fleet');
  const clusters = useClusters();
  const { filter, setFilter, sort, setSort } = useTableUrlState();
  const columns = useFleetColumns(clusters.dataUpdatedAt);
  const rows = clusters.data?.data ?? [];
  const troubled = rows.filter(({ state }) => state === 'problems' || state === 'unreachable' || state === 'stale').length;

  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      windowState={troubled > 0 ? t('windowState', { troubled }) : null}
      note={clusters.data === undefined ? undefined : t('note', { total: rows.length, troubled })}
      actions={
        <>
          {rows.length >= FILTER_FROM ? <FilterBox value={filter} onChange={setFilter} label={t('filter')} /> : null}
          {rows.length > 0 ? <AddCluster /> : null}
        </>
      }
    >
      <Card>
        <QueryState
          query={clusters}
          skeleton={<DataTableSkeleton columns={7} rows={3} />}
          isEmpty={(list) => list.data.length === 0}
          empty={
            <Empty icon={Boxes} title={t('empty.title')} action={<AddCluster primary />}>
              {t('empty.detail')}
            </Empty>
          }
        >
          {(list) => (
            <DataTable
              label={t('title')}
              columns={columns}
              rows={list.data}
              rowKey={({ id }) => id}
              rowHref={({ id }) => `/clusters/${id}`}
              rowTone={({ state }) => (state === 'unreachable' ? 'bad' : null)}
              filter={filter}
              sort={sort}
              onSortChange={setSort}
              defaultSort={DEFAULT_SORT}
            />
          )}
        </QueryState>
      </Card>
    </Page>
  );
}

function AddCluster({ primary = false }: { primary?: boolean }) {
  const t = useTranslations('common');
  return (
    <Button asChild variant={primary ? 'primary' : 'secondary'}>
      <Link href="/clusters/new">
        <Plus aria-hidden />
        {t('addCluster')}
      </Link>
    </Button>
  );
}
