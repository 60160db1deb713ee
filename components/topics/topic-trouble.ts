import type { TopicPartition, TopicSummary } from '#lib/contracts/topics.ts';
import type { Tone } from '../ui/state-tag.tsx';

/** The worst thing about a topic or partition, worst first: missing from the list, unread, no leader, fewer in sync than the minimum, fewer in sync than replicas. */
export type TroubleKind = 'notSeen' | 'fault' | 'offline' | 'underMinIsr' | 'underReplicated';

export interface Trouble {
  kind: TroubleKind;
  /** Partitions hit; 0 for `fault`, where nobody knows; for `notSeen` the listings without the topic. */
  count: number;
}

/** How loud each kind is. A topic that could not be read is unknown, not broken. */
export const TROUBLE_TONE: Record<TroubleKind, Tone> = {
  notSeen: 'mute',
  fault: 'mute',
  offline: 'bad',
  underMinIsr: 'bad',
  underReplicated: 'warn',
};

/** The worst thing about a topic in the last pass; null when nothing is known to be wrong. */
export function topicTrouble(topic: TopicSummary): Trouble | null {
  if (topic.notSeen !== null) return { kind: 'notSeen', count: topic.notSeen.passes };
  if (topic.fault !== null) return { kind: 'fault', count: 0 };
  if (topic.offlinePartitions > 0) return { kind: 'offline', count: topic.offlinePartitions };
  if (topic.underMinIsrPartitions !== null && topic.underMinIsrPartitions > 0) {
    return { kind: 'underMinIsr', count: topic.underMinIsrPartitions };
  }
  if (topic.underReplicatedPartitions > 0) return { kind: 'underReplicated', count: topic.underReplicatedPartitions };
  return null;
}

/** The worst thing about one partition. `minInsyncReplicas` null = not known, so that rule says nothing. */
export function partitionTrouble(partition: TopicPartition, minInsyncReplicas: number | null): TroubleKind | null {
  if (partition.leader === null && partition.replicas.length === 0 && partition.fault !== null) return 'fault';
  if (partition.leader === null) return 'offline';
  if (minInsyncReplicas !== null && partition.isr.length < minInsyncReplicas) return 'underMinIsr';
  if (partition.isr.length < partition.replicas.length) return 'underReplicated';
  return null;
}

/** Order for sorting by trouble: the worse, the higher; the more partitions, the higher. */
export function troubleRank(trouble: Trouble | null): number {
  if (trouble === null) return 0;
  const level = { underReplicated: 1, fault: 2, notSeen: 2, underMinIsr: 3, offline: 4 }[trouble.kind];
  return level * 1_000_000 + Math.min(trouble.count, 999_999);
}
