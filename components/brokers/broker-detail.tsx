'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useBroker } from '#lib/client/brokers.ts';
import { ChartSkeleton } from '../chart/chart-skeleton.tsx';
import { Page } from '../shell/page.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BrokerStateTag } from './broker-state.tsx';

const BrokerBody = latePart(
  () => import('./broker-body.tsx').then((module) => module.BrokerBody),
  () => <BrokerDetailSkeleton />,
);

/** One broker: its figures and their course, its resources, the partitions it holds, its configuration read live. */
export function BrokerDetailPage({
  clusterId,
  nodeId,
  canary,
  latency,
  timeline,
}: {
  clusterId: string;
  nodeId: number;
  /** What the canary felt of it, another noun's. */
  canary: ReactNode;
  /** The course of what it felt. */
  latency: ReactNode;
  /** The broker's time line, another noun's. */
  timeline: ReactNode;
}) {
  const t = useTranslations('brokers');
  const query = useBroker(clusterId, nodeId);
  const broker = query.data?.broker;
  const name = t('named', { node: String(nodeId) });

  return (
    <Page
      title={name.charAt(0).toLocaleUpperCase() + name.slice(1)}
      windowTitle={name}
      trail={[{ href: `/clusters/${clusterId}/brokers`, label: t('title') }]}
      tags={
        broker === undefined ? null : (
          <>
            <BrokerStateTag broker={broker} />
            {broker.isController ? <Badge title={t('controllerHint')}>{t('controller')}</Badge> : null}
            {broker.isQuorumLeader ? <Badge>{t('quorumLeader')}</Badge> : null}
          </>
        )
      }
      note={
        broker === undefined ? undefined : (
          <span className="font-mono text-[0.96em]">
            {broker.host === null ? '' : `${broker.host}:${broker.port ?? '?'}`}
            {broker.rack === null ? '' : ` · ${t('rack', { rack: broker.rack })}`}
          </span>
        )
      }
    >
      <QueryState query={query} skeleton={<BrokerDetailSkeleton />}>
        {(detail) => (
          <BrokerBody
            clusterId={clusterId}
            nodeId={nodeId}
            name={name}
            detail={detail}
            canary={canary}
            latency={latency}
            timeline={timeline}
          />
        )}
      </QueryState>
    </Page>
  );
}

/** The page in its final shape before the first answer. */
function BrokerDetailSkeleton() {
  return (
    <div className="grid gap-4">
      <div className="h-9 border-b border-line" />
      <Card className="grid h-[78px] grid-cols-2 gap-6 px-3.5 py-3 md:grid-cols-6">
        {Array.from({ length: 6 }, (_, at) => (
          <div key={at} className="grid content-start gap-2">
            <Skeleton className="h-3 w-20" />
            <Skeleton className="h-5 w-14" />
          </div>
        ))}
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        {[0, 1, 2, 3].map((at) => (
          <Card key={at} className="px-3.5 pt-[42px] pb-3">
            <ChartSkeleton />
          </Card>
        ))}
      </div>
    </div>
  );
}
