'use client';

import { ListX } from 'lucide-react';
import { useTopics } from '#lib/client/topics.ts';
import { WholeListState } from '../states/whole-list-state.tsx';
import { ListCardSkeleton } from '../table/list-card-skeleton.tsx';
import { latePart } from '../ui/late-part.tsx';

const TopicTable = latePart(
  () => import('./topic-table.tsx').then((module) => module.TopicTable),
  () => <ListCardSkeleton columns={9} rows={8} />,
);

/** All topics of a cluster: filter, order and what is hidden stand in the URL. */
export function TopicList({ clusterId }: { clusterId: string }) {
  return (
    <WholeListState query={useTopics(clusterId)} skeleton={{ columns: 9, rows: 8 }} icon={ListX} texts="topics.empty">
      {(list) => <TopicTable clusterId={clusterId} list={list} />}
    </WholeListState>
  );
}
