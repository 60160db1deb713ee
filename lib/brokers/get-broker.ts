import type { BrokerDetail, BrokerPartition } from '#lib/contracts/brokers.ts';
import { AppError } from '#lib/core/errors.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { SNAPSHOT_SHARDS, type TopologyEntry } from '#lib/store/snapshot/types.ts';
import { resourceDigest } from './broker-resources.ts';

const TOPOLOGY_PARTS = Array.from({ length: SNAPSHOT_SHARDS }, (_none, shard) => `topology:${shard}` as const);

/** One broker and every partition of which it holds a replica, as of the last pass. Throws `not_found` for a broker the pass does not know. */
export async function getBroker(db: Pick<Database, 'pool'>, clusterKey: number, nodeId: number): Promise<BrokerDetail> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['brokers', 'resources', ...TOPOLOGY_PARTS]);
  const broker = parts.brokers?.find((candidate) => candidate.nodeId === nodeId);
  if (broker === undefined) throw new AppError('not_found', `The last pass knows no broker ${nodeId} in this cluster.`);
  const shards = TOPOLOGY_PARTS.map((part) => parts[part] ?? {});
  const resources = resourceDigest(parts.resources, nodeId);
  return { broker: { ...broker, resources }, pass: passInfo(pass), partitions: partitionsOn(nodeId, shards) };
}

/** The partitions with a replica on a broker, by topic and number. */
export function partitionsOn(nodeId: number, shards: readonly Record<string, TopologyEntry>[]): BrokerPartition[] {
  const rows: BrokerPartition[] = [];
  for (const shard of shards) {
    for (const [topic, { partitions }] of Object.entries(shard)) {
      for (const { partition, leader, replicas, isr, offline } of partitions) {
        if (!replicas.includes(nodeId)) continue;
        rows.push({
          topic,
          partition,
          isLeader: leader === nodeId,
          inSync: isr.includes(nodeId),
          isOffline: offline.includes(nodeId),
        });
      }
    }
  }
  return rows.sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}
