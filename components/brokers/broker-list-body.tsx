'use client';

import { useTranslations } from 'next-intl';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { brokerPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useBrokerLabel } from '../chart/use-broker-label.ts';
import { useTimeRange } from '../shell/use-time-range.ts';
import { ListCard } from '../table/list-card.tsx';
import { heatAgainst, useBrokerColumns } from './broker-columns.tsx';
import { BrokerCourses } from './broker-courses.tsx';
import { HeatLegend } from './heat-cell.tsx';
import { NotConnected } from './not-connected.tsx';
import { SkewCard } from './skew-card.tsx';

/** So many brokers share a chart at most. */
const TOP = 8;

/** The brokers that were read: side by side, how evenly the work lies on them, and their course. */
export function BrokerListBody({ clusterId, list }: { clusterId: string; list: WholeList<BrokerRow> }) {
  const t = useTranslations('brokers');
  const { rows: brokers } = list;
  const { range, zoomTo } = useTimeRange();
  const columns = useBrokerColumns({ clusterId, brokers, range, short: false });
  const messagesIn = useSeries(clusterId, { metric: 'broker.messages_in', by: 'broker', top: TOP }, range);
  const roundTrip = useSeries(clusterId, { metric: 'broker.round_trip', by: 'broker', top: TOP }, range);
  const labelOf = useBrokerLabel();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ListCard
        list={list}
        texts="brokers"
        columns={columns}
        rows={brokers}
        rowKey={(broker) => String(broker.nodeId)}
        rowHref={(broker) => brokerPath(clusterId, broker.nodeId)}
        rowTone={(broker) => (broker.state === 'up' ? null : 'bad')}
        defaultSort={{ id: 'nodeId', desc: false }}
        views={[
          { name: t('views.down'), query: 'q=-state%3Aup' },
          { name: t('views.busiest'), query: 'order=desc&sort=handlers' },
          { name: t('views.slowest'), query: 'order=desc&sort=canary' },
          { name: t('views.fullest'), query: 'order=desc&sort=disk' },
        ]}
        before={<NotConnected clusterId={clusterId} brokers={brokers} />}
        after={<HeatLegend against={heatAgainst(brokers)} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <SkewCard clusterId={clusterId} brokers={brokers} />
        <BrokerCourses clusterId={clusterId} brokers={brokers} />
      </div>
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
    </div>
  );
}
