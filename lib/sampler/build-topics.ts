import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { TopicTopology } from '#lib/kafka/admin/port.ts';
import { coveredRate, coveredSum, toHundredth } from './covered.ts';
import type { DerivedPass } from './derive-pass.ts';
import { contractFaultOrNull } from './names.ts';

/** One row per topic that metadata shows, by name. */
export function buildTopics(derived: DerivedPass): TopicSummary[] {
  const { commits, configs, health, lag, throughput } = derived;
  return derived.pass.topology.topics.map((topic, t) => {
    const config = configs.get(topic.name);
    const rate = throughput.byTopic[t] ?? { value: 0, known: 0, total: 0 };
    const held = throughput.held[t] ?? { value: 0n, known: 0 };
    const hottest = throughput.hottest[t] ?? null;
    const underMinIsr = health.underMinIsrByTopic[t] ?? -1;
    return {
      name: topic.name,
      topicId: topic.topicId,
      internal: topic.internal,
      fault: contractFaultOrNull(topic.fault),
      notSeen: null,
      partitions: topic.partitions.length,
      replicationFactor: replicationFactor(topic),
      offlinePartitions: health.offlineByTopic[t] ?? 0,
      underReplicatedPartitions: health.underReplicatedByTopic[t] ?? 0,
      underMinIsrPartitions: underMinIsr < 0 ? null : underMinIsr,
      minInsyncReplicas: config?.minInsyncReplicas ?? null,
      cleanupPolicy: config?.cleanupPolicy ?? null,
      retentionMs: config?.retentionMs ?? null,
      retentionBytes: config?.retentionBytes ?? null,
      messagesInPerSecond: coveredRate(rate.value, rate.known, rate.total),
      offsetsHeld: coveredSum(held.value, held.known, topic.partitions.length),
      sizeBytes: sizeOfTopic(derived, topic)?.toString() ?? null,
      lag: coveredSum(commits.byTopic.lag.get(t), commits.byTopic.lagKnown[t] ?? 0, commits.byTopic.total[t] ?? 0),
      secondsBehind: lag.byTopic.seconds(t),
      openTransactionOffsets: lag.isStableKnown(t) ? (lag.openTransactions.get(t) ?? 0) : null,
      groups: commits.groupsOfTopic[t] ?? 0,
      hottestPartitionShare: hottest === null || rate.value <= 0 ? null : toHundredth(hottest.rate / rate.value),
      hottestPartition: hottest?.partition ?? null,
    };
  });
}

/** Bytes of the leader replicas of a topic; null unless all of them are known. */
export function sizeOfTopic(derived: DerivedPass, topic: TopicTopology): number | null {
  let bytes = 0;
  for (let i = 0; i < topic.partitions.length; i++) bytes += derived.sizes.leaderBytes[topic.base + i] ?? NaN;
  return topic.partitions.length === 0 || Number.isNaN(bytes) ? null : bytes;
}

function replicationFactor(topic: TopicTopology): number | null {
  const counts = new Map<number, number>();
  for (const { replicas } of topic.partitions) counts.set(replicas.length, (counts.get(replicas.length) ?? 0) + 1);
  let most: [number, number] | null = null;
  for (const entry of counts) if (most === null || entry[1] > most[1]) most = entry;
  return most?.[0] ?? null;
}
