'use client';

import { useTranslations } from 'next-intl';
import { useOverview } from '#lib/client/overview.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { ChartSkeleton } from '../chart/chart-skeleton.tsx';
import { Page } from '../shell/page.tsx';
import { useIsOld } from '../states/use-is-old.ts';
import { QueryState } from '../states/query-state.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { MeasureTileSkeleton } from './measure-tile.tsx';

const OverviewContent = latePart(
  () => import('./overview-content.tsx').then((module) => module.OverviewContent),
  () => <OverviewSkeleton />,
);

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
        {(data) => <OverviewContent overview={data} receivedAtMs={overview.dataUpdatedAt} isOld={isOld} />}
      </QueryState>
    </Page>
  );
}

/** Version, mode and sizes, in one line; what is unknown is left out here, since the tiles say it. */
function Facts({ overview }: { overview: ClusterOverview }) {
  const t = useTranslations('overview.facts');
  const common = useTranslations('common.mode');
  const format = useFormat();
  const { kafka, pass, topics, partitions, brokers } = overview;
  const up = brokers.filter(({ state }) => state === 'up').length;
  const parts = [
    kafka === null ? null : t('kafka', { version: kafka.version ?? '' }).trim(),
    kafka === null ? null : common(kafka.mode),
    kafka === null ? null : t('brokers', { up: format.integer(up), total: format.integer(brokers.length) }),
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
      <div className="grid grid-cols-2 gap-3 md:gap-4 xl:grid-cols-4">
        {Array.from({ length: 4 }, (_, at) => (
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
