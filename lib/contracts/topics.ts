import { z } from 'zod';
import { CoveredRate, CoveredSum, Fault, Int64String, PassInfo, listOf } from './common.ts';

export const TopicSummary = z.object({
  name: z.string(),
  topicId: z.string().nullable(),
  internal: z.boolean(),
  fault: Fault.nullable(),
  partitions: z.number(),
  /** Most common number of replicas; null when there is no partition. */
  replicationFactor: z.number().nullable(),
  /** Partitions without a leader. */
  offlinePartitions: z.number(),
  /** Partitions with fewer in-sync replicas than replicas. */
  underReplicatedPartitions: z.number(),
  /** Partitions whose ISR is smaller than min.insync.replicas; null while the config is not known. */
  underMinIsrPartitions: z.number().nullable(),
  minInsyncReplicas: z.number().nullable(),
  cleanupPolicy: z.string().nullable(),
  retentionMs: Int64String.nullable(),
  messagesInPerSecond: CoveredRate,
  /** Sum of end − start over partitions: offsets held, not messages (compaction, transactions). */
  offsetsHeld: CoveredSum,
  /** Bytes of the leader replicas; null until log dirs were read. */
  sizeBytes: Int64String.nullable(),
  /** Sum over all groups that have commits here. */
  lag: CoveredSum,
  groups: z.number(),
  /** Share of the busiest partition in the topic's rate, 0..1; null when the rate is unknown or zero. */
  hottestPartitionShare: z.number().nullable(),
  hottestPartition: z.number().nullable(),
});
export type TopicSummary = z.infer<typeof TopicSummary>;

export const TopicList = listOf(TopicSummary);
export type TopicList = z.infer<typeof TopicList>;

export const TopicPartition = z.object({
  partition: z.number(),
  leader: z.number().nullable(),
  leaderEpoch: z.number().nullable(),
  replicas: z.array(z.number()),
  isr: z.array(z.number()),
  offline: z.array(z.number()),
  fault: Fault.nullable(),
  startOffset: Int64String.nullable(),
  endOffset: Int64String.nullable(),
  messagesInPerSecond: z.number().nullable(),
  /** Bytes of the leader replica. */
  sizeBytes: Int64String.nullable(),
});
export type TopicPartition = z.infer<typeof TopicPartition>;

/** A group's standing on one topic. */
export const TopicGroup = z.object({
  groupId: z.string(),
  state: z.string().nullable(),
  lag: CoveredSum,
  messagesOutPerSecond: CoveredRate,
});
export type TopicGroup = z.infer<typeof TopicGroup>;

export const TopicDetail = z.object({
  topic: TopicSummary,
  pass: PassInfo.nullable(),
  partitions: z.array(TopicPartition),
  groups: z.array(TopicGroup),
});
export type TopicDetail = z.infer<typeof TopicDetail>;
