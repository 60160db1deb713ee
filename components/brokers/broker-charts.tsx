'use client';

import { useTranslations } from 'next-intl';
import { useMemo, type ReactNode } from 'react';
import type { MetricName } from '#lib/catalog/metrics.ts';
import { useSeries } from '#lib/client/series.ts';
import { mergeAnswers } from '../chart/merge-answers.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';

/** The course of one broker's figures. `latency`: that of the canary's records, another noun's. */
export function BrokerCharts({ clusterId, nodeId, latency }: { clusterId: string; nodeId: number; latency: ReactNode }) {
  const t = useTranslations('brokers');
  const name = useTranslations('catalog.broker');
  const place = { clusterId, nodeId };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
      <BrokerChart {...place} metric="broker.messages_in" title={t('chart.messagesIn')} line={name('messages_in.name')} />
      <BrokerChart {...place} metric="broker.round_trip" title={t('chart.roundTrip')} line={name('round_trip.name')} band />
      {latency}
      <BrokerChart {...place} metric="broker.out_of_sync" title={t('chart.outOfSync')} line={name('out_of_sync.name')} />
    </div>
  );
}

interface BrokerChartProps {
  clusterId: string;
  nodeId: number;
  metric: MetricName;
  title: string;
  /** Name of the one line. */
  line: string;
  band?: boolean;
}

function BrokerChart({ clusterId, nodeId, metric, title, line, band }: BrokerChartProps) {
  const { range, zoomTo } = useTimeRange();
  const query = useSeries(clusterId, { metric, broker: nodeId }, range);
  const answer = useMemo(() => mergeAnswers([{ key: metric, label: line, answer: query.data }]), [query.data, metric, line]);
  return <TimeSeriesChart title={title} query={{ ...query, data: answer }} entity="measure" band={band} onZoom={zoomTo} />;
}
