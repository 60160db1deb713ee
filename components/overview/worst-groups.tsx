'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { TimeBehind } from '../states/time-behind.tsx';
import { VerdictTag } from '../states/verdict-tag.tsx';
import { CoveredCell, LinkCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Link } from '../ui/link.tsx';

type WorstGroup = ClusterOverview['worstGroups'][number];

/** The groups that need eyes most, as the sampler ordered them: by verdict, then by time behind. */
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
        width: 110,
        narrow: 92,
        grow: true,
        cell: (row) => <LinkCell href={`${base}/${encodeURIComponent(row.groupId)}`}>{row.groupId}</LinkCell>,
      },
      { id: 'verdict', header: t('verdict'), width: 138, narrow: 124, cell: (row) => <VerdictTag verdict={row.verdict} /> },
      {
        id: 'behind',
        header: t('behind'),
        width: 172,
        narrow: 118,
        align: 'end',
        cell: (row) => <TimeBehind behind={row.secondsBehind} />,
      },
      {
        id: 'lag',
        header: t('lag'),
        width: 84,
        align: 'end',
        from: 1600,
        cell: (row) => <CoveredCell covered={row.lag} kind="count" />,
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
