'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useOverview } from '#lib/client/overview.ts';
import { useSeries } from '#lib/client/series.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { BrokerTable } from '../brokers/broker-table.tsx';
import { ChartSkeleton } from '../chart/time-series-chart.tsx';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { Page } from '../shell/page.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { useIsOld } from '../states/use-is-old.ts';
import { QueryState } from '../states/query-state.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { MeasureTileSkeleton } from './measure-tile.tsx';
import { OverviewMeasures } from './overview-measures.tsx';
import { ProblemsCard } from './problems-card.tsx';
import { WorstGroups } from './worst-groups.tsx';

/** Lines in the charts of the overview: few enough to read at a glance. */
const TOP = 5;

/** One cluster at a glance: what is wrong, the leading figures, their course, the brokers and the groups furthest behind. */
export function OverviewPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('overview');
  const overview = useOverview(clusterId);
  const isOld = useIsOld(overview.data?.pass, overview.dataUpdatedAt, overview.error !== null);
  return (
    <Page
      title={t('title')}
      windowTitle={null}
      note={overview.data === undefined ? undefined : <Facts overview={overview.data} />}
    >
      <QueryState query={overview} skeleton={<OverviewSkeleton />}>
        {(data) => <OverviewContent overview={data} isOld={isOld} />}
      </QueryState>
    </Page>
  );
}

function OverviewContent({ overview, isOld }: { overview: ClusterOverview; isOld: boolean }) {
  const t = useTranslations('overview');
  const common = useTranslations('common');
  const { range, zoomTo } = useTimeRange();
  const headingId = useId();
  const { clusterId } = overview;
  const base = `/clusters/${clusterId}`;
  const topics = useSeries(clusterId, { metric: 'topic.messages_in', by: 'topic', top: TOP, internal: false }, range);
  const groups = useSeries(clusterId, { metric: 'group.lag', by: 'group', top: TOP }, range);

  if (overview.pass === null) {
    return (
      <Callout
        tone={overview.fault === null ? 'info' : 'bad'}
        role="status"
        title={overview.fault === null ? t('waiting.title') : t('waiting.failed')}
      >
        {overview.fault?.detail ?? t('waiting.detail')}
      </Callout>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {overview.fault === null || overview.problems.length > 0 ? null : (
        <Callout tone="bad" role="status" title={t('passFailed')}>
          {overview.fault.detail}
        </Callout>
      )}
      <ProblemsCard overview={overview} isOld={isOld} />
      <OverviewMeasures overview={overview} range={range} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <TimeSeriesChart
          title={t('charts.topics')}
          note={t('charts.topicsNote')}
          query={topics}
          entity="topic"
          hrefOf={({ label }) => `${base}/topics/${encodeURIComponent(label)}`}
          onZoom={zoomTo}
        />
        <TimeSeriesChart
          title={t('charts.groups')}
          note={t('charts.groupsNote')}
          query={groups}
          entity="group"
          hrefOf={({ label }) => `${base}/groups/${encodeURIComponent(label)}`}
          onZoom={zoomTo}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
        <Card aria-labelledby={headingId}>
          <CardHeader
            id={headingId}
            title={t('brokersTitle')}
            actions={
              <Link href={`${base}/brokers`} className="text-sm font-medium text-info hover:underline">
                {common('all')}
              </Link>
            }
          />
          <BrokerTable clusterId={clusterId} brokers={overview.brokers} dense />
        </Card>
        <WorstGroups overview={overview} />
      </div>
    </div>
  );
}

/** Version, mode and sizes, in one line; what is unknown is left out here, since the tiles say it. */
function Facts({ overview }: { overview: ClusterOverview }) {
  const t = useTranslations('overview.facts');
  const common = useTranslations('common.mode');
  const format = useFormat();
  const { kafka, pass, topics, partitions } = overview;
  const parts = [
    kafka === null ? null : t('kafka', { version: kafka.version ?? '' }).trim(),
    kafka === null ? null : common(kafka.mode),
    topics === null ? null : t('topics', { topics, count: format.integer(topics) }),
    partitions === null ? null : t('partitions', { partitions: partitions.total, count: format.integer(partitions.total) }),
    pass?.requestsPerSecond === null || pass === null ? null : t('cost', { rate: format.decimal(pass.requestsPerSecond, 1) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function OverviewSkeleton() {
  return (
    <div className="grid gap-4">
      <Card className="flex h-[60px] flex-col justify-center gap-2 px-3.5">
        <Skeleton className="h-3 w-48" />
        <Skeleton className="h-3 w-72 max-w-full" />
      </Card>
      <div className="grid grid-cols-2 gap-3 md:gap-4 lg:grid-cols-3">
        {Array.from({ length: 6 }, (_, at) => (
          <MeasureTileSkeleton key={at} />
        ))}
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        {[0, 1].map((at) => (
          <Card key={at} className="px-3.5 pt-[42px] pb-3">
            <ChartSkeleton />
          </Card>
        ))}
      </div>
    </div>
  );
}
