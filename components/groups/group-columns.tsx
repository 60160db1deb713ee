'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { groupPath } from '#lib/client/paths.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { groupStateWord } from '../states/group-state.ts';
import { GroupStateTag } from '../states/group-state-tag.tsx';
import { behindSortValue, TimeBehind } from '../states/time-behind.tsx';
import { VerdictTag, verdictSortValue } from '../states/verdict-tag.tsx';
import { CoveredCell, LinkCell, RateCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { numberColumn } from '../table/number-column.tsx';
import { hasLag } from './group-state.ts';
import { CatchUpCell, catchUpSortValue, HeadroomCell, LastCommitCell } from './outlook-cells.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** Widths of the window from which the lesser columns show. */
const FROM = { large: 640, tablet: 1100, laptop: 1400, wide: 1500, widest: 1640 };

/** Columns of the group list. */
export function useGroupColumns(clusterId: string): DataColumn<GroupSummary>[] {
  const faultText = useFaultText();
  const t = useTranslations('groups');
  return useMemo(
    (): DataColumn<GroupSummary>[] => [
      {
        id: 'group',
        header: t('columns.group'),
        type: 'text',
        width: 140,
        narrow: 108,
        priority: 1,
        grow: true,
        sortValue: (group) => group.groupId,
        filterText: (group) => group.groupId,
        cell: (group) => <LinkCell href={groupPath(clusterId, group.groupId)}>{group.groupId}</LinkCell>,
      },
      {
        id: 'verdict',
        header: t('columns.verdict'),
        hint: t('explain.verdict'),
        type: 'state',
        width: 150,
        narrow: 124,
        priority: 1,
        descFirst: true,
        filterValue: ({ verdict }) => (verdict === null ? null : [verdict.code, t(`verdict.word.${verdict.code}`)]),
        sortValue: (group) => verdictSortValue(group.verdict, group.secondsBehind),
        cell: (group) => <Verdict group={group} />,
      },
      {
        id: 'behind',
        header: t('columns.behind'),
        hint: t('explain.behind'),
        type: 'duration',
        unit: 's',
        width: 176,
        narrow: 116,
        priority: 1,
        descFirst: true,
        sortValue: (group) => behindSortValue(group.secondsBehind),
        cell: (group) => <TimeBehind behind={group.secondsBehind} reason={faultText(group.fault)} />,
      },
      {
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        type: 'number',
        width: 96,
        priority: 2,
        descFirst: true,
        sortValue: (group) => group.lag.value,
        cell: (group) => <CoveredCell covered={group.lag} kind="count" reason={faultText(group.fault) ?? t('unknown.lag')} />,
      },
      {
        id: 'catchUp',
        header: t('columns.catchUp'),
        hint: t('explain.catchUp'),
        type: 'duration',
        unit: 's',
        width: 140,
        descFirst: true,
        from: FROM.tablet,
        sortValue: (group) => catchUpSortValue(group.catchUpSeconds),
        cell: (group) => <CatchUpCell catchUp={group.catchUpSeconds} />,
      },
      {
        id: 'headroom',
        header: t('columns.headroom'),
        hint: t('explain.headroom'),
        type: 'duration',
        unit: 's',
        width: 118,
        from: FROM.tablet,
        sortValue: (group) => group.retentionHeadroomSeconds,
        cell: (group) => (
          <HeadroomCell headroom={group.retentionHeadroomSeconds} catchUp={group.catchUpSeconds} lag={group.lag.value} />
        ),
      },
      {
        id: 'lastCommit',
        header: t('columns.lastCommit'),
        hint: t('explain.lastCommit'),
        type: 'time',
        width: 114,
        align: 'end',
        from: FROM.laptop,
        sortValue: (group) => (group.lastCommitAt === null ? null : Date.parse(group.lastCommitAt)),
        cell: (group) => <LastCommitCell at={group.lastCommitAt} />,
      },
      {
        id: 'written',
        header: t('columns.written'),
        hint: t('explain.written'),
        width: 116,
        align: 'end',
        descFirst: true,
        from: FROM.wide,
        sortValue: (group) => group.messagesInPerSecond,
        cell: (group) => <RateCell value={group.messagesInPerSecond} reason={faultText(group.fault) ?? t('unknown.paceRate')} />,
      },
      {
        id: 'rate',
        header: t('columns.rate'),
        hint: t('explain.rate'),
        type: 'rate',
        width: 104,
        descFirst: true,
        from: FROM.laptop,
        sortValue: (group) => group.messagesOutPerSecond.value,
        cell: (group) => (
          <CoveredCell covered={group.messagesOutPerSecond} kind="rate" reason={faultText(group.fault) ?? t('unknown.rate')} />
        ),
      },
      numberColumn<GroupSummary>({
        id: 'members',
        header: t('columns.members'),
        width: 92,
        from: FROM.wide,
        of: (group) => group.members,
        reason: (group) => faultText(group.fault) ?? t('unknown.members'),
      }),
      {
        id: 'kind',
        header: t('columns.kind'),
        width: 96,
        from: FROM.widest,
        sortValue: (group) => group.kind,
        cell: (group) => <span className="text-text-2">{t(`kind.${group.kind}`)}</span>,
      },
      {
        id: 'state',
        header: t('columns.state'),
        hint: t('explain.state'),
        type: 'state',
        width: 142,
        priority: 3,
        sortValue: (group) => group.state,
        filterValue: ({ state }) => {
          const word = groupStateWord(state);
          return state === null ? null : word === 'other' ? [state] : [state, t(`state.word.${word}`)];
        },
        cell: (group) => <GroupStateTag state={group.state} hasLag={hasLag(group)} detail={faultText(group.fault)} />,
      },
    ],
    [t, clusterId, faultText],
  );
}

/** The verdict, and beside it what it does not say: commits beyond the end. */
function Verdict({ group }: { group: GroupSummary }) {
  const faultText = useFaultText();
  const t = useTranslations('groups');
  const format = useFormat();
  const ahead = t('flags.ahead', { count: group.aheadPartitions });
  return (
    <span className="inline-flex items-center gap-1.5">
      <VerdictTag verdict={group.verdict} reason={faultText(group.fault)} />
      {group.aheadPartitions === 0 ? null : (
        <span title={`${ahead}. ${t('flags.aheadHint')}`} className="inline-flex items-center gap-0.5 text-warn">
          <TriangleAlert aria-hidden className="size-3.5" />
          <span aria-hidden>{format.integer(group.aheadPartitions)}</span>
          <span className="sr-only">{ahead}</span>
        </span>
      )}
    </span>
  );
}
