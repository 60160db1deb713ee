'use client';

import { useTranslations } from 'next-intl';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { TermLink } from '../glossary/term-link.tsx';
import type { TermId } from '../glossary/terms.ts';
import { TimeBehind } from '../states/time-behind.tsx';
import { BytesCell, CoveredCell, NumberCell, PercentCell } from '../table/cells.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { CleanupPolicy, isCompacted, Retention } from './retention.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** Where the glossary says more about a measure. */
const TERM_OF: Readonly<Record<string, TermId>> = {
  behind: 'time-behind',
  partitions: 'partition',
  openTransactions: 'transaction',
  hottest: 'skew',
  retention: 'retention',
};

/** The measures of a topic in one row, each with its explanation. */
export function TopicFacts({ topic }: { topic: TopicSummary }) {
  const faultText = useFaultText();
  const t = useTranslations('topics');
  const explain = (name: string, key: string) => {
    const term = TERM_OF[key];
    const more = term === undefined ? null : <TermLink id={term} />;
    return <Explain question={t('explain.label', { name })} answer={t(`explain.${key}`)} more={more} />;
  };
  const replication = topic.replicationFactor;
  return (
    <Facts>
      <Fact
        label={t('summary.rate')}
        unit={t('summary.rateUnit')}
        explain={explain(t('summary.rate'), 'rate')}
        note={t('summary.groupsNote', { count: topic.groups })}
      >
        <CoveredCell covered={topic.messagesInPerSecond} kind="rate" reason={faultText(topic.fault) ?? t('unknown.rate')} />
      </Fact>
      <Fact label={t('summary.behind')} explain={explain(t('summary.behind'), 'behind')} note={<LagNote topic={topic} />}>
        <TimeBehind
          behind={topic.secondsBehind}
          reason={t(topic.groups === 0 ? 'unknown.noGroups' : 'unknown.behind')}
          className="text-lg"
        />
      </Fact>
      <Fact
        label={t('summary.partitions')}
        explain={explain(t('summary.partitions'), 'partitions')}
        note={topic.minInsyncReplicas === null ? null : t('summary.minIsr', { count: topic.minInsyncReplicas })}
      >
        <NumberCell value={topic.fault === null ? topic.partitions : null} reason={faultText(topic.fault)} />
        {replication === null ? null : <span className="text-md font-normal text-text-2"> × {replication}</span>}
      </Fact>
      <Fact
        label={t('summary.openTransactions')}
        explain={explain(t('summary.openTransactions'), 'openTransactions')}
        note={t('summary.openTransactionsNote')}
      >
        <NumberCell value={topic.openTransactionOffsets} reason={t('unknown.openTransactions')} />
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

/** What all groups have still to read; of a compacted topic, that it counts offsets. */
function LagNote({ topic }: { topic: TopicSummary }) {
  const t = useTranslations('topics');
  const { lag } = topic;
  if (topic.groups === 0) return t('summary.noGroups');
  return (
    <>
      {t.rich('summary.lagNote', {
        lag: () => <CoveredCell covered={lag} kind="count" reason={t('unknown.lag')} />,
      })}
      {isCompacted(topic.cleanupPolicy) ? ` · ${t('compacted.short')}` : ''}
    </>
  );
}
