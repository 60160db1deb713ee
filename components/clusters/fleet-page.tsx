'use client';

import { Boxes, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useClusters } from '#lib/client/clusters.ts';
import { Page } from '../shell/page.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { latePart, partOnDemand } from '../ui/late-part.tsx';
import { isTroubled } from './rank-clusters.ts';
import { Link } from '../ui/link.tsx';

const FleetList = latePart(
  () => import('./fleet-list.tsx').then((module) => module.FleetList),
  () => <DataTableSkeleton columns={7} rows={3} />,
);
const FilterBox = partOnDemand(() => import('../table/filter-box.tsx').then((module) => module.FilterBox));

/** Few clusters need no filter. */
const FILTER_FROM = 6;

/** All clusters, the ones in trouble first. */
export function FleetPage() {
  const t = useTranslations('fleet');
  const clusters = useClusters();
  const { filter, setFilter } = useTableUrlState();
  const rows = clusters.data?.data ?? [];
  const troubled = rows.filter(isTroubled).length;

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
              <p>{t('empty.detail')}</p>
              <ol className="mx-auto mt-3 grid max-w-md list-decimal gap-1 pl-5 text-left">
                <li>{t('empty.step.connect')}</li>
                <li>{t('empty.step.first')}</li>
                <li>{t('empty.step.then')}</li>
              </ol>
            </Empty>
          }
        >
          {(list) => <FleetList clusters={list.data} filter={filter} receivedAtMs={clusters.dataUpdatedAt} />}
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
