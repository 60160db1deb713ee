'use client';

import { useTopic } from '#lib/client/topics.ts';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { QueryState } from '../states/query-state.tsx';
import { latePart } from '../ui/late-part.tsx';
import type { TopicBodyProps } from './topic-body.tsx';

const TopicBody = latePart(
  () => import('./topic-body.tsx').then((module) => module.TopicBody),
  () => <DetailSkeleton />,
);

export interface TopicViewProps extends Omit<TopicBodyProps, 'detail'> {
  topic: string;
}

/** One topic: what is wrong with it, its measures, then course, partitions, groups and configuration in tabs kept in the URL. */
export function TopicView({ clusterId, topic, advice, timeline }: TopicViewProps) {
  const detail = useTopic(clusterId, topic);
  return (
    <QueryState query={detail} skeleton={<DetailSkeleton />} passOf={({ pass }) => pass}>
      {(data) => <TopicBody clusterId={clusterId} detail={data} advice={advice} timeline={timeline} />}
    </QueryState>
  );
}
