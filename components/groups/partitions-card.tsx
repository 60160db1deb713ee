'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Card, CardHeader } from '../ui/card.tsx';
import { GroupPartitions } from './group-partitions.tsx';

/** The partitions that a group has commits on, with a filter kept in the URL. */
export function PartitionsCard({ clusterId, detail }: { clusterId: string; detail: GroupDetail }) {
  const t = useTranslations('groups.partitions');
  const { filter, setFilter } = useTableUrlState('partitions');
  const topics = new Set(detail.partitions.map(({ topic }) => topic)).size;
  const { members, topics: standings } = detail;
  const catchUpOf = useCallback(
    (topic: string) => standings.find((standing) => standing.topic === topic)?.catchUpSeconds ?? null,
    [standings],
  );
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={t('note', { count: detail.partitions.length, topics })}
        actions={<FilterBox value={filter} onChange={setFilter} label={t('filter')} className="w-[280px]! max-w-[60vw]!" />}
      />
      <GroupPartitions
        clusterId={clusterId}
        group={detail.group.groupId}
        partitions={detail.partitions}
        catchUpOf={catchUpOf}
        hasMembers={members === null ? null : members.length > 0}
        filter={filter}
      />
    </Card>
  );
}
