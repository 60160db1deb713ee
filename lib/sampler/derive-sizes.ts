import type { Item, LogDir, Topology } from '#lib/kafka/admin/port.ts';
import { carryColumn } from './carry-partitions.ts';

/** Disk use as last read. */
export interface SizeMemory {
  /** Bytes of the leader replica of each partition; NaN = not known. */
  leaderBytes: Float64Array;
  /** Last reading of each broker with its wall time; a broker that failed keeps no old figures. */
  brokers: ReadonlyMap<number, { readAtMs: number; item: Item<readonly LogDir[]> }>;
}

export interface SizeInput {
  topology: Topology;
  leaderOf: Int32Array;
  /** null when not due in this pass. */
  logDirs: ReadonlyMap<number, Item<readonly LogDir[]>> | null;
  previous: SizeMemory | null;
  carry: Int32Array | null;
  nowMs: number;
}

/** Takes the sizes of a pass, or carries the last ones. Replicas still being moved in do not count as the partition's size. */
export function deriveSizes(input: SizeInput): SizeMemory {
  const { topology, logDirs, previous } = input;
  const leaderBytes = new Float64Array(topology.partitionCount);
  if (logDirs === null) {
    if (previous === null) return { leaderBytes: leaderBytes.fill(NaN), brokers: new Map() };
    return { leaderBytes: carryColumn(previous.leaderBytes, input.carry, leaderBytes, NaN), brokers: previous.brokers };
  }
  leaderBytes.fill(NaN);
  for (const [nodeId, item] of logDirs) {
    if (!item.ok) continue;
    for (const dir of item.value) {
      for (const replica of dir.replicas) {
        const topic = topology.topicByName.get(replica.topic);
        if (topic === undefined || replica.isFuture || replica.partition >= topic.partitions.length) continue;
        const index = topic.base + replica.partition;
        if (input.leaderOf[index] === nodeId) leaderBytes[index] = Number(replica.sizeBytes);
      }
    }
  }
  const brokers = new Map([...logDirs].map(([nodeId, item]) => [nodeId, { readAtMs: input.nowMs, item }]));
  return { leaderBytes, brokers };
}
