'use client';

import { Users } from 'lucide-react';
import { useGroups } from '#lib/client/groups.ts';
import { WholeListState } from '../states/whole-list-state.tsx';
import { ListCardSkeleton } from '../table/list-card-skeleton.tsx';
import { latePart } from '../ui/late-part.tsx';

const GroupTable = latePart(
  () => import('./group-table.tsx').then((module) => module.GroupTable),
  () => <ListCardSkeleton columns={9} rows={6} />,
);

/** All groups of a cluster, the worst verdict first, then the furthest behind: filter, order and what is shown stand in the URL. */
export function GroupList({ clusterId }: { clusterId: string }) {
  return (
    <WholeListState query={useGroups(clusterId)} skeleton={{ columns: 9, rows: 6 }} icon={Users} texts="groups.empty">
      {(list) => <GroupTable clusterId={clusterId} list={list} />}
    </WholeListState>
  );
}
