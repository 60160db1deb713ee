/**
 * The port that the rest of Farol uses to talk to one Kafka cluster with one credential.
 * Nothing throws because of one item: each item carries its own value or fault. Only an unreachable cluster, an aborted call or a closed client throws (`KafkaUnavailableError`).
 */

/** Why one item, broker or call gave no answer. */
export interface KafkaFault {
  /** Kafka's own error name (`GROUP_AUTHORIZATION_FAILED`), or one of ours: `BROKER_UNREACHABLE`, `BROKER_TIMEOUT`, `NO_LEADER`, `NO_COORDINATOR`, `UNSUPPORTED`, `NOT_ASKED`, `MALFORMED_RESPONSE`, `AUTHENTICATION_FAILED`, `TLS_FAILED`, `CANCELLED`. */
  code: string;
  /** Kafka's numeric error code; null when the fault is not an answer of a broker. */
  kafkaCode: number | null;
  /** One sentence for a person. Holds no secrets. */
  message: string;
  /** The broker that answered or failed to; null when no broker is concerned. */
  nodeId: number | null;
}

/** The value of one item, or why there is none. */
export type Item<T> = { ok: true; value: T } | { ok: false; fault: KafkaFault };

/** How one broker behaved during a call or a pass. */
export interface BrokerOutcome {
  nodeId: number;
  /** null when everything asked of this broker was answered. */
  fault: KafkaFault | null;
  requests: number;
  /** Wall milliseconds of the slowest request to this broker; null when none was answered. */
  roundTripMs: number | null;
}

export interface CallOptions {
  /** The call gives up and reports faults after so many milliseconds. Default 10 000. */
  deadlineMs?: number;
  signal?: AbortSignal;
}

export interface BrokerNode {
  nodeId: number;
  host: string;
  port: number;
  /** null when the broker names no rack. */
  rack: string | null;
}

export interface PartitionTopology {
  partition: number;
  /** null when the partition has no leader now. */
  leader: number | null;
  /** null when unknown (brokers that do not say). */
  leaderEpoch: number | null;
  replicas: readonly number[];
  isr: readonly number[];
  /** Replicas on brokers that are down or on failed disks. */
  offline: readonly number[];
  /** Metadata error of the partition (`LEADER_NOT_AVAILABLE`, …); null when there is none. */
  fault: KafkaFault | null;
}

export interface TopicTopology {
  name: string;
  /** Kafka's topic id in its own base64url form; null on brokers that have none (before 2.8). A recreated topic has a new one. */
  topicId: string | null;
  internal: boolean;
  fault: KafkaFault | null;
  partitions: readonly PartitionTopology[];
  /** Index of the topic's first partition in dense columns: `partitions[i]` stands at `base + i`. */
  base: number;
}

/** One Metadata answer, with errors kept as data. Topics sorted by name, partitions by number. */
export interface Topology {
  clusterId: string | null;
  /** Controller as Metadata names it (on KRaft: some live broker, not the quorum leader); null when none. */
  controllerId: number | null;
  /** Brokers alive now. A broker that is down is missing here: see the replica lists and `DescribeCluster`'s fenced brokers. */
  brokers: readonly BrokerNode[];
  topics: readonly TopicTopology[];
  /** Length of dense partition columns. */
  partitionCount: number;
  topicByName: ReadonlyMap<string, TopicTopology>;
}

/** One 64-bit value per partition of a `Topology`, in its dense order. */
export interface OffsetColumn {
  /** NaN = unknown. Exact up to 2^53; larger values stand in `wide` and are rounded here. */
  values: Float64Array;
  /** Kafka error code per partition, 0 when the value is known; `NOT_ASKED_CODE` (-1000) when no leader could be asked, `UNREACHABLE_CODE` (-1001) when its leader did not answer. */
  errors: Int16Array;
  /** Exact values at or above 2^53, by dense index. Empty on almost every cluster. */
  wide: ReadonlyMap<number, bigint>;
  /** Monotonic milliseconds at which each broker's answer arrived; rates use these. */
  answeredAtByBroker: ReadonlyMap<number, number>;
  brokers: readonly BrokerOutcome[];
}

