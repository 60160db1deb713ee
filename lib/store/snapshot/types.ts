import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';

/**
 * "Now" of a cluster: packed parts, each one row that the next pass overwrites. List pages read them and never wait for Kafka.
 * A part that has not changed is not rewritten; `verifiedAt` of the pass still vouches for it.
 */
export interface SnapshotParts {
  /** Rewritten every pass. `pass` is filled in by the reader from the pass row, so it is absent here. */
  overview: Omit<ClusterOverview, 'pass' | 'clusterId' | 'name'>;
  brokers: BrokerSummary[];
  topics: TopicSummary[];
  groups: GroupSummary[];
  /** Topology of the topics whose shard this is: see `topologyShard`. Rewritten when it changes. */
  [part: `topology:${number}`]: Record<string, TopologyEntry>;
  /** Members of the groups whose shard this is. Rewritten when they change. */
  [part: `members:${number}`]: Record<string, MembersEntry>;
  /** Leader replica sizes, by topic; index = partition. Rewritten when log dirs were read. */
  [part: `sizes:${number}`]: Record<string, (string | null)[]>;
}

export interface TopologyEntry {
  topicId: string | null;
  internal: boolean;
  fault: { code: string; detail: string } | null;
  partitions: {
    partition: number;
    leader: number | null;
    leaderEpoch: number | null;
    replicas: number[];
    isr: number[];
    offline: number[];
    fault: { code: string; detail: string } | null;
  }[];
}

export interface MembersEntry {
  /** When they were read, ISO time. */
  readAt: string;
  fault: { code: string; detail: string } | null;
  members: {
    memberId: string;
    instanceId: string | null;
    clientId: string;
    host: string;
    assignment: { topic: string; partitions: number[] }[] | null;
  }[];
  /** Group-level row faults of the last pass, by `topic:partition`; only partitions with a fault. */
  partitionFaults: Record<string, { code: string; detail: string }>;
}

/** Number of shards of the sharded parts. */
export const SNAPSHOT_SHARDS = 16;

/** Shard of a topic or group name: FNV-1a over UTF-16 units, modulo `SNAPSHOT_SHARDS`. */
export function snapshotShard(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash ^= name.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % SNAPSHOT_SHARDS;
}
