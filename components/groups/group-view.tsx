'use client';

import { UserX, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useGroup } from '#lib/client/groups.ts';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { UrlTabs, useUrlTab } from '../shell/url-tabs.tsx';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { QueryState } from '../states/query-state.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { GroupCharts } from './group-charts.tsx';
import { GroupFacts } from './group-facts.tsx';
import { GroupMembers } from './group-members.tsx';
import { GroupPartitions } from './group-partitions.tsx';
import { groupStateWord } from '../states/group-state.ts';
import { hasLag } from './group-state.ts';

const TABS = ['overview', 'partitions', 'members'] as const;

export interface GroupViewProps {
  clusterId: string;
  group: string;
}

/** One group: what is wrong with it, its measures, then course, partitions and members in tabs kept in the URL. */
export function GroupView({ clusterId, group }: GroupViewProps) {
  const detail = useGroup(clusterId, group);
  return (
    <QueryState query={detail} skeleton={<DetailSkeleton />} passOf={({ pass }) => pass}>
      {(data) => <GroupBody clusterId={clusterId} detail={data} />}
    </QueryState>
  );
}

function GroupBody({ clusterId, detail }: { clusterId: string; detail: GroupDetail }) {
  const t = useTranslations('groups');
  const format = useFormat();
  const { group, members } = detail;
  const [tab, setTab] = useUrlTab(TABS);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <GroupTrouble detail={detail} onSeePartitions={tab === 'partitions' ? null : () => setTab('partitions')} />
      <GroupFacts detail={detail} />
      <UrlTabs
        label={t('tabs.label')}
        open={tab}
        onOpen={setTab}
        tabs={[
          { name: 'overview', label: t('tabs.overview'), content: <GroupCharts clusterId={clusterId} group={group.groupId} /> },
          {
            name: 'partitions',
            label: t('tabs.partitions'),
            count: detail.partitions.length,
            content: <PartitionsCard clusterId={clusterId} detail={detail} />,
          },
          {
            name: 'members',
            label: t('tabs.members'),
            count: group.members,
            content: (
              <Card>
                <CardHeader
                  title={t('members.title')}
                  note={
                    detail.membersAt === null || members === null
                      ? null
                      : t('members.readAt', { time: format.time(Date.parse(detail.membersAt)) })
                  }
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
        ]}
      />
    </div>
  );
}

function PartitionsCard({ clusterId, detail }: { clusterId: string; detail: GroupDetail }) {
  const t = useTranslations('groups.partitions');
  const { filter, setFilter } = useTableUrlState('partitions');
  const topics = new Set(detail.partitions.map(({ topic }) => topic)).size;
  const { members } = detail;
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={t('note', { count: detail.partitions.length, topics })}
        actions={<FilterBox value={filter} onChange={setFilter} label={t('filter')} className="w-[280px] max-w-[60vw]" />}
      />
      <GroupPartitions
        clusterId={clusterId}
        partitions={detail.partitions}
        hasMembers={members === null ? null : members.length > 0}
        filter={filter}
      />
    </Card>
  );
}

/** What is wrong with the group, worst first and in words; nothing when nothing is known to be. */
function GroupTrouble({ detail, onSeePartitions }: { detail: GroupDetail; onSeePartitions: (() => void) | null }) {
  const t = useTranslations('groups');
  const { group } = detail;
  const see = onSeePartitions === null ? undefined : <Button onClick={onSeePartitions}>{t('seePartitions')}</Button>;
  const isAbandoned = groupStateWord(group.state) === 'empty' && hasLag(group);
  if (group.lostPartitions === 0 && group.aheadPartitions === 0 && group.fault === null && !isAbandoned) return null;
  return (
    <div className="grid gap-2">
      {group.lostPartitions > 0 ? (
        <Callout tone="bad" role="status" title={t('lostTitle', { count: group.lostPartitions })} actions={see}>
          {t('flags.lostHint')}
        </Callout>
      ) : null}
      {group.aheadPartitions > 0 ? (
        <Callout tone="warn" role="status" title={t('aheadTitle', { count: group.aheadPartitions })} actions={see}>
          {t('flags.aheadHint')}
        </Callout>
      ) : null}
      {isAbandoned ? (
        <Callout tone="warn" role="status" title={t('emptyTitle')}>
          {t('emptyDetail')}
        </Callout>
      ) : null}
      {group.fault === null ? null : (
        <Callout tone="warn" role="status" title={t('faultTitle')}>
          {group.fault.detail}
        </Callout>
      )}
    </div>
  );
}
