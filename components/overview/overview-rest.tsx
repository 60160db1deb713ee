'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useBrokers } from '#lib/client/brokers.ts';
import { clusterPath } from '#lib/client/paths.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import type { TimeRange } from '#lib/core/time-range.ts';
import { BrokerCourses } from '../brokers/broker-courses.tsx';
import { BrokerTable } from '../brokers/broker-table.tsx';
import { DiskGlance } from '../disk/disk-glance.tsx';
import { EventGlanceCard } from '../events/event-cards.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { FarolCost } from './farol-cost.tsx';
import { QuorumGlance } from './quorum-glance.tsx';
import { WorstGroups } from './worst-groups.tsx';
import { Link } from '../ui/link.tsx';

/** The overview below its charts: brokers, worst groups, disks, quorum, events, and what Farol costs. */
export function OverviewRest({ overview, range }: { overview: ClusterOverview; range: TimeRange }) {
  const { clusterId } = overview;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <BrokersGlance clusterId={clusterId} range={range} />
        <WorstGroups overview={overview} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <Courses clusterId={clusterId} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <DiskGlance clusterId={clusterId} />
          <QuorumGlance overview={overview} />
        </div>
      </div>
      <EventGlanceCard clusterId={clusterId} />
      <FarolCost overview={overview} />
    </>
  );
}

/** The brokers side by side, in short. */
function BrokersGlance({ clusterId, range }: { clusterId: string; range: TimeRange }) {
  const t = useTranslations('overview');
  const common = useTranslations('common');
  const headingId = useId();
  const query = useBrokers(clusterId);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('brokersTitle')}
        note={t('brokersNote')}
        actions={
          <Link href={`${clusterPath(clusterId)}/brokers`} className="text-sm font-medium text-info hover:underline">
            {common('all')}
          </Link>
        }
      />
      <QueryState query={query} skeleton={<DataTableSkeleton columns={7} rows={3} />}>
        {({ rows }) => <BrokerTable clusterId={clusterId} brokers={rows} range={range} />}
      </QueryState>
    </Card>
  );
}

/** The course of the brokers' resources, once it is known which brokers there are. */
function Courses({ clusterId }: { clusterId: string }) {
  const { data } = useBrokers(clusterId);
  return data === undefined ? <Card className="h-[240px]" /> : <BrokerCourses clusterId={clusterId} brokers={data.rows} />;
}
