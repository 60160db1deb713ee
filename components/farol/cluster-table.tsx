'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { clusterPath } from '#lib/client/paths.ts';
import type { ClusterSampling } from '#lib/contracts/farol.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { BytesCell, LinkCell, RateCell, StateCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';

const DEFAULT_SORT: SortState = { id: 'coverage', desc: false };

/** Passes of each cluster in the last hour: who takes them, how often and why so, how long they take, what they cost, which are missing. */
export function ClusterTable({ clusters }: { clusters: readonly ClusterSampling[] }) {
  const t = useTranslations('farol.clusters');
  const format = useFormat();
  const columns = useMemo((): DataColumn<ClusterSampling>[] => {
    const none = ({ enabled, pass }: ClusterSampling) => t(!enabled ? 'off' : pass === null ? 'noPass' : 'noWindow');
    return [
      {
        id: 'name',
        header: t('column.name'),
        width: 120,
        grow: true,
        sortValue: ({ name }) => name,
        cell: ({ id, name }) => <LinkCell href={clusterPath(id)}>{name}</LinkCell>,
      },
      {
        id: 'coverage',
        header: t('column.coverage'),
        hint: t('hint.coverage'),
        width: 130,
        sortValue: ({ window }) => window?.coverage,
        cell: (row) => <Coverage row={row} reason={none(row)} />,
      },
      {
        id: 'cadence',
        header: t('column.cadence'),
        hint: t('hint.cadence'),
        width: 152,
        from: 640,
        sortValue: ({ pass }) => pass?.intervalMs,
        cell: (row) =>
          row.pass === null ? (
            <Unknown reason={none(row)} />
          ) : (
            <span>
              {format.duration(row.pass.intervalMs)}
              <span className="text-text-3"> · {t(`why.${row.pass.intervalReason}`)}</span>
            </span>
          ),
      },
      {
        id: 'duration',
        header: t('column.duration'),
        hint: t('hint.duration'),
        width: 176,
        from: 640,
        align: 'end',
        descFirst: true,
        sortValue: ({ window }) => window?.durationP95Ms,
        cell: (row) =>
          row.window === null ? (
            <Unknown reason={none(row)} />
          ) : (
            <span>
              <span className="text-text-3">{format.duration(Math.round(row.window.durationP50Ms))} · </span>
              <span className="font-medium">{format.duration(Math.round(row.window.durationP95Ms))}</span>
              <span className="text-text-3"> · {format.duration(row.window.durationMaxMs)}</span>
            </span>
          ),
      },
      {
        id: 'requests',
        header: t('column.requests'),
        hint: t('hint.requests'),
        width: 84,
        from: 900,
        align: 'end',
        descFirst: true,
        sortValue: ({ pass }) => pass?.requestsPerSecond,
        cell: (row) => <RateCell value={row.pass?.requestsPerSecond} reason={none(row)} />,
      },
      {
        id: 'bytes',
        header: t('column.bytes'),
        hint: t('hint.bytes'),
        width: 96,
        from: 900,
        align: 'end',
        descFirst: true,
        sortValue: ({ pass }) => pass?.bytesPerSecond,
        cell: (row) => <BytesCell value={whole(row.pass?.bytesPerSecond)} reason={none(row)} />,
      },
      {
        id: 'fault',
        header: t('column.fault'),
        hint: t('hint.fault'),
        width: 132,
        from: 1100,
        sortValue: ({ window }) => (window?.lastFault == null ? null : Date.parse(window.lastFault.at)),
        cell: (row) => <LastFault row={row} reason={none(row)} />,
      },
      {
        id: 'lease',
        header: t('column.lease'),
        hint: t('hint.lease'),
        width: 230,
        from: 1280,
        sortValue: ({ lease }) => lease?.holder,
        cell: (row) => <Lease row={row} />,
      },
      {
        id: 'packed',
        header: t('column.packed'),
        hint: t('hint.packed'),
        width: 104,
        from: 1600,
        align: 'end',
        sortValue: ({ packedUntil }) => packedUntil,
        cell: (row) =>
          row.packedUntil === null ? (
            <Unknown reason={none(row)} />
          ) : (
            <time dateTime={row.packedUntil} title={format.dateTime(Date.parse(row.packedUntil))}>
              {format.time(Date.parse(row.packedUntil), 'minutes')}
            </time>
          ),
      },
    ];
  }, [t, format]);
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={clusters}
      rowKey={({ id }) => id}
      defaultSort={DEFAULT_SORT}
      empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('none')}</p>}
    />
  );
}

/** Sizes are told in whole bytes. */
function whole(bytes: number | null | undefined): number | null {
  return bytes === null || bytes === undefined ? null : Math.round(bytes);
}

function Coverage({ row: { window }, reason }: { row: ClusterSampling; reason: string }) {
  const t = useTranslations('farol.clusters');
  const format = useFormat();
  if (window === null) return <Unknown reason={reason} />;
  const what = t('passes', { passes: window.passes, skipped: window.skipped, partial: window.partial, failed: window.failed });
  // 99.96 % is not all of them.
  const share = window.skipped === 0 ? 1 : Math.min(window.coverage, 0.99);
  return (
    <span title={what} className="inline-flex items-center gap-1.5">
      <StateCell tone={window.skipped === 0 ? 'ok' : share < 0.95 ? 'warn' : 'info'}>{format.percent(share)}</StateCell>
      {window.skipped > 0 ? <span className="text-text-2">{t('skipped', { count: window.skipped })}</span> : null}
      <span className="sr-only">{what}</span>
    </span>
  );
}

function LastFault({ row: { window }, reason }: { row: ClusterSampling; reason: string }) {
  const t = useTranslations('farol.clusters');
  const format = useFormat();
  if (window === null) return <Unknown reason={reason} />;
  if (window.lastFault === null) return <span className="text-text-3">{t('noFault')}</span>;
  const { at, fault } = window.lastFault;
  return (
    <span title={fault.detail} className="block truncate">
      {format.time(Date.parse(at))} <span className="text-text-2">{fault.detail}</span>
    </span>
  );
}

function Lease({ row: { lease, enabled } }: { row: ClusterSampling }) {
  const t = useTranslations('farol.clusters');
  const format = useFormat();
  if (lease === null) return <Unknown reason={t(enabled ? 'noLease' : 'off')} />;
  if (!lease.isHeld)
    return <StateCell tone={enabled ? 'bad' : 'mute'}>{t('leaseOut', { age: format.age(-lease.expiresInMs) })}</StateCell>;
  return (
    <span title={lease.holder} className="block truncate">
      {lease.holder}{' '}
      <span className="text-text-3">
        {t('lease', { fence: format.integer(lease.fence), time: format.duration(lease.expiresInMs) })}
      </span>
    </span>
  );
}
