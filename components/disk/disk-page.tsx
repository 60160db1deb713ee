'use client';

import { HardDrive } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { MetricName } from '#lib/catalog/metrics.ts';
import { useDisk } from '#lib/client/disk.ts';
import { useSeries } from '#lib/client/series.ts';
import type { DiskAnswer } from '#lib/contracts/disk.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { Page } from '../shell/page.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';
import { nameDirectories } from './name-directories.ts';

const DiskDirs = latePart(
  () => import('./disk-dirs.tsx').then((module) => module.DiskDirs),
  () => <Card className="h-[190px]" />,
);
const ReplicasBehind = latePart(() => import('./replicas-behind.tsx').then((module) => module.ReplicasBehind));
const TopicDisks = latePart(() => import('./topic-disks.tsx').then((module) => module.TopicDisks));

/** Lines in a chart of directories. */
const TOP = 8;

/** The disks of a cluster: how full, when full, what fills them, and which replicas lag behind. */
export function DiskPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('disk');
  const query = useDisk(clusterId);
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      note={query.data === undefined ? undefined : <ForecastNote disk={query.data} />}
    >
      <QueryState
        query={query}
        skeleton={
          <Card>
            <div className="h-[42px]" />
            <DataTableSkeleton columns={7} rows={3} />
          </Card>
        }
        isEmpty={(disk) => disk.brokers.length === 0}
        empty={
          <Card>
            <Empty icon={HardDrive} title={t('empty.title')}>
              {t('empty.detail')}
            </Empty>
          </Card>
        }
      >
        {(disk) => <Content clusterId={clusterId} disk={disk} />}
      </QueryState>
    </Page>
  );
}

function ForecastNote({ disk }: { disk: DiskAnswer }) {
  const t = useTranslations('disk');
  const format = useFormat();
  return disk.forecastAt === null
    ? t('noForecast')
    : t('forecastAt', { time: format.time(Date.parse(disk.forecastAt), 'minutes') });
}

function Content({ clusterId, disk }: { clusterId: string; disk: DiskAnswer }) {
  const t = useTranslations('disk');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <DiskDirs clusterId={clusterId} brokers={disk.brokers} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <DirChart clusterId={clusterId} metric="log_dir.used" title={t('chart.used')} note={t('chart.usedNote')} />
        <DirChart
          clusterId={clusterId}
          metric="log_dir.replica_bytes"
          title={t('chart.replicas')}
          note={t('chart.replicasNote')}
        />
      </div>
      <TopicDisks clusterId={clusterId} topics={disk.topics} />
      <ReplicasBehind clusterId={clusterId} brokers={disk.brokers} />
    </div>
  );
}

interface DirChartProps {
  clusterId: string;
  metric: MetricName;
  title: string;
  note: string;
}

function DirChart({ clusterId, metric, title, note }: DirChartProps) {
  const t = useTranslations('disk');
  const { range, zoomTo } = useTimeRange();
  const query = useSeries(clusterId, { metric, by: 'log_dir', top: TOP }, range);
  const answer = useMemo(
    () => (query.data === undefined ? undefined : nameDirectories(query.data, (node) => t('brokerNamed', { node }))),
    [query.data, t],
  );
  return <TimeSeriesChart title={title} note={note} query={{ ...query, data: answer }} entity="broker" onZoom={zoomTo} />;
}
