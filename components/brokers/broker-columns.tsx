'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useCanary } from '#lib/client/canary.ts';
import { brokerPath } from '#lib/client/paths.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import type { TimeRange } from '#lib/core/time-range.ts';
import { useCanaryReason } from '../states/use-canary-reason.ts';
import { LinkCell } from '../table/cells.tsx';
import type { ColumnType, DataColumn } from '../table/columns.ts';
import { Badge } from '../ui/badge.tsx';
import { BrokerStateTag, useBrokerReason } from './broker-state.tsx';
import { heatOf } from './heat.ts';
import { HeatCell } from './heat-cell.tsx';
import { HEAT_FIGURES, type HeatFigure } from './heat-figures.ts';
import { useOwnPast } from './use-own-past.ts';
import { useDigestReason } from './use-resource-reason.ts';

const COLUMN_TYPE: Record<HeatFigure['kind'], ColumnType> = {
  share: 'percent',
  time: 'duration',
  bytes: 'bytesRate',
  rate: 'rate',
  count: 'number',
};

/** What a broker's figures are compared with: those of its peers, or its own past where it has none. */
export type HeatAgainst = 'others' | 'past';

/** What `brokers` are compared with. */
export function heatAgainst(brokers: readonly unknown[]): HeatAgainst {
  return brokers.length > 1 ? 'others' : 'past';
}

export interface BrokerColumnsInput {
  clusterId: string;
  brokers: readonly BrokerRow[];
  /** Past of a broker that has no peers to compare with. */
  range: TimeRange;
  /** Leaves out what the overview has no room for. */
  short: boolean;
}

/** Columns of the brokers: who it is, whether it is up, and its figures with a tint where one stands out. */
export function useBrokerColumns({ clusterId, brokers, range, short }: BrokerColumnsInput): readonly DataColumn<BrokerRow>[] {
  const against = heatAgainst(brokers);
  const t = useTranslations('brokers');
  const words = useTranslations('common.brokerState');
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
      type: 'number',
      align: 'start',
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
      type: 'state',
      filterValue: ({ state: word }) => [word, words(word)],
      width: brokers.some((broker) => broker.state !== 'up') ? 120 : 86,
      sortValue: (broker) => broker.state,
      cell: (broker) => <BrokerStateTag broker={broker} />,
    };
    const figures = HEAT_FIGURES.filter((figure) => !short || figure.isShort === true).map((figure): DataColumn<BrokerRow> => ({
      id: figure.id,
      header: t(`heat.column.${figure.id}`),
      hint: t(`heat.hint.${figure.id}`),
      type: COLUMN_TYPE[figure.kind],
      width: figure.width,
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
    const places = (['host', 'rack'] as const).map((id): DataColumn<BrokerRow> => ({
      id,
      header: t(`column.${id}`),
      type: 'text',
      width: 140,
      hidden: true,
      value: (broker) => broker[id],
      reason: () => t('reason.notTold'),
    }));
    return [node, state, ...figures, ...places];
  }, [t, words, clusterId, brokers, short, against, canary, past, reasonOf]);
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
