'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useBrokerConfigs, useBrokerResources } from '#lib/client/brokers.ts';
import type { BrokerDetail, BrokerSummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { UrlTabs, useUrlTab } from '../shell/url-tabs.tsx';
import { tabSkeleton } from '../states/detail-skeleton.tsx';
import { useFaultText } from '../states/use-fault-text.ts';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { latePart, partOnDemand } from '../ui/late-part.tsx';
import { BrokerCharts } from './broker-charts.tsx';
import { BrokerFigures } from './broker-figures.tsx';
import { LogDirs } from './log-dirs.tsx';
import { ResourceFacts } from './resource-facts.tsx';

/** Tabs but the first are loaded when they are opened, what lies below its figures beside them. */
const BrokerPartitions = partOnDemand(
  () => import('./broker-partitions.tsx').then((module) => module.BrokerPartitions),
  tabSkeleton,
);
const BrokerResourcesView = partOnDemand(
  () => import('./broker-resources.tsx').then((module) => module.BrokerResourcesView),
  tabSkeleton,
);
const ConfigCard = partOnDemand(() => import('../configs/config-card.tsx').then((module) => module.ConfigCard), tabSkeleton);
const ConfigDiffCard = partOnDemand(() => import('./config-diff-card.tsx').then((module) => module.ConfigDiffCard), tabSkeleton);
const RequestTimes = latePart(() => import('./request-times.tsx').then((module) => module.RequestTimes));
const SlowEvidence = latePart(
  () => import('./slow-evidence.tsx').then((module) => module.SlowEvidence),
  () => <Card className="h-[220px]" />,
);

const TABS = ['now', 'resources', 'partitions', 'configs'] as const;

/** One broker that was read: its figures and their course, and the rest in tabs. */
export function BrokerBody({
  clusterId,
  nodeId,
  name,
  detail,
  canary,
  latency,
  timeline,
}: {
  clusterId: string;
  nodeId: number;
  /** The broker as people call it. */
  name: string;
  detail: BrokerDetail;
  canary: ReactNode;
  latency: ReactNode;
  timeline: ReactNode;
}) {
  const t = useTranslations('brokers');
  const [tab, setTab] = useUrlTab(TABS);
  return (
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
                <ResourceFacts resources={detail.broker.resources} />
                <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[repeat(2,minmax(0,1fr))]">
                  <SlowEvidence clusterId={clusterId} nodeId={nodeId} />
                  <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
                    {canary}
                    <LogDirs broker={detail.broker} />
                  </div>
                </div>
                <BrokerRequestTimes clusterId={clusterId} nodeId={nodeId} />
                <BrokerCharts clusterId={clusterId} nodeId={nodeId} latency={latency} />
                {timeline}
              </div>
            ),
          },
          {
            name: 'resources',
            label: t('tab.resources'),
            content: <BrokerResourcesView clusterId={clusterId} nodeId={nodeId} />,
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
  );
}

/** Where the time of requests goes; nothing where no source tells it, since the facts above say why. */
function BrokerRequestTimes({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  const { data } = useBrokerResources(clusterId, nodeId);
  return data === undefined || data.readings.length === 0 ? null : <RequestTimes resources={data} />;
}

/** Asked for only while its tab is open: what differs from the other brokers first, then everything. */
function BrokerConfigs({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ConfigDiffCard clusterId={clusterId} nodeId={nodeId} />
      <ConfigCard scope="broker" query={useBrokerConfigs(clusterId, nodeId)} />
    </div>
  );
}

function BrokerTrouble({ broker }: { broker: BrokerSummary }) {
  const faultText = useFaultText();
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
      {broker.fault === null ? t('trouble.unknown') : faultText(broker.fault)} {t('trouble.unknownFigures')}
    </Callout>
  );
}
