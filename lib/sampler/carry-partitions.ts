import type { Topology, TopicTopology } from '#lib/kafka/admin/port.ts';

/** Per dense partition index: what derivation needs from the topology, as columns. */
export interface PartitionColumns {
  /** Index into `topology.topics`. */
  topicOf: Int32Array;
  /** Leader's node id; -1 = no leader. */
  leaderOf: Int32Array;
  /** -1 = unknown. */
  epochOf: Int32Array;
}

/** Lays the topology out as columns. */
export function partitionColumns(topology: Topology): PartitionColumns {
  const topicOf = new Int32Array(topology.partitionCount);
  const leaderOf = new Int32Array(topology.partitionCount);
  const epochOf = new Int32Array(topology.partitionCount);
  for (let t = 0; t < topology.topics.length; t++) {
    const topic = topology.topics[t];
    if (topic === undefined) continue;
    for (let i = 0; i < topic.partitions.length; i++) {
      const partition = topic.partitions[i];
      const index = topic.base + i;
      topicOf[index] = t;
      leaderOf[index] = partition?.leader ?? -1;
      epochOf[index] = partition?.leaderEpoch ?? -1;
    }
  }
  return { topicOf, leaderOf, epochOf };
}

/** Whether both are the same topic, not only two of the same name: a recreated topic has another id. Brokers without ids cannot tell. */
export function isSameTopic(a: TopicTopology, b: TopicTopology): boolean {
  return a.name === b.name && (a.topicId === b.topicId || a.topicId === null || b.topicId === null);
}

/**
 * Where each partition of `prev` stands in `next`: new dense index by old one, -1 = gone or another incarnation.
 * null when nothing moved, which is nearly every pass.
 */
export function carryMap(prev: Topology, next: Topology): Int32Array | null {
  if (prev === next || isSameLayout(prev, next)) return null;
  const map = new Int32Array(prev.partitionCount).fill(-1);
  for (const old of prev.topics) {
    const now = next.topicByName.get(old.name);
    if (now === undefined || !isSameTopic(old, now)) continue;
    const length = Math.min(old.partitions.length, now.partitions.length);
    for (let i = 0; i < length; i++) map[old.base + i] = now.base + i;
  }
  return map;
}

function isSameLayout(prev: Topology, next: Topology): boolean {
  if (prev.topics.length !== next.topics.length || prev.partitionCount !== next.partitionCount) return false;
  return prev.topics.every((topic, t) => {
    const now = next.topics[t];
    return (
      now !== undefined && topic.base === now.base && topic.partitions.length === now.partitions.length && isSameTopic(topic, now)
    );
  });
}

/** Moves a column to a new layout; partitions without a past get `blank`. */
export function carryColumn<T extends Float64Array | Int32Array | Uint8Array>(
  column: T,
  map: Int32Array | null,
  into: T,
  blank: number,
): T {
  if (map === null) {
    into.set(column);
    return into;
  }
  into.fill(blank);
  for (let old = 0; old < map.length; old++) {
    const now = map[old] ?? -1;
    if (now >= 0) into[now] = column[old] ?? blank;
  }
  return into;
}

/** The same for the exact values beyond 2^53. */
export function carryWide(wide: ReadonlyMap<number, bigint>, map: Int32Array | null): Map<number, bigint> {
  if (map === null) return new Map(wide);
  const moved = new Map<number, bigint>();
  for (const [old, value] of wide) {
    const now = map[old] ?? -1;
    if (now >= 0) moved.set(now, value);
  }
  return moved;
}
