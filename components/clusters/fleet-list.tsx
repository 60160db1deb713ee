'use client';

import { useTranslations } from 'next-intl';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import { FleetRow } from './fleet-row.tsx';
import { filterClusters, rankClusters } from './rank-clusters.ts';

/** While the clusters are few there is room to tell more of each. */
const FEW = 4;

export interface FleetListProps {
  clusters: readonly ClusterSummary[];
  filter: string;
  receivedAtMs: number;
}

/** The clusters that match, the ones in trouble first. */
export function FleetList({ clusters, filter, receivedAtMs }: FleetListProps) {
  const t = useTranslations('fleet');
  const shown = rankClusters(filterClusters(clusters, filter));
  if (shown.length === 0) {
    return <p className="px-3.5 py-6 text-center text-sm text-text-2">{t('noMatch', { filter })}</p>;
  }
  return (
    <ul aria-label={t('title')}>
      {shown.map((cluster) => (
        <FleetRow key={cluster.id} cluster={cluster} receivedAtMs={receivedAtMs} isRoomy={clusters.length <= FEW} />
      ))}
    </ul>
  );
}
