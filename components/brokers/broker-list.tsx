'use client';

import { Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useBrokers } from '#lib/client/brokers.ts';
import { useSeries } from '#lib/client/series.ts';
import { brokerPath } from '#lib/client/paths.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { Page } from '../shell/page.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Card } from '../ui/card.tsx';
import { BrokerTable } from './broker-table.tsx';
import { useBrokerLabel } from './use-broker-label.ts';

/** So many brokers share a chart at most. */
const TOP = 8;
/** Few brokers need no filter. */
const FILTER_FROM = 8;

/** All brokers of a cluster, and how they compare. */
export function BrokerListPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('brokers');
  const brokers = useBrokers(clusterId);
  const { range, zoomTo } = useTimeRange();
  const { filter, setFilter, sort, setSort } = useTableUrlState();
  const messagesIn = useSeries(clusterId, { metric: 'broker.messages_in', by: 'broker', top: TOP }, range);
  const roundTrip = useSeries(clusterId, { metric: 'broker.round_trip', by: 'broker', top: TOP }, range);
  const up = brokers.data?.rows.filter(({ state }) => state === 'up').length;
  const labelOf = useBrokerLabel();

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
      <Card>
        <QueryState
          query={brokers}
          skeleton={<DataTableSkeleton columns={7} rows={3} />}
          isEmpty={(list) => list.total === 0}
          empty={
            <Empty icon={Server} title={t('empty.title')}>
              {t('empty.detail')}
            </Empty>
          }
        >
          {(list) => <BrokerTable clusterId={clusterId} brokers={list.rows} filter={filter} sort={sort} onSortChange={setSort} />}
        </QueryState>
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <TimeSeriesChart
          title={t('chart.messagesIn')}
          note={t('chart.byBroker')}
          query={messagesIn}
          entity="broker"
          labelOf={labelOf}
          hrefOf={({ label }) => brokerPath(clusterId, Number(label))}
          onZoom={zoomTo}
        />
        <TimeSeriesChart
          title={t('chart.roundTrip')}
          note={t('chart.roundTripNote')}
          query={roundTrip}
          entity="broker"
          labelOf={labelOf}
          hrefOf={({ label }) => brokerPath(clusterId, Number(label))}
          onZoom={zoomTo}
        />
      </div>
    </Page>
  );
}
