'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useCanary } from '#lib/client/canary.ts';
import { brokerPath } from '#lib/client/paths.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import type { TimeRange } from '#lib/core/time-range.ts';
import { useCanaryReason } from '../states/use-canary-reason.ts';
import { LinkCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Badge } from '../ui/badge.tsx';
import { BrokerStateTag, useBrokerReason } from './broker-state.tsx';
import { heatOf } from './heat.ts';
import { HeatCell, HeatLegend } from './heat-cell.tsx';
import { HEAT_FIGURES, type HeatFigure } from './heat-figures.ts';
import { useOwnPast } from './use-own-past.ts';
import { useDigestReason } from './use-resource-reason.ts';

export interface BrokerTableProps {
  clusterId: string;
  brokers: readonly BrokerRow[];
  /** Past of a broker that has no peers to compare with. */
  range: TimeRange;
  /** Leaves out what the overview has no room for. */
  short?: boolean;
  filter?: string;
  sort?: SortState | null;
  onSortChange?: (sort: SortState | null) => void;
}

const DEFAULT_SORT: SortState = { id: 'nodeId', desc: false };

/** The brokers that are there or ought to be, with all their figures side by side; a tint shows what stands out from the others. */
export function BrokerTable({ clusterId, brokers, range, short = false, filter, sort, onSortChange }: BrokerTableProps) {
  const t = useTranslations('brokers');
  const against = brokers.length > 1 ? 'others' : 'past';
  const columns = useBrokerColumns({ clusterId, brokers, range, short, against });
  return (
    <>
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
      <HeatLegend against={against} />
    </>
  );
}

interface ColumnsInput extends Pick<BrokerTableProps, 'clusterId' | 'brokers' | 'range'> {
  short: boolean;
  against: 'others' | 'past';
}

function useBrokerColumns({ clusterId, brokers, range, short, against }: ColumnsInput): readonly DataColumn<BrokerRow>[] {
  const t = useTranslations('brokers');
  const reasonOf = useFigureReason(clusterId);
  const canary = useCanary(clusterId).data;
  const past = useOwnPast(clusterId, against === 'past' ? (brokers[0]?.nodeId ?? null) : null, range);
  return useMemo(() => {
    const references = (figure: HeatFigure, self: BrokerRow): readonly number[] =>
      against === 'past'
        ? pastOf(figure, past)
        : brokers.flatMap((peer) => (peer.nodeId === self.nodeId || peer.state !== 'up' ? [] : (figure.of(peer, canary) ?? [])));
    const node: DataColumn<BrokerRow> = {
      id: 'nodeId',
      header: t('column.broker'),
      width: short ? 104 : 92,
      grow: true,
      sortValue: ({ nodeId }) => nodeId,
      filterText: ({ nodeId, host, rack }) => `${nodeId} ${host ?? ''} ${rack ?? ''}`,
      cell: (broker) => (
        <span className="flex min-w-0 items-center gap-1.5" title={placeOf(broker)}>
          <LinkCell href={brokerPath(clusterId, broker.nodeId)}>{String(broker.nodeId)}</LinkCell>
          {broker.rack === null ? null : <span className="truncate text-text-3">{broker.rack}</span>}
          {broker.isController ? <Badge title={t('controllerHint')}>{t('controllerShort')}</Badge> : null}
        </span>
      ),
    };
    const state: DataColumn<BrokerRow> = {
      id: 'state',
      header: t('column.state'),
      width: brokers.some((broker) => broker.state !== 'up') ? 120 : 86,
      sortValue: (broker) => broker.state,
      cell: (broker) => <BrokerStateTag broker={broker} />,
    };
    const figures = HEAT_FIGURES.filter((figure) => !short || figure.isShort === true).map((figure): DataColumn<BrokerRow> => ({
      id: figure.id,
      header: t(`heat.column.${figure.id}`),
      hint: t(`heat.hint.${figure.id}`),
      width: figure.width,
      align: 'end',
      descFirst: true,
      sortValue: (broker) => figure.of(broker, canary),
      cell: (broker) => {
        const value = figure.of(broker, canary);
        return (
          <HeatCell
            value={value}
            kind={figure.kind}
            // What a broker that is not up has left to it says nothing of the others.
            heat={heatOf(broker.state === 'up' ? value : null, references(figure, broker), figure.rule)}
            against={against}
            reason={value === null ? reasonOf(figure, broker) : null}
          />
        );
      },
    }));
    return [node, state, ...figures];
  }, [t, clusterId, brokers, short, against, canary, past, reasonOf]);
}

/** The past of a figure, as the figure is told. */
function pastOf({ past }: HeatFigure, known: ReturnType<typeof useOwnPast>): readonly number[] {
  if (past === undefined) return [];
  const { metric, of = (stored) => stored } = past;
  return (known.get(metric) ?? []).flatMap((stored) => of(stored) ?? []);
}

function placeOf({ host, port }: BrokerRow): string | undefined {
  return host === null ? undefined : `${host}:${port ?? '?'}`;
}

/** Why a figure of a broker is unknown, by what it stands on. */
function useFigureReason(clusterId: string): (figure: HeatFigure, broker: BrokerRow) => string {
  const t = useTranslations('brokers.reason');
  const brokerReason = useBrokerReason();
  const digestReason = useDigestReason();
  const canaryReason = useCanaryReason();
  const canary = useCanary(clusterId).data;
  return ({ source }, broker) => {
    const isNotUp = brokerReason(broker);
    switch (source) {
      case 'canary':
        return canaryReason(canary, broker.nodeId);
      case 'resources':
        return isNotUp ?? digestReason(broker.resources);
      case 'logDirs':
        return isNotUp ?? (broker.replicaBytes === null ? t('logDirs') : t('noSizes'));
      case 'broker':
        return isNotUp ?? t('notMeasured');
    }
  };
}
