'use client';

import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { groupPath } from '#lib/client/paths.ts';
import type { TopicGroup } from '#lib/contracts/topics.ts';
import { Empty } from '../states/empty.tsx';
import { GroupStateTag } from '../states/group-state-tag.tsx';
import { behindSortValue, TimeBehind } from '../states/time-behind.tsx';
import { VerdictTag, verdictSortValue } from '../states/verdict-tag.tsx';
import { CoveredCell, LinkCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';

const idOf = (group: TopicGroup) => group.groupId;

/** Groups that committed offsets in a topic: the worst verdict first, then the furthest behind in time. */
export function TopicGroups({ clusterId, groups }: { clusterId: string; groups: readonly TopicGroup[] }) {
  const t = useTranslations('topics');
  const columns = useMemo(
    (): DataColumn<TopicGroup>[] => [
      {
        id: 'group',
        header: t('groups.group'),
        width: 200,
        grow: true,
        sortValue: (group) => group.groupId,
        cell: (group) => <LinkCell href={groupPath(clusterId, group.groupId)}>{group.groupId}</LinkCell>,
      },
      {
        id: 'verdict',
        header: t('groups.verdict'),
        hint: t('explain.verdict'),
        width: 156,
        descFirst: true,
        sortValue: (group) => verdictSortValue(group.verdict, group.secondsBehind),
        cell: (group) => <VerdictTag verdict={group.verdict} reason={t('unknown.verdict')} />,
      },
      {
        id: 'behind',
        header: t('groups.behind'),
        hint: t('explain.behind'),
        width: 160,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (group) => behindSortValue(group.secondsBehind),
        cell: (group) => <TimeBehind behind={group.secondsBehind} />,
      },
      {
        id: 'lag',
        header: t('groups.lag'),
        hint: t('explain.lag'),
        width: 120,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (group) => group.lag.value,
        cell: (group) => <CoveredCell covered={group.lag} kind="count" reason={t('unknown.lag')} />,
      },
      {
        id: 'rate',
        header: t('groups.rate'),
        width: 120,
        align: 'end',
        descFirst: true,
        sortValue: (group) => group.messagesOutPerSecond.value,
        cell: (group) => <CoveredCell covered={group.messagesOutPerSecond} kind="rate" reason={t('unknown.rate')} />,
      },
      {
        id: 'state',
        header: t('groups.state'),
        width: 150,
        sortValue: (group) => group.state,
        cell: (group) => <GroupStateTag state={group.state} hasLag={group.lag.value !== null && group.lag.value !== '0'} />,
      },
    ],
    [t, clusterId],
  );
  if (groups.length === 0) {
    return (
      <Empty icon={Users} title={t('groups.none.title')}>
        {t('groups.none.detail')}
      </Empty>
    );
  }
  return (
    <DataTable
      label={t('groups.title')}
      columns={columns}
      rows={groups}
      rowKey={idOf}
      rowHref={(group) => groupPath(clusterId, group.groupId)}
      defaultSort={{ id: 'verdict', desc: true }}
    />
  );
}
