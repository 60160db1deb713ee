import type { ClusterOverview, OverviewEvidence } from '#lib/contracts/overview.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { ClusterRecord } from '#lib/store/clusters.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';

const UNKNOWN = { value: null, known: 0, total: 0 } as const;

/** The state of a cluster in its last pass. `canary`: whether it is switched on. Before the first pass everything is null or unknown; `pass` null says so. */
export async function getOverview(
  db: Pick<Database, 'pool'>,
  cluster: Pick<ClusterRecord, 'id' | 'key' | 'name'>,
  canary: boolean,
): Promise<ClusterOverview> {
  const { parts, pass } = await readSnapshot(db, cluster.key, ['overview', 'cost', 'canary', 'resources']);
  const evidence = evidenceOf(parts, canary);
  const place = { clusterId: cluster.id, name: cluster.name, pass: passInfo(pass), evidence };
  if (parts.overview === undefined) {
    return {
      ...place,
      fault: pass?.fault ?? null,
      kafka: null,
      quorum: null,
      quorumFault: null,
      brokers: [],
      partitions: null,
      topics: null,
      groups: null,
      messagesInPerSecond: UNKNOWN,
      messagesOutPerSecond: UNKNOWN,
      lag: UNKNOWN,
      worstGroups: [],
      mostBehind: null,
      disk: { replicaBytes: null, totalBytes: null, usableBytes: null, brokersKnown: 0, brokersTotal: 0 },
      problems: [],
      cost: parts.cost ?? null,
    };
  }
  // The pass row is newer than the part when a failed pass left the part as it was.
  return {
    ...parts.overview,
    // A sampler of an older version stores none.
    mostBehind: parts.overview.mostBehind ?? null,
    ...place,
    cost: parts.cost ?? null,
    fault: pass?.fault ?? parts.overview.fault,
  };
}

/** What an earlier run of the canary left says nothing while it is off. */
function evidenceOf({ overview, canary, resources }: Partial<SnapshotParts>, isCanaryOn: boolean): OverviewEvidence {
  const probes = canary?.brokers ?? [];
  const brokers = overview?.brokers ?? [];
  return {
    canary: isCanaryOn ? { covered: probes.filter(({ state }) => state === 'covered').length, total: probes.length } : null,
    resources:
      resources === undefined || resources.source === null
        ? null
        : {
            read: brokers.filter(({ nodeId }) => resources.brokers[String(nodeId)]?.state === 'ok').length,
            total: brokers.length,
          },
  };
}
