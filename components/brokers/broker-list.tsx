'use client';

import { Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useBrokers } from '#lib/client/brokers.ts';
import { Page } from '../shell/page.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Card } from '../ui/card.tsx';
import { latePart, partOnDemand } from '../ui/late-part.tsx';

const BrokerListBody = latePart(
  () => import('./broker-list-body.tsx').then((module) => module.BrokerListBody),
  () => <BrokerListSkeleton />,
);
const FilterBox = partOnDemand(() => import('../table/filter-box.tsx').then((module) => module.FilterBox));

/** Few brokers need no filter. */
const FILTER_FROM = 8;

/** All brokers of a cluster, and how they compare. */
export function BrokerListPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('brokers');
  const brokers = useBrokers(clusterId);
  const { filter, setFilter, sort, setSort } = useTableUrlState();
  const up = brokers.data?.rows.filter(({ state }) => state === 'up').length;

  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      note={brokers.data === undefined ? undefined : t('upOf', { up: up ?? 0, total: brokers.data.total })}
      actions={
        (brokers.data?.total ?? 0) >= FILTER_FROM ? (
          <FilterBox value={filter} onChange={setFilter} label={t('filter')} />
        ) : undefined
      }
    >
      <QueryState
        query={brokers}
        skeleton={<BrokerListSkeleton />}
        isEmpty={(list) => list.total === 0}
        empty={
          <Card>
            <Empty icon={Server} title={t('empty.title')}>
              {t('empty.detail')}
            </Empty>
          </Card>
        }
      >
        {(list) => (
          <BrokerListBody clusterId={clusterId} brokers={list.rows} filter={filter} sort={sort} onSortChange={setSort} />
        )}
      </QueryState>
    </Page>
  );
}

/** Taller than the window, so that nothing that stands below the table is seen before the table has its height. */
function BrokerListSkeleton() {
  return (
    <Card>
      <DataTableSkeleton columns={7} rows={24} />
    </Card>
  );
}
