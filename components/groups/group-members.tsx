'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { GroupMemberSummary, MemberAssignment } from '#lib/contracts/groups.ts';
import { CoveredCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { partitionRanges } from './partition-ranges.ts';

const keyOf = (member: GroupMemberSummary) => member.memberId;

/** Partitions by topic as people write them: `orders 0–2, 5 · payments 1`. */
function assignmentText(assignment: readonly MemberAssignment[]): string {
  return assignment.map(({ topic, partitions }) => `${topic} ${partitionRanges(partitions)}`).join(' · ');
}

/** Who reads in a group, what each holds and is to hold, and how far behind it is. */
export function GroupMembers({ members }: { members: readonly GroupMemberSummary[] }) {
  const t = useTranslations('groups');
  const hasTargets = members.some((member) => member.target !== null);
  const hasEpochs = members.some((member) => member.epoch !== null);
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
        id: 'assignment',
        header: t('columns.assignment'),
        hint: t('explain.assignment'),
        width: 160,
        grow: true,
        sortValue: (member) => member.topics.join(', '),
        cell: (member) => (
          <span className="flex min-w-0 items-center gap-1.5">
            <TextCell
              value={member.assignment === null ? null : assignmentText(member.assignment)}
              reason={member.assignment === null ? t('unknown.assignment') : t('unknown.holdsNothing')}
            />
            {member.isReconciling === true ? (
              <StateTag tone="warn" title={t('members.reconcilingHint')}>
                {t('members.reconciling')}
              </StateTag>
            ) : null}
          </span>
        ),
      },
      ...(hasTargets
        ? [
            {
              id: 'target',
              header: t('columns.target'),
              hint: t('explain.target'),
              width: 160,
              grow: true,
              cell: (member: GroupMemberSummary) => (
                <TextCell
                  value={member.target === null ? null : assignmentText(member.target)}
                  reason={member.target === null ? t('unknown.target') : t('unknown.holdsNothing')}
                />
              ),
            },
          ]
        : []),
      ...(hasEpochs
        ? [
            numberColumn<GroupMemberSummary>({
              id: 'epoch',
              header: t('columns.epoch'),
              hint: t('explain.epoch'),
              width: 84,
              of: (member) => member.epoch,
              reason: () => t('unknown.epoch'),
            }),
          ]
        : []),
      {
        id: 'member',
        header: t('columns.member'),
        hint: t('explain.member'),
        width: 250,
        cell: (member) => <TextCell mono value={member.instanceId ?? member.memberId} />,
      },
    ],
    [t, hasTargets, hasEpochs],
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
