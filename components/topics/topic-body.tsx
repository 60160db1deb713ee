'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useAdvice } from '#lib/client/advice.ts';
import type { TopicDetail } from '#lib/contracts/topics.ts';
import { useTopicConfigs } from '#lib/client/topics.ts';
import { TermHint } from '../glossary/term-hint.tsx';
import { UrlTabs, useUrlTab } from '../shell/url-tabs.tsx';
import { tabSkeleton } from '../states/detail-skeleton.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { isCompacted } from './retention.tsx';
import { TopicCharts } from './topic-charts.tsx';
import { TopicFacts } from './topic-facts.tsx';
import { TROUBLE_TONE, topicTrouble } from './topic-trouble.ts';
import { useFaultText } from '../states/use-fault-text.ts';

/** Tabs but the first are loaded when they are opened. */
const TopicAcls = partOnDemand(() => import('./topic-acls.tsx').then((module) => module.TopicAcls), tabSkeleton);
const TopicGroups = partOnDemand(() => import('./topic-groups.tsx').then((module) => module.TopicGroups), tabSkeleton);
const TopicPartitions = partOnDemand(
  () => import('./topic-partitions.tsx').then((module) => module.TopicPartitions),
  tabSkeleton,
);
const PartitionHeat = partOnDemand(() => import('./partition-heat.tsx').then((module) => module.PartitionHeat), tabSkeleton);
const ConfigCard = partOnDemand(() => import('../configs/config-card.tsx').then((module) => module.ConfigCard), tabSkeleton);

const TABS = ['overview', 'partitions', 'groups', 'advice', 'config', 'acls'] as const;

export interface TopicBodyProps {
  clusterId: string;
  detail: TopicDetail;
  /** What could be better about it, another noun's. */
  advice: ReactNode;
  /** The topic's time line, another noun's. */
  timeline: ReactNode;
}

/** One topic that was read: what is wrong with it, its measures, and the rest in tabs. */
export function TopicBody({ clusterId, detail, advice, timeline }: TopicBodyProps) {
  const t = useTranslations('topics');
  const { topic } = detail;
  const [tab, setTab] = useUrlTab(TABS);
  // The same question as the tab's own, so it is asked once.
  const adviceCount = useAdvice(clusterId, { topic: topic.name }).data?.meta.total ?? null;
  const compacted = isCompacted(topic.cleanupPolicy) ? <span title={t('compacted.hint')}> · {t('compacted.short')}</span> : null;
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
            content: (
              <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
                <TopicCharts clusterId={clusterId} topic={topic.name} hasGroups={topic.groups > 0} />
                {timeline}
              </div>
            ),
          },
          {
            name: 'partitions',
            label: t('tabs.partitions'),
            count: topic.partitions,
            content: (
              <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
                {topic.partitions > 1 ? <PartitionHeat clusterId={clusterId} topic={topic.name} /> : null}
                <Card>
                  <CardHeader
                    title={t('partitions.title')}
                    note={
                      <>
                        {t('partitions.note', { count: detail.partitions.length })}
                        {compacted}
                      </>
                    }
                    actions={<TermHint id="partition" word={t('partitions.title')} />}
                  />
                  <TopicPartitions detail={detail} />
                </Card>
              </div>
            ),
          },
          {
            name: 'groups',
            label: t('tabs.groups'),
            count: detail.groups.length,
            content: (
              <Card>
                <CardHeader
                  title={t('groups.title')}
                  note={
                    <>
                      {t('groups.note', { count: detail.groups.length })}
                      {compacted}
                    </>
                  }
                  actions={<TermHint id="group" word={t('groups.title')} />}
                />
                <TopicGroups clusterId={clusterId} groups={detail.groups} />
              </Card>
            ),
          },
          { name: 'advice', label: t('tabs.advice'), count: adviceCount, content: advice },
          { name: 'acls', label: t('tabs.acls'), content: <TopicAcls clusterId={clusterId} topic={topic.name} /> },
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
  const faultText = useFaultText();
  const t = useTranslations('topics');
  const { topic } = detail;
  const trouble = topicTrouble(topic);
  if (trouble === null) return null;
  if (trouble.kind === 'fault') {
    return (
      <Callout tone="warn" role="status" title={t('faultTitle')}>
        {faultText(topic.fault)}
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
