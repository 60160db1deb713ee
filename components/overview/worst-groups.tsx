'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { CoveredCell, LinkCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';

type WorstGroup = ClusterOverview['worstGroups'][number];

/** The groups furthest behind. */
export function WorstGroups({ overview }: { overview: ClusterOverview }) {
  const t = useTranslations('overview.groups');
  const common = useTranslations('common');
  const headingId = useId();
  const base = `/clusters/${overview.clusterId}/groups`;
  const columns = useMemo(
    (): DataColumn<WorstGroup>[] => [
      {
        id: 'group',
        header: t('group'),
        width: 140,
        grow: true,
        cell: (row) => <LinkCell href={`${base}/${encodeURIComponent(row.groupId)}`}>{row.groupId}</LinkCell>,
      },
      { id: 'lag', header: t('lag'), width: 124, align: 'end', cell: (row) => <CoveredCell covered={row.lag} kind="count" /> },
      {
        id: 'out',
        header: t('out'),
        width: 108,
        align: 'end',
        cell: (row) => <CoveredCell covered={row.messagesOutPerSecond} kind="rate" />,
      },
    ],
    [t, base],
  );
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={t('note')}
        actions={
          <Link href={base} className="text-sm font-medium text-info hover:underline">
            {common('all')}
          </Link>
        }
      />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={overview.worstGroups}
        rowKey={(row) => row.groupId}
        rowHref={(row) => `${base}/${encodeURIComponent(row.groupId)}`}
        empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('empty')}</p>}
      />
    </Card>
  );
}
