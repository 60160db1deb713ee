/** A partition as the fake brokers tell it. */
export interface FakePartition {
  /** −1 = no leader. */
  leader: number;
  leaderEpoch: number;
  replicas: readonly number[];
  isr: readonly number[];
  offline: readonly number[];
  startOffset: bigint;
  endOffset: bigint;
  /** Last stable offset; absent = the end offset. */
  stableOffset?: bigint;
  /** Error that ListOffsets answers for it; absent = none. */
  offsetsError?: number;
  sizeBytes: bigint;
  /** Record batches that any Fetch below the end answers with, whatever its offset; absent = none. */
  batches?: Buffer;
  /** Records with the times by which they are found, oldest first; absent = none, so that every time is later than the last record. */
  records?: readonly { offset: bigint; timestampMs: number }[];
  /** Ends of leader epochs, oldest first; absent = the leader knows none. */
  epochEnds?: readonly { leaderEpoch: number; endOffset: bigint }[];
  /** KIP-966; absent = the broker does not tell. */
  eligible?: readonly number[];
  producers?: readonly FakeProducer[];
}

/** A producer that a partition's leader remembers. */
export interface FakeProducer {
  producerId: bigint;
  producerEpoch: number;
  lastTimestampMs: number;
  /** −1 = no open transaction. */
  transactionStart: bigint;
}

export interface FakeTransaction {
  transactionalId: string;
  producerId: bigint;
  state: string;
  coordinator: number;
  /** −1 = none is open. */
  startedMs: number;
  partitions: readonly { topic: string; partitions: readonly number[] }[];
}

export interface FakeTopic {
  name: string;
  /** base64url, 16 bytes. */
  topicId: string;
  internal: boolean;
  partitions: FakePartition[];
}

export interface FakeMember {
  memberId: string;
  instanceId: string | null;
  clientId: string;
  host: string;
  assignment: readonly { topic: string; partitions: readonly number[] }[];
  /** Absent = the assignment. */
  target?: readonly { topic: string; partitions: readonly number[] }[];
  rack?: string;
  /** Absent = 1. */
  epoch?: number;
}

export interface FakeGroup {
  groupId: string;
  kind: 'classic' | 'consumer' | 'share' | 'streams';
  state: string;
  protocolType: string;
  coordinator: number;
  epoch: number;
  /** Absent = the epoch. */
  assignmentEpoch?: number;
  assignor: string;
  /** Error that its coordinator answers to OffsetFetch and describes; 0 = none. */
  errorCode: number;
  commits: readonly { topic: string; partitions: readonly { partition: number; offset: bigint; errorCode?: number }[] }[];
  members: readonly FakeMember[];
  /** Progress of a share group. */
  shared?: readonly { topic: string; partition: number; startOffset: bigint; lag: bigint; errorCode?: number }[];
}

/** What all brokers of a fake cluster know. Change it at will between requests. */
export interface FakeState {
  clusterId: string;
  controllerId: number;
  topics: FakeTopic[];
  groups: FakeGroup[];
  transactions: FakeTransaction[];
  /** Registered brokers that DescribeCluster calls fenced. */
  fenced: readonly number[];
  /** By topic or broker: configuration keys and values. */
  configs: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** A fake partition on the given replicas, led by the first, with some defaults replaced. */
export function fakePartition(replicas: readonly number[], changes: Partial<FakePartition> = {}): FakePartition {
  return {
    leader: replicas[0] ?? -1,
    leaderEpoch: 3,
    replicas,
    isr: replicas,
    offline: [],
    startOffset: 0n,
    endOffset: 100n,
    sizeBytes: 1000n,
    ...changes,
  };
}

/** A topic id derived from a number, so that tests know it beforehand. */
export function fakeTopicId(seed: number): string {
  const bytes = Buffer.alloc(16, 7);
  bytes.writeUInt32BE(seed, 12);
  return bytes.toString('base64url');
}

/** A fake group without commits and members, with some defaults replaced. */
export function fakeGroup(groupId: string, coordinator: number, changes: Partial<FakeGroup> = {}): FakeGroup {
  return {
    groupId,
    kind: 'classic',
    state: 'Empty',
    protocolType: 'consumer',
    coordinator,
    epoch: 5,
    assignor: 'range',
    errorCode: 0,
    commits: [],
    members: [],
    ...changes,
  };
}

/** How large a made-up cluster is. */
export interface FakeShape {
  brokers: number;
  topics: number;
  partitionsPerTopic: number;
  groups: number;
  /** Each group commits to so many partitions, topic after topic. */
  partitionsPerGroup: number;
}

/** A healthy cluster of any size: replication factor 3 where there are brokers enough, end offset 1,000,000, every commit 10 behind. */
export function fakeClusterOfShape(shape: FakeShape): Pick<FakeState, 'topics' | 'groups'> {
  const replicasOf = (seed: number): number[] =>
    Array.from({ length: Math.min(3, shape.brokers) }, (_unused, i) => ((seed + i) % shape.brokers) + 1);
  const topics = Array.from({ length: shape.topics }, (_unused, t): FakeTopic => ({
    name: `topic-${String(t).padStart(6, '0')}`,
    topicId: fakeTopicId(t),
    internal: false,
    partitions: Array.from({ length: shape.partitionsPerTopic }, (_none, p) =>
      fakePartition(replicasOf(t + p), { startOffset: 500n, endOffset: 1_000_000n }),
    ),
  }));
  const groups = Array.from({ length: shape.groups }, (_unused, g) => {
    const topicCount = Math.ceil(shape.partitionsPerGroup / shape.partitionsPerTopic);
    const commits = Array.from({ length: topicCount }, (_none, i) => ({
      topic: topics[(g + i) % shape.topics]?.name ?? '',
      partitions: Array.from(
        { length: Math.min(shape.partitionsPerTopic, shape.partitionsPerGroup - i * shape.partitionsPerTopic) },
        (_no, p) => ({
          partition: p,
          offset: 999_990n,
        }),
      ),
    }));
    return fakeGroup(`group-${String(g).padStart(5, '0')}`, (g % shape.brokers) + 1, { state: 'Stable', commits });
  });
  return { topics, groups };
}
