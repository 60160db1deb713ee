import { z } from 'zod';
import { SecondsBehind, Verdict } from './verdict.ts';
import { CoveredRate, CoveredSum, Fault, Int64String, IsoTime, PassInfo, listOf } from './common.ts';

export const TopicSummary = z.object({
  name: z.string(),
  topicId: z.string().nullable(),
  internal: z.boolean(),
  fault: Fault.nullable(),
  /** Set while listings lack a topic that earlier ones had: its readings are unknown, its history is kept. null = the last listing had it. */
  notSeen: z
    .object({
      /** Complete listings in a row without it; after three it is gone, unless it is hidden. */
      passes: z.number(),
      since: IsoTime,
      /** The cluster refuses to describe it: this credential may no longer see it. */
      hidden: z.boolean(),
    })
    .nullable(),
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
  /** Bytes one partition may hold, -1 = no bound; null while the config is not known, absent in what an older sampler stored. */
  retentionBytes: Int64String.nullable().optional(),
  messagesInPerSecond: CoveredRate,
  /** Sum of end − start over partitions: offsets held, not messages (compaction, transactions). */
  offsetsHeld: CoveredSum,
  /** Bytes of the leader replicas; null until log dirs were read. */
  sizeBytes: Int64String.nullable(),
  /** Sum over all groups that have commits here. */
  lag: CoveredSum,
  /** Age of the oldest record that some group has not read; null when nothing is known or nobody reads. */
  secondsBehind: SecondsBehind.nullable(),
  /** Offsets between the last stable offset and the end, over partitions with open transactions; 0 = none seen. null when it was never read. */
  openTransactionOffsets: z.number().nullable(),
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
  /** How it does on this topic; null while nothing was judged. */
  verdict: Verdict.nullable(),
  secondsBehind: SecondsBehind.nullable(),
});
export type TopicGroup = z.infer<typeof TopicGroup>;

export const TopicDetail = z.object({
  topic: TopicSummary,
  pass: PassInfo.nullable(),
  partitions: z.array(TopicPartition),
  groups: z.array(TopicGroup),
});
export type TopicDetail = z.infer<typeof TopicDetail>;

/** What the stored history tells of one topic beyond the last pass. */
export const TopicCourseRow = z.object({
  topic: z.string(),
  /** Growth of its leader replicas over the last day, or what is known of it; null = less than an hour is known. Negative = it shrinks. */
  bytesPerDay: z.number().nullable(),
  /** When something was last written, to `lastProducedPrecisionMs`; null = nothing was while it was watched. */
  lastProducedAt: IsoTime.nullable(),
  lastProducedPrecisionMs: z.number().nullable(),
  /** From when on the history is known; null = nothing is known. */
  watchedSince: IsoTime.nullable(),
  /** Messages per second over the last hour, in equal steps; null = not read, and where nothing is known. */
  rates: z.array(z.number().nullable()).nullable(),
});
export type TopicCourseRow = z.infer<typeof TopicCourseRow>;

export const TopicCourses = z.object({
  data: z.array(TopicCourseRow),
  meta: z.object({
    /** Topics of the last pass. `data` may hold less: the history of the largest and of the quiet ones is read, of at most so many. */
    topics: z.number(),
    readMax: z.number(),
  }),
});
export type TopicCourses = z.infer<typeof TopicCourses>;

/** One rule of the authorizer that applies to a topic. */
export const TopicAcl = z.object({
  permission: z.string(),
  principal: z.string(),
  operation: z.string(),
  host: z.string(),
  /** What the rule is written for. */
  resource: z.string(),
  pattern: z.string(),
  appliesTo: z.enum(['topic', 'prefix', 'all']),
});
export type TopicAcl = z.infer<typeof TopicAcl>;

export const TopicAcls = z.object({
  /** `no_authorizer`: the cluster keeps no rules, so everybody who may connect may do everything. `forbidden`: Farol's credential may not read them. `failed`: see `fault`. */
  state: z.enum(['listed', 'no_authorizer', 'forbidden', 'failed']),
  fault: Fault.nullable(),
  /** Denials first; at most 1,000. */
  data: z.array(TopicAcl),
  total: z.number(),
});
export type TopicAcls = z.infer<typeof TopicAcls>;
