'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { StoredTable } from '#lib/contracts/farol.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { BytesCell, DurationCell, UnknownCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';

const whole = (bytes: number | null) => (bytes === null ? null : Math.round(bytes));

/** What is stored, tier by tier, from the single pass to the hour. */
export function StorageTable({ tables }: { tables: readonly StoredTable[] }) {
  const t = useTranslations('farol.storage');
  const format = useFormat();
  const columns = useMemo((): DataColumn<StoredTable>[] => {
    const noGrowth = ({ table }: StoredTable) => t(table === 'now' || table === 'pass_log' ? 'noGrowth' : 'tooEarly');
    return [
      {
        id: 'table',
        header: t('column.table'),
        width: 132,
        grow: true,
        cell: ({ table }) => (
          <span title={t(`what.${table}`)} className="flex min-w-0 items-baseline gap-2">
            <span className="shrink-0 font-medium">{t(`name.${table}`)}</span>
            <span className="truncate text-xs text-text-3">{t(`what.${table}`)}</span>
          </span>
        ),
      },
      {
        id: 'bytes',
        header: t('column.bytes'),
        hint: t('hint.bytes'),
        width: 92,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: ({ bytes }) => bytes,
        cell: ({ bytes }) => <BytesCell value={bytes} />,
      },
      numberColumn({
        id: 'rows',
        header: t('column.rows'),
        hint: t('hint.rows'),
        width: 96,
        descFirst: true,
        from: 640,
        of: ({ rows }) => rows,
        reason: () => t('noEstimate'),
      }),
      {
        id: 'oldest',
        header: t('column.oldest'),
        width: 132,
        from: 640,
        align: 'end',
        sortValue: ({ oldestAt }) => oldestAt,
        cell: ({ table, oldestAt }) => {
          if (oldestAt === null) return <UnknownCell reason={t(table === 'now' ? 'noHistory' : 'empty')} />;
          const at = Date.parse(oldestAt);
          return (
            <time dateTime={oldestAt} title={format.dateTime(at)}>
              {format.day(at)} {format.time(at, 'minutes')}
            </time>
          );
        },
      },
      {
        id: 'retention',
        header: t('column.retention'),
        width: 112,
        align: 'end',
        sortValue: ({ retentionMs }) => retentionMs,
        cell: ({ table, retentionMs }) =>
          retentionMs === null ? (
            <span className="text-text-3">{t(table === 'pass_log' ? 'untilPacked' : 'always')}</span>
          ) : (
            <DurationCell value={retentionMs} />
          ),
      },
      {
        id: 'growth',
        header: t('column.growth'),
        hint: t('hint.growth'),
        width: 112,
        from: 640,
        align: 'end',
        descFirst: true,
        sortValue: ({ bytesPerDay }) => bytesPerDay,
        cell: (row) => <BytesCell value={whole(row.bytesPerDay)} reason={noGrowth(row)} />,
      },
      {
        id: 'full',
        header: t('column.full'),
        hint: t('hint.full'),
        width: 120,
        from: 900,
        align: 'end',
        descFirst: true,
        sortValue: ({ bytesAtRetention }) => bytesAtRetention,
        cell: (row) => <BytesCell value={whole(row.bytesAtRetention)} reason={noGrowth(row)} />,
      },
    ];
  }, [t, format]);
  return <DataTable label={t('title')} columns={columns} rows={tables} rowKey={({ table }) => table} />;
}
