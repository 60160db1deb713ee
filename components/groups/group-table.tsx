'use client';

import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { fetchEveryGroup } from '#lib/client/groups.ts';
import { groupPath } from '#lib/client/paths.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import { ListCard } from '../table/list-card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useGroupColumns } from './group-columns.tsx';
import { groupStateWord } from '../states/group-state.ts';
import { isInTrouble } from './group-state.ts';

const SHOWS = ['all', 'trouble', 'members', 'empty'] as const;
type Show = (typeof SHOWS)[number];
const idOf = (group: GroupSummary) => group.groupId;

const BELONGS: Record<Show, (group: GroupSummary) => boolean> = {
  all: () => true,
  trouble: isInTrouble,
  members: (group) => group.members !== null && group.members > 0,
  empty: (group) => groupStateWord(group.state) === 'empty',
};
/** The groups that were read, as a list with its tools. */
export function GroupTable({ clusterId, list }: { clusterId: string; list: WholeList<GroupSummary> }) {
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
      defaultSort={{ id: 'verdict', desc: true }}
      selectable
      loadEvery={async (signal, onProgress) => (await fetchEveryGroup(clusterId, signal, onProgress)).filter(BELONGS[show])}
      views={[
        { name: t('views.trouble'), query: 'show=trouble' },
        { name: t('views.noConsumers'), query: 'order=desc&show=empty&sort=lag' },
        { name: t('views.behind'), query: 'order=desc&q=behind>5min&sort=behind' },
      ]}
      rowTone={(group) => (group.verdict?.code === 'LOST' || group.lostPartitions > 0 ? 'bad' : null)}
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
