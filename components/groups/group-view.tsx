'use client';

import { UserX, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useGroup } from '#lib/client/groups.ts';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../ui/tabs.tsx';
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
    <QueryState query={detail} skeleton={<GroupSkeleton />} passOf={({ pass }) => pass}>
      {(data) => <GroupBody clusterId={clusterId} detail={data} />}
    </QueryState>
  );
}

function GroupBody({ clusterId, detail }: { clusterId: string; detail: GroupDetail }) {
  const t = useTranslations('groups');
  const format = useFormat();
  const { group, members } = detail;
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('overview').withOptions({ history: 'push' }));
  const count = { overview: null, partitions: detail.partitions.length, members: group.members };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <GroupTrouble detail={detail} onSeePartitions={tab === 'partitions' ? null : () => void setTab('partitions')} />
      <GroupFacts detail={detail} />
      <Tabs value={tab} onValueChange={(next) => void setTab(TABS.find((name) => name === next) ?? null)}>
        <TabList aria-label={t('tabs.label')}>
          {TABS.map((name) => (
            <Tab key={name} value={name}>
              {t(`tabs.${name}`)}
              {count[name] === null ? null : (
                <span className="text-xs font-normal text-text-3">{format.integer(count[name])}</span>
              )}
            </Tab>
          ))}
        </TabList>
        <TabPanel value="overview">
          <GroupCharts clusterId={clusterId} group={group.groupId} />
        </TabPanel>
        <TabPanel value="partitions">
          <PartitionsCard clusterId={clusterId} detail={detail} />
        </TabPanel>
        <TabPanel value="members">
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
        </TabPanel>
      </Tabs>
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

function GroupSkeleton() {
  return (
    <div className="grid gap-4">
      <Card className="h-[86px] p-3.5">
        <Skeleton className="h-3 w-24" />
        <Skeleton className="mt-3 h-6 w-32" />
      </Card>
      <div className="h-9" />
      <Card>
        <DataTableSkeleton columns={5} rows={7} />
      </Card>
    </div>
  );
}
