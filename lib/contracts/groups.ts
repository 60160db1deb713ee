import { z } from 'zod';
import { CatchUpSeconds, SecondsBehind, Verdict } from './verdict.ts';
import { CoveredRate, CoveredSum, Fault, Int64String, IsoTime, PassInfo, listOf } from './common.ts';

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
  /** Messages per second that others write to its partitions, over a minute or three commits; null = not known yet. Absent in what an older sampler stored. */
  messagesInPerSecond: z.number().nullable().optional(),
  /** How it does; null for groups that commit nothing by their nature (share groups), and while nothing can be said. */
  verdict: Verdict.nullable(),
  /** Age of the oldest next record over its partitions; null when nothing is known. */
  secondsBehind: SecondsBehind.nullable(),
  catchUpSeconds: CatchUpSeconds,
  /** Until retention takes the first record it has not read, at worst; null = not known, or never. */
  retentionHeadroomSeconds: z.number().nullable(),
  /** Last commit that was seen to move; null = none since it is watched. */
  lastCommitAt: IsoTime.nullable(),
});
export type GroupSummary = z.infer<typeof GroupSummary>;

export const GroupList = listOf(GroupSummary);
export type GroupList = z.infer<typeof GroupList>;

/**
 * States that offsets of one pass do not tell. `recreated`: the commit was made on a former topic of that name. `truncated`: the log became shorter than the commit.
 * `rewound`: the commit was set back and has not come back. `only_markers`: nothing but transaction markers lies between the commit and the end, so there is no lag.
 */
export const OddState = z.enum(['recreated', 'truncated', 'rewound', 'only_markers']);
export type OddState = z.infer<typeof OddState>;

/** State of one group on one partition. `ok` (lag known), `no_commit`, `lost` (commit before log start), `ahead_of_end`, `unknown` (an offset could not be read), or an odd one. */
export const GroupPartitionState = z.enum(['ok', 'no_commit', 'lost', 'ahead_of_end', 'unknown', ...OddState.options]);
export type GroupPartitionState = z.infer<typeof GroupPartitionState>;

export const GroupPartition = z.object({
  topic: z.string(),
  partition: z.number(),
  /** Broker that leads the partition; null when none does, or when it is not known. */
  leader: z.number().nullable(),
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
  secondsBehind: SecondsBehind.nullable(),
  /** Until retention by time takes the next record; null = not known, or never. */
  retentionHeadroomSeconds: z.number().nullable(),
  /** Since when the commit stands where it stands, as far as it was watched; null = not watched. */
  flatSince: IsoTime.nullable(),
  /** When it was last seen to move; null = never since it is watched. */
  lastCommitAt: IsoTime.nullable(),
  /** The topic is compacted: offsets behind are not messages. null = not known. */
  compacted: z.boolean().nullable(),
  /** Member that holds the partition; null when none or unknown. */
  memberId: z.string().nullable(),
  clientId: z.string().nullable(),
  host: z.string().nullable(),
});
export type GroupPartition = z.infer<typeof GroupPartition>;

/** Partitions of one topic that a member holds or is to hold. */
export const MemberAssignment = z.object({ topic: z.string(), partitions: z.array(z.number()) });
export type MemberAssignment = z.infer<typeof MemberAssignment>;

export const GroupMemberSummary = z.object({
  memberId: z.string(),
  instanceId: z.string().nullable(),
  clientId: z.string(),
  host: z.string(),
  /** Number of partitions held; null when the assignment could not be decoded. */
  partitions: z.number().nullable(),
  topics: z.array(z.string()),
  lag: CoveredSum,
  /** client.rack; null when it names none or the protocol does not tell. */
  rack: z.string().nullable(),
  /** What the member holds now; null when it could not be decoded. */
  assignment: z.array(MemberAssignment).nullable(),
  /** What the coordinator wants it to hold; null where the protocol has no such thing. */
  target: z.array(MemberAssignment).nullable(),
  /** Epoch of the member; null for classic groups. */
  epoch: z.number().nullable(),
  /** Whether it holds something else than it is to hold; null where either is not known. */
  isReconciling: z.boolean().nullable(),
});
export type GroupMemberSummary = z.infer<typeof GroupMemberSummary>;

