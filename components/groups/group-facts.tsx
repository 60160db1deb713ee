'use client';

import { useTranslations } from 'next-intl';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { TermLink } from '../glossary/term-link.tsx';
import type { TermId } from '../glossary/terms.ts';
import { groupStateWord } from '../states/group-state.ts';
import { TimeBehind } from '../states/time-behind.tsx';
import { CoveredCell } from '../table/cells.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { partitionsWithoutCommit } from './group-state.ts';
import { CatchUpCell, HeadroomCell, LastCommitCell } from './outlook-cells.tsx';
import { writtenPerSecond } from './written-rate.ts';
import { useFaultText } from '../states/use-fault-text.ts';

/** Where the glossary says more about a measure. */
const TERM_OF: Readonly<Record<string, TermId>> = {
  behind: 'time-behind',
  lag: 'lag',
  headroom: 'retention',
  lastCommit: 'commit',
};

/** The measures of a group in one row, each with its explanation. */
export function GroupFacts({ detail }: { detail: GroupDetail }) {
  const faultText = useFaultText();
  const t = useTranslations('groups');
  const format = useFormat();
  const { group } = detail;
  const explain = (name: string, key: string) => {
    const term = TERM_OF[key];
    const more = term === undefined ? null : <TermLink id={term} />;
    return <Explain question={t('explain.label', { name })} answer={t(`explain.${key}`)} more={more} />;
  };
  const at = group.maxLagPartition;
  const written = writtenPerSecond(detail.topics);
  return (
    <Facts>
      <Fact
        label={t('summary.behind')}
        explain={explain(t('summary.behind'), 'behind')}
        note={group.secondsBehind === null ? null : t(`behind.source.${group.secondsBehind.source}`)}
      >
        <TimeBehind behind={group.secondsBehind} reason={faultText(group.fault)} className="text-lg" />
      </Fact>
      <Fact
        label={t('summary.lag')}
        explain={explain(t('summary.lag'), 'lag')}
        note={
          at === null || group.maxLag === null || group.maxLag === '0'
            ? t('summary.lagNote')
            : t('summary.maxLagNote', { lag: format.integer(group.maxLag), partition: `${at.topic}-${at.partition}` })
        }
      >
        <CoveredCell covered={group.lag} kind="count" reason={faultText(group.fault) ?? t('unknown.lag')} />
      </Fact>
      <Fact label={t('summary.catchUp')} explain={explain(t('summary.catchUp'), 'catchUp')} note={t('summary.catchUpNote')}>
        <span className="text-lg">
          <CatchUpCell catchUp={group.catchUpSeconds} />
        </span>
      </Fact>
      <Fact label={t('summary.headroom')} explain={explain(t('summary.headroom'), 'headroom')} note={t('summary.headroomNote')}>
        <span className="text-lg">
          <HeadroomCell headroom={group.retentionHeadroomSeconds} catchUp={group.catchUpSeconds} lag={group.lag.value} />
        </span>
      </Fact>
      <Fact
        label={t('summary.rate')}
        unit={group.messagesOutPerSecond.value === null ? undefined : t('summary.rateUnit')}
        explain={explain(t('summary.rate'), 'rate')}
        note={t('summary.writtenNote', { rate: format.rate(written) })}
      >
        <CoveredCell covered={group.messagesOutPerSecond} kind="rate" reason={faultText(group.fault) ?? t('unknown.rate')} />
      </Fact>
      <Fact
        label={t('summary.lastCommit')}
        explain={explain(t('summary.lastCommit'), 'lastCommit')}
        note={group.lastCommitAt === null ? null : format.dateTime(Date.parse(group.lastCommitAt))}
      >
        <span className="text-lg">
          <LastCommitCell at={group.lastCommitAt} />
        </span>
      </Fact>
    </Facts>
  );
}

/** What kind of group it is, who reads in it and who keeps it, in one line. */
export function GroupLine({ detail }: { detail: GroupDetail }) {
  const t = useTranslations('groups');
  const { group } = detail;
  const word = groupStateWord(group.state);
  const withoutCommit = partitionsWithoutCommit(detail.partitions);
  const parts = [
    group.kind === 'unknown' ? null : t('line.kind', { kind: t(`kind.${group.kind}`) }),
    word === 'other' ? group.state : t(`state.word.${word}`),
    group.members === null || group.members === 0 ? null : t('line.members', { count: group.members }),
    t('line.partitions', { count: group.partitions, topics: group.topics }),
    withoutCommit === 0 ? null : t('summary.noCommit', { count: withoutCommit }),
    group.coordinator === null ? null : t('line.coordinator', { nodeId: group.coordinator }),
  ];
  return <p className="text-sm text-text-2">{parts.filter((part) => part !== null).join(' · ')}</p>;
}