export const NOT_ASKED_CODE = -1000;
export const UNREACHABLE_CODE = -1001;

export type OffsetSpec = 'earliest' | 'latest' | 'latest_stable';

/** Group kinds. `unknown` only on brokers that do not tell (before 3.8) and where no describe succeeded. */
export type GroupKind = 'classic' | 'consumer' | 'share' | 'streams' | 'unknown';

export interface GroupListing {
  groupId: string;
  kind: GroupKind;
  /** Kafka's state name (`Stable`, `Empty`, `Dead`, `PreparingRebalance`, …); null when the broker does not tell. */
  state: string | null;
  protocolType: string | null;
  /** The broker that listed it, which is its coordinator. */
  coordinator: number;
}

/** All groups listed by all brokers that answered; those of a silent broker are unknown, not gone. */
export interface GroupList {
  groups: readonly GroupListing[];
  brokers: readonly BrokerOutcome[];
}

export interface MemberAssignment {
  topic: string;
  partitions: readonly number[];
}

export interface GroupMember {
  memberId: string;
  /** group.instance.id; null for dynamic members. */
  instanceId: string | null;
  clientId: string;
  host: string;
  /** null when it could not be decoded. */
  assignment: readonly MemberAssignment[] | null;
}

export interface GroupDescription {
  groupId: string;
  kind: GroupKind;
  state: string;
  protocolType: string | null;
  /** Assignor or protocol name; null when there is none. */
  assignor: string | null;
  /** Group epoch of consumer-protocol groups; null for others. */
  epoch: number | null;
  coordinator: number;
  members: readonly GroupMember[];
}

/**
 * Committed offsets of many groups, columnar. Group `g` owns the rows `[starts[g], starts[g+1])`.
 * A row exists only for a partition with a commit or with an error; a partition without a row has no commit, provided the group's fault is null.
 */
export interface CommittedColumns {
  groupIds: readonly string[];
  /** Fault of the whole group (not authorized, coordinator unreachable, …); null when it answered. */
  faults: readonly (KafkaFault | null)[];
  /** Broker asked for each group; null when none was known. */
  coordinators: readonly (number | null)[];
  starts: Uint32Array;
  /** Dense partition index in the `Topology` passed in; -1 = see `strangers` (a topic or partition the topology lacks: hidden or deleted). */
  partitionIndex: Int32Array;
  /** Committed offset; NaN when the row has an error. */
  offsets: Float64Array;
  errors: Int16Array;
  /** Exact offsets at or above 2^53, by row. */
  wide: ReadonlyMap<number, bigint>;
  /** Topic and partition of the rows whose `partitionIndex` is -1, by row. */
  strangers: ReadonlyMap<number, { topic: string; partition: number }>;
  answeredAtByBroker: ReadonlyMap<number, number>;
  brokers: readonly BrokerOutcome[];
}

export interface LogDirReplica {
  topic: string;
  partition: number;
  sizeBytes: bigint;
  offsetLag: bigint;
  /** A replica being moved into this directory. */
  isFuture: boolean;
}

export interface LogDir {
  path: string;
  fault: KafkaFault | null;
  /** null where the broker does not tell (before 3.3). */
  totalBytes: bigint | null;
  /** Free bytes usable by the broker; null where it does not tell. */
  usableBytes: bigint | null;
  replicas: readonly LogDirReplica[];
}

export interface QuorumReplica {
  nodeId: number;
  logEndOffset: bigint;
  /** Wall milliseconds; null when the leader does not tell. */
  lastFetchMs: number | null;
  lastCaughtUpMs: number | null;
}

export interface Quorum {
  leaderId: number | null;
  leaderEpoch: number;
  highWatermark: bigint;
  voters: readonly QuorumReplica[];
  observers: readonly QuorumReplica[];
}

