'use client';

import { useTranslations } from 'next-intl';
import { brokerPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useBrokerLabel } from '../chart/use-broker-label.ts';
import { useTimeRange } from '../shell/use-time-range.ts';
import type { SortState } from '../table/columns.ts';
import { Card } from '../ui/card.tsx';
import { BrokerCourses } from './broker-courses.tsx';
import { BrokerTable } from './broker-table.tsx';
import { NotConnected } from './not-connected.tsx';
import { SkewCard } from './skew-card.tsx';

/** So many brokers share a chart at most. */
const TOP = 8;

export interface BrokerListBodyProps {
  clusterId: string;
  brokers: readonly BrokerRow[];
  filter: string;
  sort: SortState | null;
  onSortChange: (sort: SortState | null) => void;
}

/** The brokers that were read: side by side, how evenly the work lies on them, and their course. */
export function BrokerListBody({ clusterId, brokers, filter, sort, onSortChange }: BrokerListBodyProps) {
  const t = useTranslations('brokers');
  const { range, zoomTo } = useTimeRange();
  const messagesIn = useSeries(clusterId, { metric: 'broker.messages_in', by: 'broker', top: TOP }, range);
  const roundTrip = useSeries(clusterId, { metric: 'broker.round_trip', by: 'broker', top: TOP }, range);
  const labelOf = useBrokerLabel();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Card>
        <NotConnected clusterId={clusterId} brokers={brokers} />
        <BrokerTable
          clusterId={clusterId}
          brokers={brokers}
          range={range}
          filter={filter}
          sort={sort}
          onSortChange={onSortChange}
        />
      </Card>
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
