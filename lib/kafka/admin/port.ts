/**
 * The port that the rest of Farol uses to talk to one Kafka cluster with one credential.
 * Nothing throws because of one item: each item carries its own value or fault. Only an unreachable cluster, an aborted call or a closed client throws (`KafkaUnavailableError`).
 */

/** Why one item, broker or call gave no answer. */
export interface KafkaFault {
  /** Kafka's own error name (`GROUP_AUTHORIZATION_FAILED`), or one of ours: `BROKER_UNREACHABLE`, `BROKER_TIMEOUT`, `NO_LEADER`, `NO_COORDINATOR`, `NO_EPOCH`, `UNSUPPORTED`, `NOT_ASKED`, `NAME_REFUSED`, `MALFORMED_RESPONSE`, `AUTHENTICATION_FAILED`, `TLS_FAILED`, `CANCELLED`. */
  code: string;
  /** Kafka's numeric error code; null when the fault is not an answer of a broker. */
  kafkaCode: number | null;
  /** One sentence for a person. Holds no secrets. */
  message: string;
  /** The broker that answered or failed to; null when no broker is concerned. */
  nodeId: number | null;
  /** Present when the broker was not asked at all, because it has failed of late: since when, and when it is tried next (epoch ms). See `BrokerHealth`. */
  heldBack?: { sinceMs: number; nextTryMs: number };
}

/** Whether Farol asks a broker. After three failures in a row or one long silence it does not, until a probe of its own is answered; calls fail at once meanwhile. */
export interface BrokerHealth {
  /** True = calls to the broker are not sent now. */
  isOpen: boolean;
  /** Epoch ms of the first failure since the broker's last answer; null when it is asked. */
  sinceMs: number | null;
  /** Epoch ms of the next probe, in the past while one is under way; null when the broker is asked. */
  nextTryMs: number | null;
  /** What went wrong last; null when its last call was answered. */
  lastFault: KafkaFault | null;
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

/** All groups listed by all brokers that answered; those of a silent broker are unknown, not gone. A broker with a group whose id Farol does not read (over 2,000 bytes, or with a zero character) has the fault `NAME_REFUSED`, and its other groups are listed. */
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
  /** client.rack; null when it names none or the API does not tell. */
  rack: string | null;
  /** null when it could not be decoded. */
  assignment: readonly MemberAssignment[] | null;
  /** What the coordinator wants the member to hold (consumer and streams protocol); null where there is no such thing. Differs from `assignment` while a rebalance is on its way. */
  target: readonly MemberAssignment[] | null;
  /** Epoch of the member; behind the group's assignment epoch while it has not taken the target over. null for classic groups. */
  epoch: number | null;
}

/** What only a streams group has. */
export interface StreamsGroupDetail {
  topologyEpoch: number | null;
  /** Subtopologies by id with the topics they read and make; repartition topics are both those it writes and those it reads. */
  subtopologies: readonly {
    id: string;
    sourceTopics: readonly string[];
    repartitionTopics: readonly string[];
    changelogTopics: readonly string[];
  }[];
}

export interface GroupDescription {
  groupId: string;
  kind: GroupKind;
  state: string;
  protocolType: string | null;
  /** Assignor or protocol name; null when there is none. */
  assignor: string | null;
  /** Group epoch of consumer, share and streams groups: grows with each change of members or subscription; null for classic groups. */
  epoch: number | null;
  /** Epoch of the target assignment; null for classic groups. */
  assignmentEpoch: number | null;
  coordinator: number;
  members: readonly GroupMember[];
  /** null for every other kind. */
  streams: StreamsGroupDetail | null;
}

/** Where a share group stands on one partition. */
export interface SharePartition {
  topic: string;
  partition: number;
  /** Offset up to which everything is done with, as the coordinator has it stored: it may stay behind while later records are done with already. null when the group has none here. */
  startOffset: bigint | null;
  /** Messages not yet done with, as the broker tells (4.2 on); null where it does not. Exact where `startOffset` stays behind: do not derive one from the other. */
  lag: bigint | null;
  fault: KafkaFault | null;
}

