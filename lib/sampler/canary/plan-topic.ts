import type { BrokerNode } from '#lib/kafka/admin/port.ts';
import type { ProbePartition } from '#lib/kafka/probe/port.ts';

const REPLICATION_MAX = 3;
/** Partitions of brokers that are gone are left behind; a cluster whose brokers are replaced for ever must not fill up with them. */
const PARTITIONS_MAX = 1_000;

/** Why a broker that is there has no canary: no partition prefers it, or the one that does is led by another now. */
export type NotCoveredReason = 'no_partition' | 'not_leader';

/** What ought to be done about the topic, and which broker is probed through which partition. */
export interface TopicPlan {
  /** Replicas of partitions to be made, the preferred leader first; empty = nothing to do. */
  missing: readonly (readonly number[])[];
  /** The partition through which each covered broker is probed, by node id. */
  partitionOf: ReadonlyMap<number, number>;
  notCovered: ReadonlyMap<number, NotCoveredReason>;
}

/** Brokers after `first` in turn, those of other racks before those of a rack already used. */
function replicasFor(first: BrokerNode, brokers: readonly BrokerNode[], replication: number): number[] {
  const at = brokers.findIndex((broker) => broker.nodeId === first.nodeId);
  const others = [...brokers.slice(at + 1), ...brokers.slice(0, at)];
  const chosen = [first];
  while (chosen.length < replication && others.length > 0) {
    const racks = new Set(chosen.map((broker) => broker.rack));
    const next = Math.max(
      0,
      others.findIndex((broker) => broker.rack !== null && !racks.has(broker.rack)),
    );
    chosen.push(...others.splice(next, 1));
  }
  return chosen.map((broker) => broker.nodeId);
}

/** How many replicas each canary partition has. One alone would measure no replication, and fail with every restart. */
export function canaryReplication(brokerCount: number): number {
  return Math.min(REPLICATION_MAX, brokerCount);
}

/**
 * Compares the canary's partitions with the brokers there are. Each broker is to be the preferred leader of one; what is missing is added, and nothing that exists
 * is ever moved: a broker whose partition is led by another now is not covered, and that is said.
 */
export function planTopic(brokers: readonly BrokerNode[], partitions: readonly ProbePartition[]): TopicPlan {
  const sorted = [...brokers].sort((a, b) => a.nodeId - b.nodeId);
  const replication = canaryReplication(sorted.length);
  const preferred = new Set(partitions.map((partition) => partition.replicas[0]));
  const room = Math.max(0, PARTITIONS_MAX - partitions.length);
  const missing = sorted
    .filter((broker) => !preferred.has(broker.nodeId))
    .slice(0, room)
    .map((broker) => replicasFor(broker, sorted, replication));
  const partitionOf = new Map<number, number>();
  const notCovered = new Map<number, NotCoveredReason>();
  for (const { nodeId } of sorted) {
    const led = partitions.filter((partition) => partition.leader === nodeId);
    // Its own one before one that it leads for another.
    const chosen = led.find((partition) => partition.replicas[0] === nodeId) ?? led[0];
    if (chosen !== undefined) partitionOf.set(nodeId, chosen.partition);
    else notCovered.set(nodeId, preferred.has(nodeId) ? 'not_leader' : 'no_partition');
  }
  return { missing, partitionOf, notCovered };
}

/** Configuration of the topic when Farol makes it: small, short-lived, and written only when the replicas that are left agree. */
export function canaryTopicConfigs(replication: number): Record<string, string> {
  return {
    'cleanup.policy': 'delete',
    'retention.ms': '3600000',
    'segment.bytes': '16777216',
    // A broker that packs records by its own default would hide them from a reader without that codec.
    'compression.type': 'uncompressed',
    // Nobody else has anything to write here.
    'max.message.bytes': '16384',
    'min.insync.replicas': String(Math.max(1, replication - 1)),
  };
}