/** Where a share group stands on one partition. */
export const SharePartitionRow = z.object({
  topic: z.string(),
  partition: z.number(),
  /** First offset that is not yet done with. */
  startOffset: Int64String.nullable(),
  endOffset: Int64String.nullable(),
  /** Messages not yet done with, as the coordinator tells (Kafka 4.2 on). */
  lag: Int64String.nullable(),
  /** Why the lag is not known; null when it is. */
  fault: Fault.nullable(),
});
export type SharePartitionRow = z.infer<typeof SharePartitionRow>;

/** Progress of a share group, which commits nothing. */
export const ShareProgress = z.object({
  /** When it was read. */
  readAt: z.string(),
  /** Why nothing of it could be read; null when it was. */
  fault: Fault.nullable(),
  partitions: z.array(SharePartitionRow),
});
export type ShareProgress = z.infer<typeof ShareProgress>;

/** What a streams group is made of. */
export const StreamsTopology = z.object({
  topologyEpoch: z.number().nullable(),
  subtopologies: z.array(
    z.object({
      id: z.string(),
      sourceTopics: z.array(z.string()),
      repartitionTopics: z.array(z.string()),
      changelogTopics: z.array(z.string()),
    }),
  ),
});
export type StreamsTopology = z.infer<typeof StreamsTopology>;
/** How a group does on one topic. */
export const GroupTopic = z.object({
  topic: z.string(),
  /** Partitions with a commit. */
  partitions: z.number(),
  lag: CoveredSum,
  verdict: Verdict,
  secondsBehind: SecondsBehind.nullable(),
  catchUpSeconds: CatchUpSeconds,
  retentionHeadroomSeconds: z.number().nullable(),
  /** Until retention by size takes the first record it has not read, in bytes yet to be written; null = not known, or never. */
  retentionHeadroomBytes: z.number().nullable(),
  lastCommitAt: IsoTime.nullable(),
  /** Messages per second over a minute or three commits: written to its partitions, and read by the group; null = not known yet. */
  messagesInPerSecond: z.number().nullable(),
  messagesOutPerSecond: z.number().nullable(),
  compacted: z.boolean().nullable(),
});
export type GroupTopic = z.infer<typeof GroupTopic>;

/** The exact age of one group's next record on one partition, read from the record now. */
export const RecordAge = z.object({
  topic: z.string(),
  partition: z.number(),
  committedOffset: Int64String,
  /** Offset and timestamp of the next record to be read; null when nothing but transaction markers is left, or nothing at all. */
  nextOffset: Int64String.nullable(),
  timestamp: IsoTime.nullable(),
  seconds: z.number().nullable(),
  /** True when there is no record left to read. */
  caughtUp: z.boolean(),
  endOffset: Int64String,
  /** Up to here transactions are complete: consumers that read committed records stop there. */
  lastStableOffset: Int64String,
});
export type RecordAge = z.infer<typeof RecordAge>;

export const GroupDetail = z.object({
  group: GroupSummary,
  pass: PassInfo.nullable(),
  /** By topic; empty while nothing was judged yet. */
  topics: z.array(GroupTopic),
  partitions: z.array(GroupPartition),
  members: z.array(GroupMemberSummary).nullable(),
  /** When members were read; null when never. */
  membersAt: z.string().nullable(),
  /** Epoch of the group: grows with each change of members or subscriptions. null for classic groups and while not known. */
  epoch: z.number().nullable(),
  /** Epoch of the target assignment: behind the group's while a new one is made. null like the former. */
  assignmentEpoch: z.number().nullable(),
  /** Who shares the partitions out: the assignor or protocol by name; null when there is none or it is not known. */
  assignor: z.string().nullable(),
  /** null for groups of another kind, and before it was read. */
  share: ShareProgress.nullable(),
  /** null for groups of another kind, and before it was read. */
  streams: StreamsTopology.nullable(),
});
export type GroupDetail = z.infer<typeof GroupDetail>;