/** Offsets by timestamp, by position in the `wanted` list of the call. */
export interface TimedOffsets {
  /** Offset of the first record with that timestamp or a later one; `Infinity` = every record is older; NaN = unknown. */
  offsets: Float64Array;
  /** Timestamp of that record, epoch ms; NaN where there is none. */
  timestamps: Float64Array;
  brokers: readonly BrokerOutcome[];
}

/** What a Fetch from one offset showed. */
export interface RecordsAt {
  /** First data record at or after the asked offset within what was fetched; null when there is none. */
  first: { offset: bigint; timestampMs: number | null } | null;
  /** True when the log from the asked offset to its end holds nothing but control records (transaction markers) or nothing at all. */
  onlyControl: boolean;
  highWatermark: bigint;
  lastStableOffset: bigint;
  logStartOffset: bigint;
}

export interface TransactionListing {
  transactionalId: string;
  producerId: bigint;
  /** Kafka's state name: `Ongoing`, `PrepareCommit`, … */
  state: string;
  coordinator: number;
}

export interface TransactionDescription extends TransactionListing {
  producerEpoch: number;
  timeoutMs: number;
  /** Start of the transaction, epoch ms; null when none is open. */
  startedMs: number | null;
  partitions: readonly MemberAssignment[];
}

/** One producer that a partition leader remembers. */
export interface ProducerState {
  producerId: bigint;
  producerEpoch: number;
  lastSequence: number;
  /** Epoch ms of its last record. */
  lastTimestampMs: number;
  coordinatorEpoch: number;
  /** First offset of its open transaction in this partition; null when none is open. */
  currentTransactionStart: bigint | null;
}

