'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { brokerPath } from '#lib/client/paths.ts';
import type { CanaryAnswer, CanaryBroker, CanaryWindow } from '#lib/contracts/canary.ts';
import { NumberCell, LinkCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { FailuresCell, LatencyCell, SuccessCell } from './canary-cells.tsx';
import { KINDS } from './canary-kinds.ts';
import { CanaryStateTag } from './canary-state.tsx';
import { useCanaryReason } from '../states/use-canary-reason.ts';

const DEFAULT_SORT: SortState = { id: 'nodeId', desc: false };

export interface CanaryTableProps {
  clusterId: string;
  canary: CanaryAnswer;
  /** Leaves out what the overview has no room for. */
  dense?: boolean;
}

/** The last five minutes of each broker: three latencies, how many samples succeeded, and what went wrong. */
export function CanaryTable({ clusterId, canary, dense = false }: CanaryTableProps) {
  const t = useTranslations('canary');
  const reasonOf = useCanaryReason();
  const columns = useMemo((): DataColumn<CanaryBroker>[] => {
    const reason = (broker: CanaryBroker) => reasonOf(canary, broker.nodeId);
    const main: DataColumn<CanaryBroker>[] = [
      {
        id: 'nodeId',
        header: t('column.broker'),
        width: 104,
        grow: true,
        sortValue: ({ nodeId }) => nodeId,
        cell: ({ nodeId }) => <LinkCell href={brokerPath(clusterId, nodeId)}>{t('broker', { node: String(nodeId) })}</LinkCell>,
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 152,
        sortValue: ({ state }) => state,
        cell: (broker) => <CanaryStateTag broker={broker} />,
      },
      ...KINDS.map((kind): DataColumn<CanaryBroker> => ({
        id: kind,
        header: t(`column.${kind}`),
        hint: t(`hint.${kind}`),
        width: 176,
        align: 'end',
        descFirst: true,
        sortValue: ({ lastFiveMinutes }) => lastFiveMinutes[kind].p99Ms,
        cell: (broker) => <LatencyCell window={broker.lastFiveMinutes[kind]} reason={reason(broker)} />,
      })),
      {
        id: 'success',
        header: t('column.success'),
        hint: t('hint.success'),
        width: 104,
        align: 'end',
        sortValue: ({ lastFiveMinutes }) => lastFiveMinutes.e2e.successShare,
        cell: (broker) => <SuccessCell window={broker.lastFiveMinutes.e2e} reason={reason(broker)} />,
      },
    ];
    if (dense) return main;
    return [
      ...main,
      {
        id: 'failures',
        header: t('column.failures'),
        hint: t('hint.failures'),
        width: 168,
        grow: true,
        cell: (broker) => <FailuresCell window={worstOf(broker)} reason={reason(broker)} />,
      },
      {
        id: 'flagged',
        header: t('column.flagged'),
        hint: t('hint.flagged'),
        width: 108,
        align: 'end',
        sortValue: ({ lastFiveMinutes }) => lastFiveMinutes.e2e.flagged,
        cell: ({ lastFiveMinutes }) => <NumberCell value={lastFiveMinutes.e2e.flagged} className="text-text-3" />,
      },
    ];
  }, [t, clusterId, canary, reasonOf, dense]);
  return (
    <DataTable
      label={t('table')}
      columns={columns}
      rows={canary.brokers}
      rowKey={({ nodeId }) => String(nodeId)}
      rowHref={({ nodeId }) => brokerPath(clusterId, nodeId)}
      rowTone={({ state }) => (state === 'failing' ? 'bad' : null)}
      defaultSort={DEFAULT_SORT}
      empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('noBroker')}</p>}
    />
  );
}

/** What went wrong on the way of a record: failed writes where there are some, else what its reading showed. */
function worstOf({ lastFiveMinutes: { produce, e2e } }: CanaryBroker): CanaryWindow {
  return { ...e2e, ok: e2e.ok + produce.ok, timeout: produce.timeout, errors: mergeErrors(produce.errors, e2e.errors) };
}

/** A failed write is counted in both kinds: the larger figure is the truth, not the sum. */
function mergeErrors(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const codes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...codes].map((code) => [code, Math.max(a[code] ?? 0, b[code] ?? 0)]));
}
