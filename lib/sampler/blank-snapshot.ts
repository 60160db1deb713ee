import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { CoveredSum, Fault, Problem } from '#lib/contracts/common.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';

type Rows = Pick<SnapshotParts, 'overview' | 'brokers' | 'topics' | 'groups'>;

/**
 * The rows after a pass that reached nothing: what existed is still named, every reading is unknown. Without this the fresh time of the failed pass would vouch for old numbers.
 * `last` is null when no pass has ever succeeded.
 */
export function blankSnapshot(last: Rows | null, fault: Fault, problems: readonly Problem[], now: string): Rows {
  const brokers = (last?.brokers ?? []).map((broker) => blankBroker(broker, fault, now));
  return {
    overview: {
      fault,
      kafka: last?.overview.kafka ? { ...last.overview.kafka, controllerId: null } : null,
      quorum: null,
      quorumFault: null,
      brokers,
      partitions: null,
      topics: null,
      groups: null,
      messagesInPerSecond: unknown(last?.overview.messagesInPerSecond),
      messagesOutPerSecond: unknown(last?.overview.messagesOutPerSecond),
      lag: unknown(last?.overview.lag),
      worstGroups: [],
      mostBehind: null,
      disk: { replicaBytes: null, totalBytes: null, usableBytes: null, brokersKnown: 0, brokersTotal: brokers.length },
      problems: [...problems],
    },
    brokers,
    topics: (last?.topics ?? []).map((topic) => unknownTopic(topic, fault)),
    groups: (last?.groups ?? []).map((group) => ({
      ...group,
      state: null,
      coordinator: null,
      fault,
      members: null,
      lag: unknown(group.lag),
      maxLag: null,
      maxLagPartition: null,
      messagesOutPerSecond: unknown(group.messagesOutPerSecond),
      messagesInPerSecond: null,
      verdict: null,
      secondsBehind: null,
      catchUpSeconds: null,
      retentionHeadroomSeconds: null,
      lastCommitAt: group.lastCommitAt,
    })),
  };
}

/** The row of a topic of which a pass could read nothing, and why. */
export function unknownTopic(topic: TopicSummary, fault: Fault): TopicSummary {
  return {
    ...topic,
    fault,
    underMinIsrPartitions: null,
    messagesInPerSecond: unknown(topic.messagesInPerSecond),
    offsetsHeld: unknown(topic.offsetsHeld),
    sizeBytes: null,
    lag: unknown(topic.lag),
    secondsBehind: null,
    openTransactionOffsets: null,
    hottestPartitionShare: null,
    hottestPartition: null,
  };
}

function blankBroker(broker: BrokerSummary, fault: Fault, now: string): BrokerSummary {
  return {
    ...broker,
    state: 'silent',
    since: broker.state === 'silent' ? broker.since : now,
    fault,
    nextTryAt: null,
    isController: false,
    isQuorumLeader: false,
    leaders: null,
    replicas: null,
    outOfSync: null,
    messagesInPerSecond: null,
    roundTripMs: null,
    logDirs: null,
    replicaBytes: null,
    diskTotalBytes: null,
    diskUsableBytes: null,
    logDirsAt: null,
  };
}

function unknown(before: Pick<CoveredSum, 'total'> | undefined): { value: null; known: number; total: number } {
  return { value: null, known: 0, total: before?.total ?? 0 };
}
