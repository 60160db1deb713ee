'use client';

import { useTranslations } from 'next-intl';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import { StateTag, type Tone } from '../ui/state-tag.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** What the state of a cluster means for the one who looks: problems are red only when one of them is critical. */
export function clusterTone(cluster: Pick<ClusterSummary, 'state' | 'problems'>): Tone {
  switch (cluster.state) {
    case 'ok':
      return 'ok';
    case 'problems':
      return cluster.problems.critical > 0 ? 'bad' : 'warn';
    case 'unreachable':
      return 'bad';
    case 'stale':
      return 'warn';
    case 'waiting':
    case 'disabled':
      return 'mute';
  }
}

/** The state of a cluster in words. */
export function ClusterStateTag({ cluster }: { cluster: ClusterSummary }) {
  const faultText = useFaultText();
  const t = useTranslations('common.clusterState');
  return (
    <StateTag tone={clusterTone(cluster)} title={faultText(cluster.fault)}>
      {t(cluster.state)}
    </StateTag>
  );
}
