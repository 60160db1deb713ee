'use client';

import { useTranslations } from 'next-intl';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { BytesCell, CoveredCell, NumberCell, PercentCell } from '../table/cells.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { CleanupPolicy, Retention } from './retention.tsx';

/** The measures of a topic in one row, each with its explanation. */
export function TopicFacts({ topic }: { topic: TopicSummary }) {
  const t = useTranslations('topics');
  const explain = (name: string, key: string) => <Explain question={t('explain.label', { name })} answer={t(`explain.${key}`)} />;
  const replication = topic.replicationFactor;
  return (
    <Facts>
      <Fact
        label={t('summary.rate')}
        unit={t('summary.rateUnit')}
        explain={explain(t('summary.rate'), 'rate')}
        note={t('summary.groupsNote', { count: topic.groups })}
      >
        <CoveredCell covered={topic.messagesInPerSecond} kind="rate" reason={topic.fault?.detail ?? t('unknown.rate')} />
      </Fact>
      <Fact label={t('summary.lag')} explain={explain(t('summary.lag'), 'lag')}>
        <CoveredCell covered={topic.lag} kind="count" reason={t(topic.groups === 0 ? 'unknown.noGroups' : 'unknown.lag')} />
      </Fact>
      <Fact
        label={t('summary.partitions')}
        explain={explain(t('summary.partitions'), 'partitions')}
        note={topic.minInsyncReplicas === null ? null : t('summary.minIsr', { count: topic.minInsyncReplicas })}
      >
        <NumberCell value={topic.fault === null ? topic.partitions : null} reason={topic.fault?.detail} />
        {replication === null ? null : <span className="text-md font-normal text-text-2"> × {replication}</span>}
      </Fact>
      <Fact
        label={t('summary.hottest')}
        explain={explain(t('summary.hottest'), 'hottest')}
        note={topic.hottestPartition === null ? null : t('summary.hottestNote', { partition: topic.hottestPartition })}
      >
        <PercentCell value={topic.hottestPartitionShare} reason={t('unknown.hottest')} />
      </Fact>
      <Fact label={t('summary.size')} explain={explain(t('summary.size'), 'size')} note={t('summary.sizeNote')}>
        <BytesCell value={topic.sizeBytes} reason={t('unknown.size')} />
      </Fact>
      <Fact
        label={t('summary.retention')}
        explain={explain(t('summary.retention'), 'retention')}
        note={<CleanupPolicy policy={topic.cleanupPolicy} />}
      >
        <Retention ms={topic.retentionMs} />
      </Fact>
    </Facts>
  );
}
