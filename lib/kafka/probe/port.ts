import type { BrokerNode, CallCost, CallOptions, Item, KafkaFault } from '../admin/port.ts';

/** Where one partition stands, from the last Metadata. */
export interface ProbePartition {
  partition: number;
  /** null when it has no leader now. */
  leader: number | null;
  /** The preferred leader first. */
  replicas: readonly number[];
}

/** What Metadata tells of a few topics. */
export interface ProbeMap {
  brokers: readonly BrokerNode[];
  /** By name; a topic that does not exist or may not be seen has a fault and no partitions. */
  topics: ReadonlyMap<string, { fault: KafkaFault | null; partitions: readonly ProbePartition[] }>;
}

/** When a request went out and when its whole answer had arrived; monotonic ms. Connecting is not part of it. */
export interface Timed {
  sentAt: number;
  answeredAt: number;
}

/** One record that was read. */
export interface ProbeRecord {
  offset: bigint;
  value: Buffer | null;
}

/** What a fetch gave of one partition. */
export interface ProbeFetched {
  records: readonly ProbeRecord[];
  /** Where to read on. */
  nextOffset: bigint;
}

/** One record to be written. */
export interface ProduceTarget {
  /** The partition's leader. */
  nodeId: number;
  topic: string;
  partition: number;
}

/**
 * What the canary needs of a cluster: the only part of Farol that writes to one. It has connections of its own, one per broker for each of producing, fetching
 * and the rest, so that no request waits behind another's answer. Nothing is sent twice. No call rejects for what a broker does or fails to do.
 */
export interface KafkaProbe {
  /** Metadata of some topics; never creates one. */
  map(topics: readonly string[], options?: CallOptions): Promise<Item<ProbeMap>>;
  /** Writes one record with acks=all. `value` is made at the moment of sending, from that moment in monotonic ms. Gives the record's offset. */
  produce(
    target: ProduceTarget,
    value: (sentAt: number) => Buffer,
    options: CallOptions,
  ): Promise<Item<Timed & { offset: bigint }>>;
  /** Reads from some partitions of one leader, waiting up to `maxWaitMs` for a first record. No group, no fetch session. By partition. */
  fetch(
    nodeId: number,
    topic: string,
    from: ReadonlyMap<number, bigint>,
    options: CallOptions & { maxWaitMs: number },
  ): Promise<Item<{ answeredAt: number; partitions: ReadonlyMap<number, Item<ProbeFetched>> }>>;
  /** Commits one offset of a simple group (no members, no generation) at its coordinator. */
  commit(
    nodeId: number,
    commit: { group: string; topic: string; partition: number; offset: bigint },
    options: CallOptions,
  ): Promise<Item<Timed>>;
  /** Looks a group's coordinator up, which makes brokers create `__consumer_offsets` where it does not exist yet. */
  wakeCoordinator(group: string, options: CallOptions): Promise<Item<null>>;
  /** Creates a topic with the given replicas per partition, the preferred leader first. */
  createTopic(
    topic: { name: string; assignments: readonly (readonly number[])[]; configs: Readonly<Record<string, string>> },
    options: CallOptions,
  ): Promise<Item<null>>;
  /** Adds partitions behind the `existing` ones, with the given replicas. */
  createPartitions(
    topic: { name: string; existing: number; assignments: readonly (readonly number[])[] },
    options: CallOptions,
  ): Promise<Item<null>>;
  /** Cost since it was made. */
  cost(): CallCost;
  close(): void;
}
