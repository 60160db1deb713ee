'use client';

import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { groupPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Empty } from '../states/empty.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { partitionOf } from './prepare-heat.ts';

const BY = ['total', 'partition'] as const;

export interface TopicChartsProps {
  clusterId: string;
  topic: string;
  /** Whether any group committed here: without one there is no lag to wait for. */
  hasGroups: boolean;
}

/** Course of a topic: messages in (whole or by partition), lag of each group, size. */
export function TopicCharts({ clusterId, topic, hasGroups }: TopicChartsProps) {
  const t = useTranslations('topics');
  const { range, zoomTo } = useTimeRange();
  const [by, setBy] = useQueryState('by', parseAsStringLiteral(BY).withDefault('total'));
  const isSplit = by === 'partition';
  const total = useSeries(clusterId, { metric: 'topic.messages_in', topic }, range, !isSplit);
  const split = useSeries(clusterId, { metric: 'partition.messages_in', by: 'partition', topic, top: 8 }, range, isSplit);
  const lag = useSeries(clusterId, { metric: 'group_topic.lag', by: 'group', topic, top: 8 }, range, hasGroups);
  const behind = useSeries(clusterId, { metric: 'group_topic.seconds_behind', by: 'group', topic, top: 8 }, range, hasGroups);
  const size = useSeries(clusterId, { metric: 'topic.size_bytes', topic }, range);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <TimeSeriesChart
        className="lg:col-span-2"
        title={t('charts.rate')}
        note={t(isSplit ? 'charts.rateByPartition' : 'charts.rateNote')}
        actions={
          <Segmented
            label={t('charts.by.label')}
            value={by}
            onValueChange={(next) => void setBy(next === 'partition' ? 'partition' : null)}
            options={BY.map((value) => ({ value, label: t(`charts.by.${value}`) }))}
          />
        }
        query={isSplit ? split : total}
        entity={isSplit ? 'partition' : 'measure'}
        labelOf={
          isSplit
            ? ({ key, label }) => t('partitionLabel', { partition: String(partitionOf(key, label)) })
            : () => t('charts.rateNote')
        }
        onZoom={zoomTo}
      />
      {hasGroups ? (
        <>
          <TimeSeriesChart
            title={t('charts.behind')}
            note={t('charts.behindNote')}
            query={behind}
            entity="group"
            hrefOf={({ label }) => groupPath(clusterId, label)}
            onZoom={zoomTo}
          />
          <TimeSeriesChart
            title={t('charts.lag')}
            note={t('charts.lagNote')}
            query={lag}
            entity="group"
            hrefOf={({ label }) => groupPath(clusterId, label)}
            onZoom={zoomTo}
          />
        </>
      ) : (
        <Card>
          <CardHeader title={t('charts.lag')} />
          <Empty icon={Users} title={t('groups.none.title')}>
            {t('groups.none.detail')}
          </Empty>
        </Card>
      )}
      <TimeSeriesChart
        className={hasGroups ? 'lg:col-span-2' : undefined}
        title={t('charts.size')}
        note={t('charts.sizeNote')}
        query={size}
        entity="measure"
        labelOf={() => t('charts.size')}
        onZoom={zoomTo}
      />
    </div>
  );
}
