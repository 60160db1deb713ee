'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { brokerPath } from '#lib/client/paths.ts';
import type { QuorumMember } from '#lib/contracts/quorum.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { DurationCell, LinkCell, StateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { Badge } from '../ui/badge.tsx';

/** A member with the part it plays. */
export interface RoleMember extends QuorumMember {
  role: 'voter' | 'observer';
}

const DEFAULT_SORT: SortState = { id: 'role', desc: false };

/** The members of the quorum, voters first, and how far each is behind the leader. */
export function MemberTable({ clusterId, members }: { clusterId: string; members: readonly RoleMember[] }) {
  const t = useTranslations('quorum');
  const format = useFormat();
  // Before Kafka 3.9 and with static voters nobody has one: a column of dashes would say nothing.
  const hasDirectories = members.some(({ directoryId }) => directoryId !== null);
  const columns = useMemo(
    (): DataColumn<RoleMember>[] => [
      {
        id: 'node',
        header: t('column.node'),
        width: 132,
        grow: true,
        sortValue: ({ nodeId }) => nodeId,
        cell: ({ nodeId, isLeader }) => (
          <span className="flex items-center gap-1.5">
            <LinkCell href={brokerPath(clusterId, nodeId)}>{t('node', { node: String(nodeId) })}</LinkCell>
            {isLeader ? <Badge>{t('isLeader')}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'role',
        header: t('column.role'),
        hint: t('hint.role'),
        width: 116,
        sortValue: ({ role, nodeId }) => `${role === 'voter' ? 0 : 1} ${String(nodeId).padStart(10, '0')}`,
        cell: ({ role }) => <span className={role === 'voter' ? 'font-medium' : 'text-text-2'}>{t(`role.${role}`)}</span>,
      },
      {
        id: 'state',
        header: t('column.state'),
        hint: t('hint.state'),
        width: 140,
        sortValue: ({ caughtUp }) => caughtUp,
        cell: ({ caughtUp }) =>
          caughtUp === null ? (
            <Unknown reason={t('memberUnknown')} />
          ) : (
            <StateCell tone={caughtUp ? 'ok' : 'warn'}>{caughtUp ? t('state.caughtUp') : t('state.behind')}</StateCell>
          ),
      },
      numberColumn({
        id: 'lag',
        header: t('column.lag'),
        hint: t('hint.lag'),
        width: 120,
        descFirst: true,
        of: ({ lag }) => lag,
      }),
      {
        id: 'lagMs',
        header: t('column.lagTime'),
        hint: t('hint.lagTime'),
        width: 112,
        align: 'end',
        descFirst: true,
        sortValue: ({ lagMs }) => lagMs,
        cell: ({ lagMs }) => <DurationCell value={lagMs} reason={t('memberUnknown')} />,
      },
      {
        id: 'fetched',
        header: t('column.fetched'),
        hint: t('hint.fetched'),
        width: 132,
        align: 'end',
        sortValue: ({ lastFetchAt }) => lastFetchAt,
        cell: ({ lastFetchAt, isLeader }) => {
          if (lastFetchAt === null) return <Unknown reason={isLeader ? t('leaderFetches') : t('memberUnknown')} />;
          const at = Date.parse(lastFetchAt);
          return (
            <time dateTime={lastFetchAt} title={format.instant(at)}>
              {format.time(at)}
            </time>
          );
        },
      },
      numberColumn({
        id: 'end',
        header: t('column.end'),
        hint: t('hint.end'),
        width: 132,
        of: ({ logEndOffset }) => logEndOffset,
      }),
      ...(hasDirectories
        ? [
            {
              id: 'directory',
              header: t('column.directory'),
              hint: t('hint.directory'),
              width: 208,
              cell: ({ directoryId }) => <TextCell mono value={directoryId} reason={t('noDirectory')} className="text-text-3" />,
            } satisfies DataColumn<RoleMember>,
          ]
        : []),
    ],
    [t, format, clusterId, hasDirectories],
  );
  return (
    <DataTable
      label={t('members')}
      columns={columns}
      rows={members}
      rowKey={({ role, nodeId, directoryId }) => `${role} ${nodeId} ${directoryId ?? ''}`}
      rowTone={({ caughtUp }) => (caughtUp === false ? 'warn' : null)}
      defaultSort={DEFAULT_SORT}
    />
  );
}
