'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import { FleetAge } from './fleet-age.tsx';
import { CoveredCell, LinkCell, NumberCell, TroubleCell, UnknownCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { StateTag } from '../ui/state-tag.tsx';
import { ClusterStateTag } from './cluster-state.tsx';

/** Worst first: what needs eyes stands on top. */
const STATE_RANK: Record<ClusterSummary['state'], number> = {
  unreachable: 0,
  problems: 1,
  stale: 2,
  waiting: 3,
  ok: 4,
  disabled: 5,
};

/** Columns of the list of clusters. `receivedAtMs` is when the list arrived, for the ages. */
export function useFleetColumns(receivedAtMs: number): readonly DataColumn<ClusterSummary>[] {
  const t = useTranslations('fleet');
  const mode = useTranslations('common.mode');
  return useMemo((): DataColumn<ClusterSummary>[] => {
    const why = (cluster: ClusterSummary): string =>
      cluster.fault?.detail ?? t(`reason.${cluster.pass === null ? 'noPass' : 'notMeasured'}`);
    return [
      {
        id: 'name',
        header: t('column.name'),
        width: 224,
        grow: true,
        sortValue: ({ name }) => name,
        filterText: ({ name, id, bootstrap }) => `${name} ${id} ${bootstrap.join(' ')}`,
        cell: (cluster) => (
          <span className="flex min-w-0 items-baseline gap-2">
            <LinkCell href={`/clusters/${cluster.id}`} className="shrink-0 max-w-[60%]">
              {cluster.name}
            </LinkCell>
            <span className="truncate text-xs text-text-3">
              {[
                cluster.version === null ? null : t('version', { version: cluster.version }),
                cluster.mode === null ? null : mode(cluster.mode),
                cluster.version === null && cluster.mode === null ? cluster.bootstrap[0] : null,
              ]
                .filter((part) => part !== null && part !== undefined)
                .join(' · ')}
            </span>
          </span>
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 138,
        sortValue: ({ state, problems }) => STATE_RANK[state] * 10_000 - problems.critical * 100 - problems.warning,
        cell: (cluster) => <ClusterStateTag cluster={cluster} />,
      },
      {
        id: 'problems',
        header: t('column.problems'),
        width: 96,
        align: 'end',
        descFirst: true,
        sortValue: ({ problems, pass }) => (pass === null ? null : problems.critical * 1000 + problems.warning),
        cell: (cluster) => <Problems cluster={cluster} />,
      },
      {
        id: 'in',
        header: t('column.in'),
        hint: t('hint.in'),
        width: 96,
        align: 'end',
        descFirst: true,
        sortValue: ({ messagesInPerSecond }) => messagesInPerSecond.value,
        cell: (cluster) => <CoveredCell covered={cluster.messagesInPerSecond} kind="rate" reason={why(cluster)} />,
      },
      {
        id: 'out',
        header: t('column.out'),
        hint: t('hint.out'),
        width: 96,
        align: 'end',
        descFirst: true,
        sortValue: ({ messagesOutPerSecond }) => messagesOutPerSecond.value,
        cell: (cluster) => <CoveredCell covered={cluster.messagesOutPerSecond} kind="rate" reason={why(cluster)} />,
      },
      {
        id: 'lag',
        header: t('column.lag'),
        hint: t('hint.lag'),
        width: 100,
        align: 'end',
        descFirst: true,
        numeric: true,
        sortValue: ({ lag }) => lag.value,
        cell: (cluster) => <CoveredCell covered={cluster.lag} kind="count" reason={why(cluster)} />,
      },
      {
        id: 'brokers',
        header: t('column.brokers'),
        width: 100,
        align: 'end',
        sortValue: ({ brokersUp }) => brokersUp,
        cell: (cluster) => <Brokers cluster={cluster} reason={why(cluster)} />,
      },
      {
        id: 'partitions',
        header: t('column.trouble'),
        hint: t('hint.trouble'),
        width: 124,
        align: 'end',
        descFirst: true,
        sortValue: ({ partitionsInTrouble }) => partitionsInTrouble,
        cell: (cluster) => <TroubleCell value={cluster.partitionsInTrouble} tone="warn" reason={why(cluster)} />,
      },
      {
        id: 'topics',
        header: t('column.topics'),
        width: 80,
        align: 'end',
        descFirst: true,
        sortValue: ({ topics }) => topics,
        cell: (cluster) => <NumberCell value={cluster.topics} reason={why(cluster)} />,
      },
      {
        id: 'age',
        header: t('column.age'),
        width: 104,
        align: 'end',
        sortValue: ({ pass }) => pass?.ageMs,
        cell: (cluster) => <FleetAge pass={cluster.pass} receivedAtMs={receivedAtMs} />,
      },
    ];
  }, [t, mode, receivedAtMs]);
}

function Problems({ cluster }: { cluster: ClusterSummary }) {
  const t = useTranslations('fleet');
  const { critical, warning } = cluster.problems;
  if (cluster.pass === null && critical + warning === 0) return <UnknownCell reason={t('reason.noPass')} />;
  if (critical + warning === 0) return <span className="text-text-3">0</span>;
  return (
    <StateTag tone={critical > 0 ? 'bad' : 'warn'} title={t('problemsHint', { critical, warning })}>
      {critical + warning}
    </StateTag>
  );
}

function Brokers({ cluster, reason }: { cluster: ClusterSummary; reason: string }) {
  const t = useTranslations('fleet');
  const { brokersUp, brokersTotal } = cluster;
  if (brokersUp === null || brokersTotal === null) return <UnknownCell reason={reason} />;
  const text = t('brokersOf', { up: brokersUp, total: brokersTotal });
  return brokersUp < brokersTotal ? <StateTag tone="bad">{text}</StateTag> : <span>{text}</span>;
}