/** What DescribeTopicPartitions tells beyond Metadata. */
export interface EligibleReplicas {
  topic: string;
  partition: number;
  /** Replicas out of the ISR that may still become leader without loss (KIP-966); null where the broker does not tell. */
  eligible: readonly number[] | null;
  lastKnownEligible: readonly number[] | null;
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

/** A follower that lacks messages. */
export interface BehindReplica {
  topic: string;
  partition: number;
  offsets: bigint;
}

/** One log directory, with sums over its replicas: the replicas themselves would be the largest thing in memory. */
export interface LogDir {
  path: string;
  fault: KafkaFault | null;
  /** null where the broker does not tell (before 3.3). */
  totalBytes: bigint | null;
  /** Free bytes usable by the broker; null where it does not tell. */
  usableBytes: bigint | null;
  /** Of all replicas in it, those being moved in included. */
  replicaBytes: bigint;
  /** Without those being moved in. */
  replicas: number;
  /** Of so many of them the broker told what they lack. */
  told: number;
  /** Those that lack messages, and how many they lack. */
  behind: number;
  lagOffsets: bigint;
  movingIn: number;
}

/** The directories of one broker. */
export interface BrokerLogDirs {
  dirs: readonly LogDir[];
  /** The followers on it that lack most, worst first, at most 20. */
  furthest: readonly BehindReplica[];
}

/** Disk use of a cluster. */
export interface LogDirs {
  brokers: ReadonlyMap<number, Item<BrokerLogDirs>>;
  /** Bytes of the leader's replica by dense partition index; NaN = its leader did not tell. */
  leaderBytes: Float64Array;
}

export interface QuorumReplica {
  nodeId: number;
  /** Id of its metadata directory; null where the leader does not tell (before 3.9, and for static voters). */
  directoryId: string | null;
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
  /** Kafka's own default; null when documentation was not asked for, when it has none, and for secrets. */
  defaultValue: string | null;
}

/** One rule of the authorizer that applies to a topic. */
export interface AclRule {
  /** What the rule is written for: the topic's name, a prefix of it, or `*`. */
  resourceName: string;
  /** `LITERAL` or `PREFIXED`. */
  pattern: string;
  /** `User:ana`, … */
  principal: string;
  /** `*` = from anywhere. */
  host: string;
  /** Kafka's name of the operation: `READ`, `WRITE`, `ALL`, … */
  operation: string;
  /** `ALLOW` or `DENY`. */
  permission: string;
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
  shareGroupOffsets: Capability;
  listTransactions: Capability;
  describeProducers: Capability;
  describeTopicPartitions: Capability;
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
  /** ListOffsets by timestamp for the `wanted` dense indexes, at most 200 partitions a request: each look-up reads an index and a batch from disk. */
  listOffsetsAt(topology: Topology, timestampMs: number, options: CallOptions & { wanted: Uint32Array }): Promise<TimedOffsets>;
  /** Fetches from one offset of each of at most 50 partitions, without any group: for the age of the next record and for trailing transaction markers. Results in the order of `at`. `requestsMax` bounds the requests to all leaders together: beyond it, what came back empty is not asked for again, and what was not asked is `NOT_ASKED`. */
  recordsAt(
    topology: Topology,
    at: readonly { index: number; offset: bigint }[],
    options?: CallOptions & { requestsMax?: number },
  ): Promise<Item<RecordsAt>[]>;
  /** OffsetForLeaderEpoch: where each partition's log ended under an epoch, or under the largest earlier one that the log knows; `NO_EPOCH` when it knows none. Results in the order of `asked`. */
  epochEnds(
    topology: Topology,
    asked: readonly { index: number; leaderEpoch: number }[],
    options?: CallOptions,
  ): Promise<Item<{ leaderEpoch: number; endOffset: bigint }>[]>;
  /** DescribeTopicPartitions, paged; for the eligible replicas that Metadata does not tell. Topics that are gone or hidden are left out; a fault when a page could not be read. */
  eligibleReplicas(topics: readonly string[], options?: CallOptions): Promise<Item<readonly EligibleReplicas[]>>;
  /** ListGroups on every broker. */
  listGroups(topology: Topology, options?: CallOptions): Promise<GroupList>;
  /** OffsetFetch of all commits of many groups: batched per coordinator where brokers can (3.0+), one per group below. Share groups have no commits here: do not pass them. */
  committed(topology: Topology, groups: readonly GroupListing[], options?: CallOptions): Promise<CommittedColumns>;
  /** Describes groups by the API of their kind. Results in the order of `groups`. */
  describeGroups(groups: readonly GroupListing[], options?: CallOptions): Promise<Item<GroupDescription>[]>;
  /** Progress of share groups, which have no commits. Brokers tell nothing of partitions on which a group has not begun, and the same of a group that is gone. Results in the order of `groups`. */
  shareOffsets(groups: readonly GroupListing[], options?: CallOptions): Promise<Item<readonly SharePartition[]>[]>;
  /** ListTransactions on every broker. `olderThanMs` (brokers from 3.8 on; ignored below) leaves out younger ones. */
  listTransactions(
    topology: Topology,
    options?: CallOptions & { olderThanMs?: number },
  ): Promise<{ transactions: readonly TransactionListing[]; brokers: readonly BrokerOutcome[] }>;
  /** Results in the order of `listings`. */
  describeTransactions(listings: readonly TransactionListing[], options?: CallOptions): Promise<Item<TransactionDescription>[]>;
  /** DescribeProducers at the leaders of the `wanted` dense indexes. Results in that order. */
  producers(topology: Topology, wanted: Uint32Array, options?: CallOptions): Promise<Item<readonly ProducerState[]>[]>;
  logDirs(topology: Topology, options?: CallOptions): Promise<LogDirs>;
  /** Only on KRaft; `UNSUPPORTED` otherwise. */
  quorum(options?: CallOptions): Promise<Item<Quorum>>;
  /** `names` in the order of results; `keys` limits to some config names. */
  describeConfigs(
    type: ConfigResourceType,
    names: readonly string[],
    options?: CallOptions & { keys?: readonly string[]; documentation?: boolean },
  ): Promise<Item<readonly ConfigEntry[]>[]>;
  /** DescribeAcls: every rule that applies to a topic. `SECURITY_DISABLED` where there is no authorizer. */
  topicAcls(topic: string, options?: CallOptions): Promise<Item<readonly AclRule[]>>;
  /** The circuit breaker of each broker this client knows, by node id. */
  brokerHealth(): ReadonlyMap<number, BrokerHealth>;
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
  /** Patterns (`*`, `?`) for `host` or `host:port` that brokers may advertise; brokers elsewhere are not connected to. Absent = all. The bootstrap addresses need not fit. */
  advertisedHosts?: readonly string[];
}
