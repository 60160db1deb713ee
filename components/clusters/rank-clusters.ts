import type { ClusterSummary } from '#lib/contracts/clusters.ts';

/** Worst first: what cannot be seen at all, what is wrong, what may be wrong unseen, what has not begun, what is fine, what nobody wants watched. */
const STATE_RANK: Record<ClusterSummary['state'], number> = {
  unreachable: 0,
  problems: 1,
  stale: 2,
  waiting: 3,
  ok: 4,
  disabled: 5,
};

/** Clusters by what is worst: by state, within it by critical problems, then warnings, then name. */
export function rankClusters(clusters: readonly ClusterSummary[]): ClusterSummary[] {
  return clusters.toSorted(
    (a, b) =>
      STATE_RANK[a.state] - STATE_RANK[b.state] ||
      b.problems.critical - a.problems.critical ||
      b.problems.warning - a.problems.warning ||
      (a.name < b.name ? -1 : 1),
  );
}

/** Clusters whose name, id or address holds every word of the filter; case does not matter. */
export function filterClusters(clusters: readonly ClusterSummary[], filter: string): readonly ClusterSummary[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return clusters;
  return clusters.filter(({ name, id, bootstrap }) => {
    const text = `${name} ${id} ${bootstrap.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether a cluster needs eyes. */
export function isTroubled({ state }: Pick<ClusterSummary, 'state'>): boolean {
  return state === 'problems' || state === 'unreachable' || state === 'stale';
}
