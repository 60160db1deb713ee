'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { brokerPath } from '#lib/client/paths.ts';
import { BytesCell, DurationCell, LinkCell, RateCell, TextCell, TroubleCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { Badge } from '../ui/badge.tsx';
import { BrokerStateTag, useBrokerReason } from './broker-state.tsx';
import { DiskBar } from './disk-bar.tsx';

export interface BrokerTableProps {
  clusterId: string;
  brokers: readonly BrokerSummary[];
  /** Leaves out what the overview has no room for. */
  dense?: boolean;
  filter?: string;
  sort?: SortState | null;
  onSortChange?: (sort: SortState | null) => void;
}

/** The brokers that are there or ought to be. */
export function BrokerTable({ clusterId, brokers, dense = false, filter, sort, onSortChange }: BrokerTableProps) {
  const t = useTranslations('brokers');
  const columns = useBrokerColumns(clusterId, dense);
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={brokers}
      rowKey={(broker) => String(broker.nodeId)}
      rowHref={(broker) => brokerPath(clusterId, broker.nodeId)}
      rowTone={(broker) => (broker.state === 'up' ? null : 'bad')}
      filter={filter}
      sort={sort}
      onSortChange={onSortChange}
      defaultSort={DEFAULT_SORT}
    />
  );
}

const DEFAULT_SORT: SortState = { id: 'nodeId', desc: false };

function useBrokerColumns(clusterId: string, dense: boolean): readonly DataColumn<BrokerSummary>[] {
  const t = useTranslations('brokers');
  const format = useFormat();
  const reasonOf = useBrokerReason();
  return useMemo(() => {
    const nodeColumn: DataColumn<BrokerSummary> = {
      id: 'nodeId',
      header: t('column.broker'),
      width: dense ? 128 : 144,
      grow: dense,
      sortValue: ({ nodeId }) => nodeId,
      filterText: ({ nodeId, host, rack }) => `${nodeId} ${host ?? ''} ${rack ?? ''}`,
      cell: (broker) => (
        <span className="flex items-center gap-1.5">
          <LinkCell href={brokerPath(clusterId, broker.nodeId)}>{String(broker.nodeId)}</LinkCell>
          {broker.rack === null ? null : <span className="text-text-3">{broker.rack}</span>}
          {broker.isController ? <Badge title={t('controllerHint')}>{t('controller')}</Badge> : null}
        </span>
      ),
    };
    const stateColumn: DataColumn<BrokerSummary> = {
      id: 'state',
      header: t('column.state'),
      width: dense ? 148 : 140,
      sortValue: ({ state }) => state,
      cell: (broker) => <BrokerStateTag broker={broker} />,
    };
    const figures: DataColumn<BrokerSummary>[] = [
      {
        id: 'messagesIn',
        header: t('column.messagesIn'),
        hint: t('hint.messagesIn'),
        width: 98,
        align: 'end',
        descFirst: true,
        sortValue: ({ messagesInPerSecond }) => messagesInPerSecond,
        cell: (broker) => <RateCell value={broker.messagesInPerSecond} reason={reasonOf(broker)} />,
      },
      numberColumn({
        id: 'leaders',
        header: t('column.leaders'),
        hint: t('hint.leaders'),
        width: 84,
        descFirst: true,
        of: (broker) => broker.leaders,
        reason: (broker) => reasonOf(broker),
      }),
      numberColumn({
        id: 'replicas',
        header: t('column.replicas'),
        hint: t('hint.replicas'),
        width: 88,
        descFirst: true,
        of: (broker) => broker.replicas,
        reason: (broker) => reasonOf(broker),
      }),
      {
        id: 'outOfSync',
        header: t('column.outOfSync'),
        hint: t('hint.outOfSync'),
        width: 104,
        align: 'end',
        descFirst: true,
        sortValue: ({ outOfSync }) => outOfSync,
        cell: (broker) => <TroubleCell value={broker.outOfSync} tone="warn" reason={reasonOf(broker)} />,
      },
      {
        id: 'disk',
        header: t('column.disk'),
        hint: t('hint.disk'),
        width: dense ? 86 : 156,
        align: 'end',
        descFirst: true,
        numeric: true,
        sortValue: ({ replicaBytes }) => replicaBytes,
        cell: (broker) =>
          dense ? (
            <BytesCell value={broker.replicaBytes} reason={reasonOf(broker) ?? t('reason.logDirs')} />
          ) : (
            <DiskBar
              total={broker.diskTotalBytes}
              usable={broker.diskUsableBytes}
              replicas={broker.replicaBytes}
              reason={reasonOf(broker) ?? t('reason.logDirs')}
            />
          ),
      },
      {
        id: 'roundTrip',
        header: t('column.roundTrip'),
        hint: t('hint.roundTrip'),
        width: 96,
        align: 'end',
        descFirst: true,
        sortValue: ({ roundTripMs }) => roundTripMs,
        cell: (broker) => <DurationCell value={broker.roundTripMs} reason={reasonOf(broker)} />,
      },
    ];
    if (dense) return [nodeColumn, stateColumn, ...figures.filter(({ id }) => id !== 'replicas')];
    const place: DataColumn<BrokerSummary>[] = [
      {
        id: 'host',
        header: t('column.host'),
        width: 136,
        grow: true,
        sortValue: ({ host }) => host,
        cell: (broker) => (
          <TextCell mono value={broker.host === null ? null : `${broker.host}:${broker.port ?? '?'}`} reason={reasonOf(broker)} />
        ),
      },
      {
        id: 'since',
        header: t('column.since'),
        width: 134,
        sortValue: ({ since }) => since,
        cell: ({ since }) => (
          <time dateTime={since} title={format.dateTime(Date.parse(since))} className="text-text-2">
            {format.day(Date.parse(since))} {format.time(Date.parse(since), 'minutes')}
          </time>
        ),
      },
    ];
    return [nodeColumn, stateColumn, ...place, ...figures];
  }, [t, format, reasonOf, clusterId, dense]);
}
