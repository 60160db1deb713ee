'use client';

import { UserX, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { TermHint } from '../glossary/term-hint.tsx';
import { Empty } from '../states/empty.tsx';
import { UrlTabs, useUrlTab } from '../shell/url-tabs.tsx';
import { tabSkeleton } from '../states/detail-skeleton.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { FixCard } from './fix-card.tsx';
import { GroupCharts } from './group-charts.tsx';
import { GroupFacts, GroupLine } from './group-facts.tsx';
import { GroupHead } from './group-head.tsx';
import { FINE } from './group-state.ts';
import { GroupTopics } from './group-topics.tsx';
import { SlowWords } from './slow-words.tsx';
import { FaultNote } from '../states/fault-note.tsx';

/** Tabs but the first, and what few groups have, are loaded when they are drawn. */
const GroupMembers = partOnDemand(() => import('./group-members.tsx').then((module) => module.GroupMembers), tabSkeleton);
const LagSides = partOnDemand(() => import('./lag-sides.tsx').then((module) => module.LagSides), tabSkeleton);
const PartitionsCard = partOnDemand(() => import('./partitions-card.tsx').then((module) => module.PartitionsCard), tabSkeleton);
const ShareProgressCard = partOnDemand(
  () => import('./share-progress.tsx').then((module) => module.ShareProgressCard),
  tabSkeleton,
);
const StreamsTopologyCard = partOnDemand(() => import('./streams-topology.tsx').then((module) => module.StreamsTopologyCard));

const TABS = ['overview', 'slow', 'partitions', 'members', 'timeline'] as const;

/** One group that was read: what is wrong with it, its measures, and the rest in tabs. */
export function GroupBody({ clusterId, detail, timeline }: { clusterId: string; detail: GroupDetail; timeline: ReactNode }) {
  const t = useTranslations('groups');
  const slow = useTranslations('slow');
  const format = useFormat();
  const { group, members } = detail;
  const [tab, setTab] = useUrlTab(TABS);
  const membersNote = ({ epoch, assignmentEpoch, assignor }: GroupDetail, readAt: string) =>
    [
      t('members.readAt', { time: format.time(Date.parse(readAt)) }),
      epoch === null ? null : t('members.epochs', { epoch, assignmentEpoch: format.integer(assignmentEpoch) }),
      assignor === null ? null : t('members.assignor', { assignor }),
    ]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="-mt-3">
        <GroupLine detail={detail} />
      </div>
      <GroupTrouble
        clusterId={clusterId}
        detail={detail}
        onSeePartitions={tab === 'partitions' ? null : () => setTab('partitions')}
        onSeeSlow={tab === 'slow' ? null : () => setTab('slow')}
      />
      <GroupFacts detail={detail} />
      <UrlTabs
        label={t('tabs.label')}
        open={tab}
        onOpen={setTab}
        tabs={[
          {
            name: 'overview',
            label: t('tabs.overview'),
            content: (
              <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
                {detail.topics.length === 0 ? null : <GroupTopics clusterId={clusterId} topics={detail.topics} />}
                <GroupCharts clusterId={clusterId} group={group.groupId} />
                {detail.streams === null ? null : <StreamsTopologyCard streams={detail.streams} />}
              </div>
            ),
          },
          ...(group.kind === 'share'
            ? []
            : [{ name: 'slow' as const, label: slow('tab'), content: <LagSides clusterId={clusterId} detail={detail} /> }]),
          {
            name: 'partitions',
            label: t('tabs.partitions'),
            count: group.kind === 'share' ? (detail.share?.partitions.length ?? null) : detail.partitions.length,
            content:
              group.kind === 'share' ? (
                <ShareProgressCard clusterId={clusterId} share={detail.share} />
              ) : (
                <PartitionsCard clusterId={clusterId} detail={detail} />
              ),
          },
          {
            name: 'members',
            label: t('tabs.members'),
            count: group.members,
            content: (
              <Card>
                <CardHeader
                  title={t('members.title')}
                  note={detail.membersAt === null || members === null ? null : membersNote(detail, detail.membersAt)}
                  actions={<TermHint id="member" word={t('members.title')} />}
                />
                {members === null ? (
                  <Empty icon={UserX} title={t('members.unknown.title')}>
                    {t('members.unknown.detail')}
                  </Empty>
                ) : members.length === 0 ? (
                  <Empty icon={Users} title={t('members.none.title')}>
                    {t('members.none.detail')}
                  </Empty>
                ) : (
                  <GroupMembers members={members} />
                )}
              </Card>
            ),
          },
          { name: 'timeline', label: t('tabs.timeline'), content: timeline },
        ]}
      />
    </div>
  );
}

interface GroupTroubleProps {
  clusterId: string;
  detail: GroupDetail;
  /** null where the partitions are in sight. */
  onSeePartitions: (() => void) | null;
  /** null where the sides of the lag are in sight. */
  onSeeSlow: (() => void) | null;
}

/** How the group does, in words: its verdict, and what a verdict does not say. */
function GroupTrouble({ clusterId, detail, onSeePartitions, onSeeSlow }: GroupTroubleProps) {
  const t = useTranslations('groups');
  const slow = useTranslations('slow');
  const { group } = detail;
  const see = onSeePartitions === null ? undefined : <Button onClick={onSeePartitions}>{t('seePartitions')}</Button>;
  return (
    <div className="grid gap-2 empty:hidden">
      {group.verdict === null ? null : (
        <GroupHead
          clusterId={clusterId}
          detail={detail}
          verdict={group.verdict}
          actions={group.verdict.partitionsTotal > 0 ? see : undefined}
        />
      )}
      {group.verdict === null || FINE.has(group.verdict.code) || onSeeSlow === null ? null : (
        <SlowWords culpritOnly detail={detail} actions={<Button onClick={onSeeSlow}>{slow('tab')}</Button>} />
      )}
      {group.verdict === null ? null : <FixCard clusterId={clusterId} detail={detail} verdict={group.verdict} />}
      {group.aheadPartitions > 0 ? (
        <Callout tone="warn" role="status" title={t('aheadTitle', { count: group.aheadPartitions })} actions={see}>
          {t('flags.aheadHint')}
        </Callout>
      ) : null}
      {group.fault === null ? null : (
        <Callout tone="warn" role="status" title={t('faultTitle')}>
          <FaultNote fault={group.fault} />
        </Callout>
      )}
    </div>
  );
}
