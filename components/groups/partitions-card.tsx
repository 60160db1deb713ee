'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { TermHint } from '../glossary/term-hint.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { GroupPartitions } from './group-partitions.tsx';

/** The partitions that a group has commits on, with the tools of a list. */
export function PartitionsCard({ clusterId, detail }: { clusterId: string; detail: GroupDetail }) {
  const t = useTranslations('groups.partitions');
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
        actions={<TermHint id="lag" word={t('title')} />}
      />
      <GroupPartitions
        clusterId={clusterId}
        group={detail.group.groupId}
        partitions={detail.partitions}
        catchUpOf={catchUpOf}
        hasMembers={members === null ? null : members.length > 0}
      />
    </Card>
  );
}
