import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { CanarySnapshot } from '#lib/contracts/canary.ts';
import type { BrokerDirs, DiskForecast } from '#lib/contracts/disk.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import type { QuorumDetail } from '#lib/contracts/quorum.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { GroupSummary, GroupTopic, OddState } from '#lib/contracts/groups.ts';
import type { UnknownReading } from '#lib/contracts/resources.ts';
import type { TransactionsReading } from '#lib/contracts/transactions.ts';
import type { ZookeeperReading } from '#lib/contracts/zookeeper.ts';

/**
 * "Now" of a cluster: packed parts, each one row that the next pass overwrites. List pages read them and never wait for Kafka.
 * A part that has not changed is not rewritten; `verifiedAt` of the pass still vouches for it.
 */
export interface SnapshotParts {
  /** Rewritten every pass. `pass` is filled in by the reader from the pass row, so it is absent here. */
  overview: Omit<ClusterOverview, 'pass' | 'clusterId' | 'name' | 'cost' | 'evidence'>;
  /** What Farol sends to the cluster. Rewritten every pass. */
  cost?: NonNullable<ClusterOverview['cost']>;
  brokers: BrokerSummary[];
  topics: TopicSummary[];
  groups: GroupSummary[];
  /** Rewritten every pass while the canary is on; what stands here is old while it is off. */
  canary: CanarySnapshot;
  /** What brokers told of their own resources. Rewritten when one was read. */
  resources?: ResourcesPart;
  /** Directories of the brokers that were read; sizes stand in `brokers`. Not blanked by a failed pass: a reader goes by `brokers`. */
  disk: BrokerDirs[];
  /** One entry a directory. Rewritten when the forecasts were made anew. */
  disk_forecast: { computedAt: string; dirs: { nodeId: number; path: string; forecast: DiskForecast }[] };
  /** The metadata quorum in detail. Not blanked by a failed pass: a reader goes by the pass. */
  quorum: { detail: QuorumDetail | null };
  zookeeper: ZookeeperReading;
  transactions: TransactionsReading;
  /** Topology of the topics whose shard this is: see `topologyShard`. Rewritten when it changes. */
  [part: `topology:${number}`]: Record<string, TopologyEntry>;
  /** Members of the groups whose shard this is. Rewritten when they change. */
  [part: `members:${number}`]: Record<string, MembersEntry>;
  /** How the groups whose shard this is do on each of their topics. */
  [part: `standing:${number}`]: Record<string, StandingEntry>;
  /** Leader replica sizes, by topic; index = partition. Rewritten when log dirs were read. */
  [part: `sizes:${number}`]: Record<string, (string | null)[]>;
}

/** Readings of brokers' own sources, as the sampler last had them. */
export interface ResourcesPart {
  /** null = nothing is connected; then there are no brokers either. */
  source: 'jolokia' | 'prometheus' | null;
  /** By node id. */
  brokers: Record<string, ResourcesEntry>;
}

export interface ResourcesEntry {
  state: 'waiting' | 'ok' | 'failed';
  /** ISO time since which the state holds. */
  since: string;
  fault: { code: string; detail: string } | null;
  /** ISO time of the readings; null when there are none that still hold. */
  readAt: string | null;
  raftState: string | null;
  /** By metric name, in the metric's unit. */
  readings: Record<string, number>;
  /** Why, by metric name. */
  unknown: Record<string, UnknownReading>;
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

export interface StreamsEntry {
  topologyEpoch: number | null;
  subtopologies: { id: string; sourceTopics: string[]; repartitionTopics: string[]; changelogTopics: string[] }[];
}

export interface ShareEntry {
  readAt: string;
  /** Why nothing of it could be read. */
  fault: { code: string; detail: string } | null;
  /** 64-bit numbers as decimal strings. */
  partitions: {
    topic: string;
    partition: number;
    startOffset: string | null;
    lag: string | null;
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
    /** What follows may be absent in parts that an older Farol stored. */
    rack?: string | null;
    /** null where the protocol has no target assignment. */
    target?: { topic: string; partitions: number[] }[] | null;
    epoch?: number | null;
  }[];
  /** Group and target-assignment epochs; null for classic groups and where they could not be read. */
  epoch?: number | null;
  assignmentEpoch?: number | null;
  assignor?: string | null;
  /** Subtopologies of a streams group; null for every other kind. */
  streams?: StreamsEntry | null;
  /** Progress of a share group as last read; null for every other kind and before it was read. */
  share?: ShareEntry | null;
  /** Group-level row faults of the last pass, by `topic:partition`; only partitions with a fault. */
  partitionFaults: Record<string, { code: string; detail: string }>;
}

/** How one group does, topic by topic, and which of its partitions are in a state of their own. */
export interface StandingEntry {
  topics: GroupTopic[];
  odd: { topic: string; partition: number; state: OddState }[];
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
