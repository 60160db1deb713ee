'use client';

import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { TopicDetail } from '#lib/contracts/topics.ts';
import { useTopic, useTopicConfigs } from '#lib/client/topics.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { ConfigCard } from '../configs/config-card.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../ui/tabs.tsx';
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
    <QueryState query={detail} skeleton={<TopicSkeleton />} passOf={({ pass }) => pass}>
      {(data) => <TopicBody clusterId={clusterId} detail={data} />}
    </QueryState>
  );
}

function TopicBody({ clusterId, detail }: { clusterId: string; detail: TopicDetail }) {
  const t = useTranslations('topics');
  const format = useFormat();
  const { topic } = detail;
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('overview').withOptions({ history: 'push' }));
  const count = { overview: null, partitions: topic.partitions, groups: detail.groups.length, config: null };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TopicTrouble detail={detail} onSeePartitions={tab === 'partitions' ? null : () => void setTab('partitions')} />
      <TopicFacts topic={topic} />
      <Tabs value={tab} onValueChange={(next) => void setTab(TABS.find((name) => name === next) ?? null)}>
        <TabList aria-label={t('tabs.label')}>
          {TABS.map((name) => (
            <Tab key={name} value={name}>
              {t(`tabs.${name}`)}
              {count[name] === null ? null : (
                <span className="text-xs font-normal text-text-3">{format.integer(count[name])}</span>
              )}
            </Tab>
          ))}
        </TabList>
        <TabPanel value="overview">
          <TopicCharts clusterId={clusterId} topic={topic.name} hasGroups={topic.groups > 0} />
        </TabPanel>
        <TabPanel value="partitions">
          <Card>
            <CardHeader title={t('partitions.title')} note={t('partitions.note', { count: detail.partitions.length })} />
            <TopicPartitions detail={detail} />
          </Card>
        </TabPanel>
        <TabPanel value="groups">
          <Card>
            <CardHeader title={t('groups.title')} note={t('groups.note', { count: detail.groups.length })} />
            <TopicGroups clusterId={clusterId} groups={detail.groups} />
          </Card>
        </TabPanel>
        <TabPanel value="config">
          <TopicConfigs clusterId={clusterId} topic={topic.name} />
        </TabPanel>
      </Tabs>
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

function TopicSkeleton() {
  return (
    <div className="grid gap-4">
      <Card className="h-[86px] p-3.5">
        <Skeleton className="h-3 w-24" />
        <Skeleton className="mt-3 h-6 w-32" />
      </Card>
      <div className="h-9" />
      <Card>
        <DataTableSkeleton columns={5} rows={7} />
      </Card>
    </div>
  );
}
