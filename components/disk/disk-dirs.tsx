'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { brokerPath } from '#lib/client/paths.ts';
import type { DiskAnswer, DiskDir } from '#lib/contracts/disk.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { BytesCell, LinkCell, NumberCell, StateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Meter } from '../ui/meter.tsx';
import { ForecastCell } from './forecast-cell.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** A directory with its broker; a broker whose directories are unknown has one row without a directory. */
interface Row {
  nodeId: number;
  dir: DiskDir | null;
  /** Why it is unknown. */
  reason: string;
}

/** Every directory of every broker: state, how full, when full, what it holds. */
export function DiskDirs({ clusterId, brokers }: { clusterId: string; brokers: DiskAnswer['brokers'] }) {
  const faultText = useFaultText();
  const t = useTranslations('disk');
  const format = useFormat();
  const headingId = useId();
  const rows = useMemo(
    () =>
      brokers.flatMap(({ nodeId, dirs, fault, state }): Row[] => {
        const reason = faultText(fault) ?? (state === 'up' ? t('notRead') : t(`broker.${state}`));
        return dirs === null || dirs.length === 0
          ? [{ nodeId, dir: null, reason }]
          : dirs.map((dir) => ({ nodeId, dir, reason: faultText(dir.fault) ?? t('noSizes') }));
      }),
    [brokers, t, faultText],
  );
  const columns = useMemo((): DataColumn<Row>[] => {
    const forecastDays = ({ dir }: Row) => dir?.forecast.daysToFull?.low ?? null;
    return [
      {
        id: 'broker',
        header: t('column.broker'),
        width: 104,
        sortValue: ({ nodeId }) => nodeId,
        cell: ({ nodeId }) => (
          <LinkCell href={brokerPath(clusterId, nodeId)}>{t('brokerNamed', { node: String(nodeId) })}</LinkCell>
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 116,
        cell: ({ dir, reason }) =>
          dir === null ? (
            <StateCell tone="mute" title={reason}>
              {t('state.unknown')}
            </StateCell>
          ) : (
            <StateCell tone={dir.fault === null ? 'ok' : 'bad'} title={faultText(dir.fault)}>
              {dir.fault === null ? t('state.online') : t('state.offline')}
            </StateCell>
          ),
      },
      {
        id: 'used',
        header: t('column.used'),
        hint: t('hint.used'),
        width: 132,
        align: 'end',
        descFirst: true,
        sortValue: ({ dir }) => dir?.usedShare,
        cell: ({ dir, reason }) => <Used share={dir?.usedShare ?? null} reason={reason} />,
      },
      {
        id: 'forecast',
        header: t('column.forecast'),
        hint: t('hint.forecast'),
        width: 176,
        align: 'end',
        sortValue: forecastDays,
        cell: ({ dir, reason }) => (dir === null ? <Unknown reason={reason} /> : <ForecastCell forecast={dir.forecast} />),
      },
      {
        id: 'free',
        header: t('column.free'),
        width: 96,
        align: 'end',
        numeric: true,
        sortValue: ({ dir }) => dir?.usableBytes,
        cell: ({ dir, reason }) => <BytesCell value={dir?.usableBytes} reason={reason} />,
      },
      {
        id: 'total',
        header: t('column.total'),
        width: 92,
        align: 'end',
        numeric: true,
        sortValue: ({ dir }) => dir?.totalBytes,
        cell: ({ dir, reason }) => <BytesCell value={dir?.totalBytes} reason={reason} />,
      },
      {
        id: 'replicaBytes',
        header: t('column.replicaBytes'),
        hint: t('hint.replicaBytes'),
        width: 104,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: ({ dir }) => dir?.replicaBytes,
        cell: ({ dir, reason }) => <BytesCell value={dir?.replicaBytes} reason={reason} />,
      },
      {
        id: 'behind',
        header: t('column.behind'),
        hint: t('hint.behind'),
        width: 116,
        align: 'end',
        descFirst: true,
        sortValue: ({ dir }) => dir?.replicasBehind,
        cell: ({ dir, reason }) => <Behind dir={dir} reason={reason} />,
      },
      {
        id: 'path',
        header: t('column.path'),
        width: 160,
        grow: true,
        sortValue: ({ dir }) => dir?.path,
        cell: ({ dir, reason }) => <TextCell mono value={dir?.path} reason={reason} />,
      },
    ];
  }, [t, clusterId, faultText]);
  const readAt = brokers.flatMap((broker) => (broker.readAt === null ? [] : [Date.parse(broker.readAt)]));
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('dirs')}
        note={readAt.length === 0 ? t('notRead') : t('readAt', { time: format.time(Math.min(...readAt)) })}
      />
      <DataTable
        label={t('dirs')}
        columns={columns}
        rows={rows}
        rowKey={({ nodeId, dir }) => `${nodeId} ${dir?.path ?? ''}`}
        rowTone={({ dir }) => (dir?.fault ? 'bad' : null)}
      />
    </Card>
  );
}

/** How full a disk is: a bar and the figure. Bounds are those of the problems Farol reports. */
function Used({ share, reason }: { share: number | null; reason: string }) {
  const format = useFormat();
  if (share === null) return <Unknown reason={reason} />;
  return (
    <span className="inline-flex w-full items-center justify-end gap-2">
      <Meter share={share} tone={share >= 0.9 ? 'bad' : share >= 0.8 ? 'warn' : null} />
      <span className="min-w-9">{format.percent(share)}</span>
    </span>
  );
}

/** Replicas that lack messages, and those being moved in. */
function Behind({ dir, reason }: { dir: DiskDir | null; reason: string }) {
  const t = useTranslations('disk');
  const format = useFormat();
  if (dir === null) return <Unknown reason={reason} />;
  if (dir.movingIn > 0)
    return <span title={t('hint.moving')}>{t('moving', { count: dir.movingIn, shown: format.integer(dir.movingIn) })}</span>;
  return (
    <span title={dir.replicaLag === null ? undefined : t('offsets', { offsets: format.integer(dir.replicaLag) })}>
      <NumberCell value={dir.replicasBehind} reason={t('behindUnknown')} />
    </span>
  );
}
