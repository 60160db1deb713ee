'use client';

import { useTranslations } from 'next-intl';
import { topicPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';

/** Course of a group: how far behind it is and how fast it reads, topic by topic. */
export function GroupCharts({ clusterId, group }: { clusterId: string; group: string }) {
  const t = useTranslations('groups.charts');
  const { range, zoomTo } = useTimeRange();
  const lag = useSeries(clusterId, { metric: 'group_topic.lag', by: 'topic', group, top: 8 }, range);
  const rate = useSeries(clusterId, { metric: 'group_topic.messages_out', by: 'topic', group, top: 8 }, range);
  const hrefOf = ({ label }: { label: string }) => topicPath(clusterId, label);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <TimeSeriesChart title={t('lag')} note={t('lagNote')} query={lag} entity="topic" hrefOf={hrefOf} onZoom={zoomTo} />
      <TimeSeriesChart title={t('rate')} note={t('rateNote')} query={rate} entity="topic" hrefOf={hrefOf} onZoom={zoomTo} />
    </div>
  );
}
