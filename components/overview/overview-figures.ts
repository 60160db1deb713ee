import type { PartitionTrouble, QuorumSummary } from '#lib/contracts/overview.ts';

/** Least number of partitions in trouble: one partition may be offline and under-replicated at once, so the kinds are not added. null when unknown. */
export function troubleOf(partitions: PartitionTrouble | null): { worst: number } | null {
  if (partitions === null) return null;
  return { worst: Math.max(partitions.offline, partitions.underReplicated, partitions.underMinIsr ?? 0) };
}

/** Largest lag of a voter behind the quorum's leader, exact; null without voters. */
export function quorumLag(quorum: QuorumSummary): string | null {
  const lags = quorum.voters.filter(({ nodeId }) => nodeId !== quorum.leaderId).map(({ lag }) => BigInt(lag));
  if (lags.length === 0) return quorum.voters.length > 0 ? '0' : null;
  return lags.reduce((most, lag) => (lag > most ? lag : most)).toString();
}
