'use client';

import { useTranslations } from 'next-intl';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { CoveredCell, NumberCell } from '../table/cells.tsx';
import { Unknown } from '../states/unknown.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { groupStateWord } from '../states/group-state.ts';
import { partitionsWithoutCommit } from './group-state.ts';

/** The measures of a group in one row, each with its explanation. */
export function GroupFacts({ detail }: { detail: GroupDetail }) {
  const t = useTranslations('groups');
  const { group } = detail;
  const explain = (name: string, key: string) => <Explain question={t('explain.label', { name })} answer={t(`explain.${key}`)} />;
  const withoutCommit = partitionsWithoutCommit(detail.partitions);
  const at = group.maxLagPartition;
  const word = groupStateWord(group.state);
  return (
    <Facts>
      <Fact label={t('summary.lag')} explain={explain(t('summary.lag'), 'lag')} note={t('summary.lagNote')}>
        <CoveredCell covered={group.lag} kind="count" reason={group.fault?.detail ?? t('unknown.lag')} />
      </Fact>
      <Fact
        label={t('summary.maxLag')}
        explain={explain(t('summary.maxLag'), 'maxLag')}
        note={at === null || group.maxLag === '0' ? null : `${at.topic}-${at.partition}`}
      >
        <NumberCell value={group.maxLag} reason={group.fault?.detail ?? t('unknown.lag')} />
      </Fact>
      <Fact label={t('summary.rate')} unit={t('summary.rateUnit')} explain={explain(t('summary.rate'), 'rate')}>
        <CoveredCell covered={group.messagesOutPerSecond} kind="rate" reason={group.fault?.detail ?? t('unknown.rate')} />
      </Fact>
      <Fact
        label={t('summary.members')}
        explain={explain(t('summary.members'), 'members')}
        note={word === 'other' ? group.state : t(`state.word.${word}`)}
      >
        <NumberCell value={group.members} reason={group.fault?.detail ?? t('unknown.members')} />
      </Fact>
      <Fact
        label={t('summary.partitions')}
        explain={explain(t('summary.partitions'), 'topics')}
        note={withoutCommit === 0 ? null : t('summary.noCommit', { count: withoutCommit })}
      >
        <NumberCell value={group.partitions} />
      </Fact>
      <Fact label={t('summary.coordinator')} explain={explain(t('summary.coordinator'), 'coordinator')}>
        {group.coordinator === null ? (
          <Unknown reason={group.fault?.detail ?? t('unknown.coordinator')} />
        ) : (
          t('summary.coordinatorBroker', { nodeId: group.coordinator })
        )}
      </Fact>
    </Facts>
  );
}
