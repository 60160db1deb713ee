'use client';

import { useTranslations } from 'next-intl';
import { useBroker, useBrokerConfigs } from '#lib/client/brokers.ts';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { ChartSkeleton } from '../chart/time-series-chart.tsx';
import { ConfigCard } from '../configs/config-card.tsx';
import { Page } from '../shell/page.tsx';
import { UrlTabs, useUrlTab } from '../shell/url-tabs.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Badge } from '../ui/badge.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BrokerCharts } from './broker-charts.tsx';
import { BrokerFigures } from './broker-figures.tsx';
import { BrokerPartitions } from './broker-partitions.tsx';
import { BrokerStateTag } from './broker-state.tsx';
import { LogDirs } from './log-dirs.tsx';

const TABS = ['now', 'partitions', 'configs'] as const;

/** One broker: its figures and their course, the partitions it holds, its configuration read live. */
export function BrokerDetailPage({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  const t = useTranslations('brokers');
  const query = useBroker(clusterId, nodeId);
  const [tab, setTab] = useUrlTab(TABS);
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
          <div>
            {detail.broker.state === 'up' ? null : <BrokerTrouble broker={detail.broker} />}
            <UrlTabs
              label={name}
              open={tab}
              onOpen={setTab}
              tabs={[
                {
                  name: 'now',
                  label: t('tab.now'),
                  content: (
                    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
                      <BrokerFigures broker={detail.broker} />
                      <BrokerCharts clusterId={clusterId} nodeId={nodeId} />
                      <LogDirs broker={detail.broker} />
                    </div>
                  ),
                },
                {
                  name: 'partitions',
                  label: t('tab.partitions'),
                  count: detail.partitions.length,
                  content: (
                    <Card>
                      <BrokerPartitions clusterId={clusterId} partitions={detail.partitions} />
                    </Card>
                  ),
                },
                { name: 'configs', label: t('tab.configs'), content: <BrokerConfigs clusterId={clusterId} nodeId={nodeId} /> },
              ]}
            />
          </div>
        )}
      </QueryState>
    </Page>
  );
}

/** Asked for only while its tab is open. */
function BrokerConfigs({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  return <ConfigCard scope="broker" query={useBrokerConfigs(clusterId, nodeId)} />;
}

function BrokerTrouble({ broker }: { broker: BrokerSummary }) {
  const t = useTranslations('brokers');
  const format = useFormat();
  const since = Date.parse(broker.since);
  return (
    <Callout
      tone="bad"
      role="status"
      className="mb-4"
      title={t(`trouble.${broker.state === 'down' ? 'down' : 'silent'}`, { since: format.dateTime(since) })}
    >
      {broker.fault === null ? t('trouble.unknown') : broker.fault.detail} {t('trouble.unknownFigures')}
    </Callout>
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
