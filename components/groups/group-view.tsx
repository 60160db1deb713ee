'use client';

import type { ReactNode } from 'react';
import { useGroup } from '#lib/client/groups.ts';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { QueryState } from '../states/query-state.tsx';
import { latePart } from '../ui/late-part.tsx';

const GroupBody = latePart(
  () => import('./group-body.tsx').then((module) => module.GroupBody),
  () => <DetailSkeleton />,
);

export interface GroupViewProps {
  clusterId: string;
  group: string;
  /** The group's time line, another noun's. */
  timeline: ReactNode;
}

/** One group: what is wrong with it, its measures, then course, partitions and members in tabs kept in the URL. */
export function GroupView({ clusterId, group, timeline }: GroupViewProps) {
  const detail = useGroup(clusterId, group);
  return (
    <QueryState query={detail} skeleton={<DetailSkeleton />} passOf={({ pass }) => pass}>
      {(data) => <GroupBody clusterId={clusterId} detail={data} timeline={timeline} />}
    </QueryState>
  );
}
