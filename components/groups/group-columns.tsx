'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { groupPath } from '#lib/client/paths.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { GroupStateTag } from '../states/group-state-tag.tsx';
import { Unknown } from '../states/unknown.tsx';
import { CoveredCell, LinkCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { numberColumn } from '../table/number-column.tsx';
import { hasLag } from './group-state.ts';
import { GroupFlags } from './group-tags.tsx';

/** Columns of the group list. */
export function useGroupColumns(clusterId: string): DataColumn<GroupSummary>[] {
  const t = useTranslations('groups');
  return useMemo(
    (): DataColumn<GroupSummary>[] => [
      {
        id: 'group',
        header: t('columns.group'),
        width: 170,
        grow: true,
        sortValue: (group) => group.groupId,
        filterText: (group) => group.groupId,
        cell: (group) => <LinkCell href={groupPath(clusterId, group.groupId)}>{group.groupId}</LinkCell>,
      },
      {
        id: 'state',
        header: t('columns.state'),
        hint: t('explain.state'),
        width: 140,
        sortValue: (group) => group.state,
        cell: (group) => <GroupStateTag state={group.state} hasLag={hasLag(group)} detail={group.fault?.detail} />,
      },
      {
        id: 'kind',
        header: t('columns.kind'),
        hint: t('explain.kind'),
        width: 116,
        sortValue: (group) => group.kind,
        cell: (group) => t(`kind.${group.kind}`),
      },
      {
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        width: 112,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (group) => group.lag.value,
        cell: (group) => <CoveredCell covered={group.lag} kind="count" reason={group.fault?.detail ?? t('unknown.lag')} />,
      },
      {
        id: 'maxLag',
        header: t('columns.maxLag'),
        hint: t('explain.maxLag'),
        width: 172,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (group) => group.maxLag,
        cell: (group) => <MaxLag group={group} />,
      },
      {
        id: 'rate',
        header: t('columns.rate'),
        hint: t('explain.rate'),
        width: 122,
        align: 'end',
        descFirst: true,
        sortValue: (group) => group.messagesOutPerSecond.value,
        cell: (group) => (
          <CoveredCell covered={group.messagesOutPerSecond} kind="rate" reason={group.fault?.detail ?? t('unknown.rate')} />
        ),
      },
      numberColumn({
        id: 'members',
        header: t('columns.members'),
        hint: t('explain.members'),
        width: 102,
        of: (group) => group.members,
        reason: (group) => group.fault?.detail ?? t('unknown.members'),
      }),
      numberColumn({
        id: 'topics',
        header: t('columns.topics'),
        hint: t('explain.topics'),
        width: 90,
        of: (group) => group.topics,
      }),
      {
        id: 'flags',
        header: t('columns.flags'),
        hint: t('explain.flags'),
        width: 160,
        descFirst: true,
        sortValue: (group) => group.lostPartitions * 1_000_000 + group.aheadPartitions * 10 + Number(group.fault !== null),
        cell: (group) => <GroupFlags group={group} />,
      },
    ],
    [t, clusterId],
  );
}

function MaxLag({ group }: { group: GroupSummary }) {
  const t = useTranslations('groups');
  const format = useFormat();
  if (group.maxLag === null) return <Unknown reason={group.fault?.detail ?? t('unknown.lag')} />;
  const at = group.maxLagPartition;
  return (
    <span>
      {format.integer(group.maxLag)}
      {at === null || group.maxLag === '0' ? null : (
        <span className="text-text-3">
          {' '}
          {at.topic}-{at.partition}
        </span>
      )}
    </span>
  );
}
