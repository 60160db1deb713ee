'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { GroupMemberSummary } from '#lib/contracts/groups.ts';
import { CoveredCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';

const keyOf = (member: GroupMemberSummary) => member.memberId;

/** Who reads in a group, what each holds and how far behind it is. */
export function GroupMembers({ members }: { members: readonly GroupMemberSummary[] }) {
  const t = useTranslations('groups');
  const columns = useMemo(
    (): DataColumn<GroupMemberSummary>[] => [
      {
        id: 'client',
        header: t('columns.client'),
        hint: t('explain.client'),
        width: 160,
        sortValue: (member) => member.clientId,
        cell: (member) => <TextCell value={member.clientId} />,
      },
      {
        id: 'host',
        header: t('columns.host'),
        hint: t('explain.host'),
        width: 120,
        sortValue: (member) => member.host,
        cell: (member) => <TextCell value={member.host} />,
      },
      numberColumn({
        id: 'partitions',
        header: t('columns.partitions'),
        width: 104,
        descFirst: true,
        of: (member) => member.partitions,
        reason: () => t('unknown.assignment'),
      }),
      {
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.lag'),
        width: 100,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: (member) => member.lag.value,
        cell: (member) => (
          <CoveredCell
            covered={member.lag}
            kind="count"
            reason={member.partitions === 0 ? t('unknown.holdsNothing') : t('unknown.lag')}
          />
        ),
      },
      {
        id: 'topics',
        header: t('columns.topics'),
        width: 160,
        grow: true,
        sortValue: (member) => member.topics.join(', '),
        cell: (member) => <TextCell value={member.topics.join(', ')} reason={t('unknown.holdsNothing')} />,
      },
      {
        id: 'member',
        header: t('columns.member'),
        hint: t('explain.member'),
        width: 250,
        cell: (member) => <TextCell mono value={member.instanceId ?? member.memberId} />,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('members.title')}
      columns={columns}
      rows={members}
      rowKey={keyOf}
      defaultSort={{ id: 'client', desc: false }}
    />
  );
}
