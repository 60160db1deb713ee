import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { ClusterRecord } from '#lib/store/clusters.ts';
import type { PassRow } from '#lib/store/snapshot/read-snapshot.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';

type StoredOverview = SnapshotParts['overview'];

/** So many problems are told with a cluster in the fleet. */
const TOP_PROBLEMS = 3;

const UNKNOWN = { value: null, known: 0, total: 0 } as const;

/**
 * One line of the fleet. What only a pass can tell is null before the first one, and also when the last pass reached nobody:
 * what an older pass saw is history then, not the present.
 */
export function summarizeCluster(cluster: ClusterRecord, stored: StoredOverview | null, pass: PassRow | null): ClusterSummary {
  const info = passInfo(pass);
  const fault = pass?.fault ?? stored?.fault ?? null;
  const now = pass !== null && pass.fault === null ? stored : null;
  const brokers = now?.brokers ?? null;
  const trouble = now?.partitions ?? null;
  // What was not checked is not counted as wrong now: the unreachable cluster is.
  const problems = (stored?.problems ?? []).filter(({ lastKnown }) => lastKnown !== true);
  return {
    id: cluster.id,
    name: cluster.name,
    bootstrap: cluster.bootstrap,
    source: cluster.source,
    enabled: cluster.enabled,
    state: stateOf(cluster, info, fault !== null, problems.length > 0),
    fault,
    pass: info,
    mode: stored?.kafka?.mode ?? null,
    version: stored?.kafka?.version ?? null,
    brokersUp: brokers?.filter(({ state }) => state === 'up').length ?? null,
    brokersTotal: brokers?.length ?? null,
    topics: now?.topics ?? null,
    partitions: trouble?.total ?? null,
    // An offline partition is also under-replicated, and one below min ISR too: the widest of the sets, not their sum.
    partitionsInTrouble: trouble === null ? null : Math.max(trouble.offline, trouble.underReplicated, trouble.underMinIsr ?? 0),
    groups: now?.groups ?? null,
    messagesInPerSecond: now?.messagesInPerSecond ?? UNKNOWN,
    messagesOutPerSecond: now?.messagesOutPerSecond ?? UNKNOWN,
    lag: now?.lag ?? UNKNOWN,
    problems: {
      critical: problems.filter(({ severity }) => severity === 'critical').length,
      warning: problems.filter(({ severity }) => severity === 'warning').length,
    },
    topProblems: problems.slice(0, TOP_PROBLEMS),
    mostBehind: now?.mostBehind ?? null,
  };
}

function stateOf(
  cluster: ClusterRecord,
  pass: ClusterSummary['pass'],
  isFaulty: boolean,
  hasProblems: boolean,
): ClusterSummary['state'] {
  if (!cluster.enabled) return 'disabled';
  if (pass === null) return 'waiting';
  if (pass.stale) return 'stale';
  if (isFaulty) return 'unreachable';
  return hasProblems ? 'problems' : 'ok';
}
