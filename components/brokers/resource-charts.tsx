'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { MetricName } from '#lib/catalog/metrics.ts';
import { useSeries } from '#lib/client/series.ts';
import { mergeAnswers } from '../chart/merge-answers.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';

/** Pictures of a broker's own readings; the lines of one share its unit. */
const PICTURES: readonly { name: string; metrics: readonly [MetricName, MetricName] | readonly [MetricName] }[] = [
  { name: 'bytes', metrics: ['broker.bytes_in', 'broker.bytes_out'] },
  { name: 'produce', metrics: ['broker.produce_p99', 'broker.produce_p50'] },
  { name: 'idle', metrics: ['broker.handler_idle', 'broker.network_idle'] },
  { name: 'cpu', metrics: ['broker.cpu'] },
  { name: 'heap', metrics: ['broker.heap_used', 'broker.heap_max'] },
  { name: 'gc', metrics: ['broker.gc_share'] },
];

/** The course of what a broker tells of itself. Percentiles show the largest of each stretch of time, never a mean. */
export function ResourceCharts({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
      {PICTURES.map(({ name, metrics: [first, second] }) => (
        <ResourceChart key={name} clusterId={clusterId} nodeId={nodeId} name={name} first={first} second={second ?? null} />
      ))}
    </div>
  );
}

interface ResourceChartProps {
  clusterId: string;
  nodeId: number;
  name: string;
  first: MetricName;
  second: MetricName | null;
}

function ResourceChart({ clusterId, nodeId, name, first, second }: ResourceChartProps) {
  const t = useTranslations('brokers.resources.chart');
  const catalog = useTranslations('catalog');
  const { range, zoomTo } = useTimeRange();
  const one = useSeries(clusterId, { metric: first, broker: nodeId }, range);
  const two = useSeries(clusterId, { metric: second ?? first, broker: nodeId }, range, second !== null);
  const answer = useMemo(
    () =>
      mergeAnswers([
        { key: first, label: catalog(`${first}.name`), answer: one.data },
        ...(second === null ? [] : [{ key: second, label: catalog(`${second}.name`), answer: two.data }]),
      ]),
    [one.data, two.data, first, second, catalog],
  );
  const query = { ...one, data: answer, error: one.error ?? (second === null ? null : two.error) };
  return <TimeSeriesChart title={t(`${name}.title`)} note={t(`${name}.note`)} query={query} entity="measure" onZoom={zoomTo} />;
}
