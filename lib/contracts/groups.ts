import { z } from 'zod';
import { CoveredRate, CoveredSum, Fault, Int64String, PassInfo, listOf } from './common.ts';

export const GroupKindName = z.enum(['classic', 'consumer', 'share', 'streams', 'unknown']);

export const GroupSummary = z.object({
  groupId: z.string(),
  kind: GroupKindName,
  /** Kafka's state name; null when unknown. */
  state: z.string().nullable(),
  coordinator: z.number().nullable(),
  fault: Fault.nullable(),
  members: z.number().nullable(),
  topics: z.number(),
  partitions: z.number(),
  /** Sum of end − committed over partitions whose lag is known. */
  lag: CoveredSum,
  /** Largest lag of one partition and where. */
  maxLag: Int64String.nullable(),
  maxLagPartition: z.object({ topic: z.string(), partition: z.number() }).nullable(),
  /** Partitions whose commit lies before the log start: data is lost to this group. */
  lostPartitions: z.number(),
  /** Partitions whose commit lies beyond the end. */
  aheadPartitions: z.number(),
  messagesOutPerSecond: CoveredRate,
});
export type GroupSummary = z.infer<typeof GroupSummary>;

export const GroupList = listOf(GroupSummary);
export type GroupList = z.infer<typeof GroupList>;

/** State of one group on one partition. `ok` (lag known), `no_commit`, `lost` (commit before log start), `ahead_of_end`, `unknown` (an offset could not be read). */
export const GroupPartitionState = z.enum(['ok', 'no_commit', 'lost', 'ahead_of_end', 'unknown']);
export type GroupPartitionState = z.infer<typeof GroupPartitionState>;

export const GroupPartition = z.object({
  topic: z.string(),
  partition: z.number(),
  committedOffset: Int64String.nullable(),
  startOffset: Int64String.nullable(),
  endOffset: Int64String.nullable(),
  /** end − committed as Kafka's tools define it; null when unknown or when the commit is beyond the end. */
  lag: Int64String.nullable(),
  /** start − committed where the commit lies before the log start; null otherwise. */
  lost: Int64String.nullable(),
  state: GroupPartitionState,
  fault: Fault.nullable(),
  messagesOutPerSecond: z.number().nullable(),
  /** Member that holds the partition; null when none or unknown. */
  memberId: z.string().nullable(),
  clientId: z.string().nullable(),
  host: z.string().nullable(),
});
export type GroupPartition = z.infer<typeof GroupPartition>;

export const GroupMemberSummary = z.object({
  memberId: z.string(),
  instanceId: z.string().nullable(),
  clientId: z.string(),
  host: z.string(),
  /** Number of partitions held; null when the assignment could not be decoded. */
  partitions: z.number().nullable(),
  topics: z.array(z.string()),
  lag: CoveredSum,
});
export type GroupMemberSummary = z.infer<typeof GroupMemberSummary>;

export const GroupDetail = z.object({
  group: GroupSummary,
  pass: PassInfo.nullable(),
  partitions: z.array(GroupPartition),
  members: z.array(GroupMemberSummary).nullable(),
  /** When members were read; null when never. */
  membersAt: z.string().nullable(),
});
export type GroupDetail = z.infer<typeof GroupDetail>;
