'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { LiveGroup, LiveTopic } from '#lib/contracts/live.ts';
import { NumberCell, RateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';

type TopicRow = LiveTopic['partitions'][number];
type GroupRow = LiveGroup['partitions'][number];

/** Low enough that the page below stays in sight. */
const MAX_HEIGHT = '280px';

/** The partitions of a topic as of the last second. */
export function LiveTopicTable({ reading }: { reading: LiveTopic }) {
  const t = useTranslations('live');
  const columns = useMemo(
    (): DataColumn<TopicRow>[] => [
      {
        id: 'partition',
        header: t('partition'),
        width: 96,
        align: 'end',
        sortValue: (row) => row.partition,
        cell: (row) => <NumberCell value={row.partition} />,
      },
      {
        id: 'end',
        header: t('end'),
        width: 150,
        align: 'end',
        grow: true,
        sortValue: (row) => row.endOffset,
        numeric: true,
        cell: (row) => <NumberCell value={row.endOffset} reason={row.error} />,
      },
      {
        id: 'rate',
        header: t('inPerSecond'),
        width: 120,
        align: 'end',
        sortValue: (row) => row.messagesInPerSecond,
        cell: (row) => <RateCell value={row.messagesInPerSecond} reason={row.error ?? t('rateReason')} />,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={reading.partitions}
      rowKey={(row) => String(row.partition)}
      height={MAX_HEIGHT}
    />
  );
}

/** Where a group stands on each partition as of the last second. */
export function LiveGroupTable({ reading }: { reading: LiveGroup }) {
  const t = useTranslations('live');
  const columns = useMemo(
    (): DataColumn<GroupRow>[] => [
      {
        id: 'topic',
        header: t('topic'),
        width: 160,
        grow: true,
        sortValue: (row) => row.topic,
        cell: (row) => <TextCell value={row.topic} />,
      },
      {
        id: 'partition',
        header: t('partition'),
        width: 96,
        align: 'end',
        sortValue: (row) => row.partition,
        cell: (row) => <NumberCell value={row.partition} />,
      },
      {
        id: 'committed',
        header: t('committed'),
        width: 140,
        align: 'end',
        sortValue: (row) => row.committedOffset,
        numeric: true,
        cell: (row) => <NumberCell value={row.committedOffset} />,
      },
      {
        id: 'end',
        header: t('end'),
        width: 140,
        align: 'end',
        sortValue: (row) => row.endOffset,
        numeric: true,
        cell: (row) => <NumberCell value={row.endOffset} />,
      },
      {
        id: 'lag',
        header: t('lag'),
        width: 120,
        align: 'end',
        sortValue: (row) => row.lag,
        numeric: true,
        cell: (row) => <NumberCell value={row.lag} reason={t(`standing.${row.state}`)} />,
      },
      {
        id: 'rate',
        header: t('outPerSecond'),
        width: 120,
        align: 'end',
        sortValue: (row) => row.messagesOutPerSecond,
        cell: (row) => <RateCell value={row.messagesOutPerSecond} reason={t('rateReason')} />,
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={reading.partitions}
      rowKey={(row) => `${row.partition} ${row.topic}`}
      height={MAX_HEIGHT}
      empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('noCommits')}</p>}
    />
  );
}