export type ConfigResourceType = 'topic' | 'broker' | 'group';

export interface ConfigEntry {
  name: string;
  /** null when sensitive or unset. */
  value: string | null;
  source: string;
  readOnly: boolean;
  sensitive: boolean;
  isDefault: boolean;
  /** Kafka's own documentation of the key; null when not asked for or not given. */
  documentation: string | null;
}

export interface ClusterDescription {
  clusterId: string | null;
  controllerId: number | null;
  /** Registered brokers that are fenced (down or still catching up); null where the broker cannot tell (before 4.0). */
  fencedBrokerIds: readonly number[] | null;
  brokers: readonly BrokerNode[];
}

/** Whether a thing can be asked of this cluster, and if not, why in one sentence. */
export interface Capability {
  supported: boolean;
  reason: string | null;
}

export interface Capabilities {
  mode: 'kraft' | 'zookeeper';
  /** Best knowledge of the Kafka version from features and API versions, e.g. `4.3` or `2.8`; null when it cannot be told. */
  version: string | null;
  describeQuorum: Capability;
  describeCluster: Capability;
  logDirSpace: Capability;
  groupKinds: Capability;
  batchedOffsetFetch: Capability;
}

/** What calls have cost since the counter was taken. */
export interface CallCost {
  requests: number;
  requestsByApi: Record<string, number>;
  bytesOut: number;
  bytesIn: number;
}

export interface KafkaAdmin {
  /** Connects and reads versions and features. Throws `KafkaUnavailableError` when no bootstrap broker answers. Cached; refreshed when a broker reconnects. */
  capabilities(options?: CallOptions): Promise<Capabilities>;
  /** One Metadata call for all topics the credential may see. */
  topology(options?: CallOptions): Promise<Topology>;
  describeCluster(options?: CallOptions): Promise<ClusterDescription>;
  /** One ListOffsets per leader (chunked at 20 000 partitions). `wanted` limits it to some dense indexes; absent = all. */
  listOffsets(topology: Topology, spec: OffsetSpec, options?: CallOptions & { wanted?: Uint32Array }): Promise<OffsetColumn>;
  /** ListGroups on every broker. */
  listGroups(topology: Topology, options?: CallOptions): Promise<GroupList>;
  /** OffsetFetch of all commits of many groups: batched per coordinator where brokers can (3.0+), one per group below. Share groups have no commits here: do not pass them. */
  committed(topology: Topology, groups: readonly GroupListing[], options?: CallOptions): Promise<CommittedColumns>;
  /** Describes groups by the API of their kind. Results in the order of `groups`. */
  describeGroups(groups: readonly GroupListing[], options?: CallOptions): Promise<Item<GroupDescription>[]>;
  logDirs(topology: Topology, options?: CallOptions): Promise<Map<number, Item<readonly LogDir[]>>>;
  /** Only on KRaft; `UNSUPPORTED` otherwise. */
  quorum(options?: CallOptions): Promise<Item<Quorum>>;
  /** `names` in the order of results; `keys` limits to some config names. */
  describeConfigs(
    type: ConfigResourceType,
    names: readonly string[],
    options?: CallOptions & { keys?: readonly string[]; documentation?: boolean },
  ): Promise<Item<readonly ConfigEntry[]>[]>;
  /** Cost since this client was made; subtract two readings to cost a pass. */
  cost(): CallCost;
  close(): Promise<void>;
}

/** How to reach a cluster. Built by `parseClientProperties` or from configuration; never logged whole. */
export interface KafkaConnection {
  /** `host:port`, at least one. */
  bootstrap: readonly string[];
  clientId: string;
  tls: {
    ca: string | null;
    cert: string | null;
    key: string | null;
    keyPassphrase: string | null;
    /** false = `ssl.endpoint.identification.algorithm=`; the certificate chain is still verified. */
    verifyHostname: boolean;
  } | null;
  sasl: { mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; username: string; password: string } | null;
  connectTimeoutMs: number;
  requestTimeoutMs: number;
}
