'use client';

import { useTranslations } from 'next-intl';
import type { TopicDetail } from '#lib/contracts/topics.ts';
import { useTopic, useTopicConfigs } from '#lib/client/topics.ts';
import { ConfigCard } from '../configs/config-card.tsx';
import { UrlTabs, useUrlTab } from '../shell/url-tabs.tsx';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { TopicCharts } from './topic-charts.tsx';
import { TopicFacts } from './topic-facts.tsx';
import { TopicGroups } from './topic-groups.tsx';
import { TopicPartitions } from './topic-partitions.tsx';
import { TROUBLE_TONE, topicTrouble } from './topic-trouble.ts';

const TABS = ['overview', 'partitions', 'groups', 'config'] as const;

export interface TopicViewProps {
  clusterId: string;
  topic: string;
}

/** One topic: what is wrong with it, its measures, then course, partitions, groups and configuration in tabs kept in the URL. */
export function TopicView({ clusterId, topic }: TopicViewProps) {
  const detail = useTopic(clusterId, topic);
  return (
    <QueryState query={detail} skeleton={<DetailSkeleton />} passOf={({ pass }) => pass}>
      {(data) => <TopicBody clusterId={clusterId} detail={data} />}
    </QueryState>
  );
}

function TopicBody({ clusterId, detail }: { clusterId: string; detail: TopicDetail }) {
  const t = useTranslations('topics');
  const { topic } = detail;
  const [tab, setTab] = useUrlTab(TABS);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TopicTrouble detail={detail} onSeePartitions={tab === 'partitions' ? null : () => setTab('partitions')} />
      <TopicFacts topic={topic} />
      <UrlTabs
        label={t('tabs.label')}
        open={tab}
        onOpen={setTab}
        tabs={[
          {
            name: 'overview',
            label: t('tabs.overview'),
            content: <TopicCharts clusterId={clusterId} topic={topic.name} hasGroups={topic.groups > 0} />,
          },
          {
            name: 'partitions',
            label: t('tabs.partitions'),
            count: topic.partitions,
            content: (
              <Card>
                <CardHeader title={t('partitions.title')} note={t('partitions.note', { count: detail.partitions.length })} />
                <TopicPartitions detail={detail} />
              </Card>
            ),
          },
          {
            name: 'groups',
            label: t('tabs.groups'),
            count: detail.groups.length,
            content: (
              <Card>
                <CardHeader title={t('groups.title')} note={t('groups.note', { count: detail.groups.length })} />
                <TopicGroups clusterId={clusterId} groups={detail.groups} />
              </Card>
            ),
          },
          { name: 'config', label: t('tabs.config'), content: <TopicConfigs clusterId={clusterId} topic={topic.name} /> },
        ]}
      />
    </div>
  );
}

/** Asked for only while its tab is open. */
function TopicConfigs({ clusterId, topic }: { clusterId: string; topic: string }) {
  return <ConfigCard scope="topic" query={useTopicConfigs(clusterId, topic)} />;
}

/** What is wrong with the topic, first and in words; nothing when nothing is known to be. */
function TopicTrouble({ detail, onSeePartitions }: { detail: TopicDetail; onSeePartitions: (() => void) | null }) {
  const t = useTranslations('topics');
  const { topic } = detail;
  const trouble = topicTrouble(topic);
  if (trouble === null) return null;
  if (trouble.kind === 'fault') {
    return (
      <Callout tone="warn" role="status" title={t('faultTitle')}>
        {topic.fault?.detail}
      </Callout>
    );
  }
  return (
    <Callout
      tone={TROUBLE_TONE[trouble.kind]}
      role="status"
      title={t(`troubleTitle.${trouble.kind}`, { count: trouble.count })}
      actions={onSeePartitions === null ? undefined : <Button onClick={onSeePartitions}>{t('seePartitions')}</Button>}
    >
      {t(`trouble.hint.${trouble.kind}`)}
    </Callout>
  );
}
