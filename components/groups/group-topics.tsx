'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { topicPath } from '#lib/client/paths.ts';
import type { GroupTopic } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { behindSortValue, TimeBehind } from '../states/time-behind.tsx';
import { VerdictTag, verdictSortValue } from '../states/verdict-tag.tsx';
import { CoveredCell, LinkCell, RateCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { CompactedBadge } from './compacted-badge.tsx';
import { CatchUpCell, catchUpSortValue, HeadroomCell, LastCommitCell } from './outlook-cells.tsx';

const idOf = (row: GroupTopic) => row.topic;

/** A group topic by topic: verdict, time behind and outlook of each, the worst first. */
export function GroupTopics({ clusterId, topics }: { clusterId: string; topics: readonly GroupTopic[] }) {
  const t = useTranslations('groups');
  const columns = useMemo(
    (): DataColumn<GroupTopic>[] => [
      {
        id: 'topic',
        header: t('columns.topic'),
        width: 130,
        grow: true,
        sortValue: (row) => row.topic,
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-2">
            <LinkCell href={topicPath(clusterId, row.topic)}>{row.topic}</LinkCell>
            {row.compacted === true ? <CompactedBadge /> : null}
          </span>
        ),
      },
      {
        id: 'verdict',
        header: t('columns.verdict'),
        hint: t('explain.verdict'),
        width: 146,
        descFirst: true,
        sortValue: (row) => verdictSortValue(row.verdict, row.secondsBehind),
        cell: (row) => <VerdictTag verdict={row.verdict} />,
      },
      {
        id: 'behind',
        header: t('columns.behind'),
        hint: t('explain.behind'),
        width: 190,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (row) => behindSortValue(row.secondsBehind),
        cell: (row) => <TimeBehind behind={row.secondsBehind} />,
      },
      {
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        width: 96,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (row) => row.lag.value,
        cell: (row) => <CoveredCell covered={row.lag} kind="count" reason={t('unknown.lag')} />,
      },
      {
        id: 'catchUp',
        header: t('columns.catchUp'),
        hint: t('explain.catchUp'),
        width: 130,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (row) => catchUpSortValue(row.catchUpSeconds),
        cell: (row) => <CatchUpCell catchUp={row.catchUpSeconds} />,
      },
      {
        id: 'headroom',
        header: t('columns.headroom'),
        hint: t('explain.headroom'),
        width: 118,
        align: 'end',
        numeric: true,
        sortValue: (row) => row.retentionHeadroomSeconds,
        cell: (row) => <Headroom row={row} />,
      },
      {
        id: 'in',
        header: t('columns.written'),
        hint: t('explain.written'),
        width: 114,
        align: 'end',
        descFirst: true,
        sortValue: (row) => row.messagesInPerSecond,
        cell: (row) => <RateCell value={row.messagesInPerSecond} reason={t('unknown.paceRate')} />,
      },
      {
        id: 'out',
        header: t('columns.read'),
        hint: t('explain.read'),
        width: 92,
        align: 'end',
        descFirst: true,
        sortValue: (row) => row.messagesOutPerSecond,
        cell: (row) => <RateCell value={row.messagesOutPerSecond} reason={t('unknown.paceRate')} />,
      },
      {
        id: 'lastCommit',
        header: t('columns.lastCommit'),
        hint: t('explain.lastCommit'),
        width: 116,
        align: 'end',
        numeric: true,
        sortValue: (row) => (row.lastCommitAt === null ? null : Date.parse(row.lastCommitAt)),
        cell: (row) => <LastCommitCell at={row.lastCommitAt} />,
      },
    ],
    [t, clusterId],
  );
  return (
    <Card>
      <CardHeader title={t('topics.title')} note={t('topics.note', { count: topics.length })} />
      <DataTable
        label={t('topics.title')}
        columns={columns}
        rows={topics}
        rowKey={idOf}
        defaultSort={{ id: 'verdict', desc: true }}
        empty={<p className="border-t border-line px-3.5 py-6 text-center text-sm text-text-2">{t('topics.none')}</p>}
      />
    </Card>
  );
}

/** Time that retention leaves; on hover the bytes, where retention goes by size. */
function Headroom({ row }: { row: GroupTopic }) {
  const t = useTranslations('groups.headroom');
  const format = useFormat();
  const cell = <HeadroomCell headroom={row.retentionHeadroomSeconds} catchUp={row.catchUpSeconds} lag={row.lag.value} />;
  if (row.retentionHeadroomBytes === null || row.lag.value === '0') return cell;
  return <span title={t('bytes', { bytes: format.bytes(Math.floor(row.retentionHeadroomBytes)) })}>{cell}</span>;
}
