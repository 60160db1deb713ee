'use client';

import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { useGroups } from '#lib/client/groups.ts';
import { groupPath } from '#lib/client/paths.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import { WholeListState } from '../states/whole-list-state.tsx';
import { ListCard } from '../table/list-card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useGroupColumns } from './group-columns.tsx';
import { groupStateWord } from '../states/group-state.ts';

const SHOWS = ['all', 'members', 'empty', 'flagged'] as const;
type Show = (typeof SHOWS)[number];
const idOf = (group: GroupSummary) => group.groupId;

const BELONGS: Record<Show, (group: GroupSummary) => boolean> = {
  all: () => true,
  members: (group) => group.members !== null && group.members > 0,
  empty: (group) => groupStateWord(group.state) === 'empty',
  flagged: (group) => group.lostPartitions > 0 || group.aheadPartitions > 0 || group.fault !== null,
};

/** All groups of a cluster, the furthest behind first: filter, order and what is shown stand in the URL. */
export function GroupList({ clusterId }: { clusterId: string }) {
  return (
    <WholeListState query={useGroups(clusterId)} skeleton={{ columns: 8, rows: 6 }} icon={Users} texts="groups.empty">
      {(list) => <GroupTable clusterId={clusterId} list={list} />}
    </WholeListState>
  );
}

function GroupTable({ clusterId, list }: { clusterId: string; list: WholeList<GroupSummary> }) {
  const t = useTranslations('groups');
  const columns = useGroupColumns(clusterId);
  const [show, setShow] = useQueryState('show', parseAsStringLiteral(SHOWS).withDefault('all'));
  const visible = useMemo(() => list.rows.filter(BELONGS[show]), [list.rows, show]);
  const counts = useMemo(
    () => Object.fromEntries(SHOWS.map((name) => [name, list.rows.filter(BELONGS[name]).length])),
    [list.rows],
  );

  return (
    <ListCard
      list={list}
      texts="groups"
      columns={columns}
      rows={visible}
      rowKey={idOf}
      rowHref={(group) => groupPath(clusterId, group.groupId)}
      defaultSort={{ id: 'lag', desc: true }}
      rowTone={(group) => (group.lostPartitions > 0 ? 'bad' : null)}
      controls={
        <Segmented
          label={t('show.label')}
          value={show}
          onValueChange={(next) => void setShow(SHOWS.find((name) => name === next) ?? null)}
          options={SHOWS.map((name) => ({ value: name, label: t(`show.${name}`, { count: counts[name] ?? 0 }) }))}
        />
      }
      onClear={() => void setShow(null)}
    />
  );
}
