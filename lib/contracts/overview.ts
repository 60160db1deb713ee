import { z } from 'zod';
import { BrokerSummary } from './brokers.ts';
import { SecondsBehind, Verdict } from './verdict.ts';
import { CoveredRate, CoveredSum, Fault, Int64String, PassInfo, Problem } from './common.ts';

/** The group whose oldest unread record waits longest. */
export const MostBehind = z.object({ groupId: z.string(), secondsBehind: SecondsBehind, lag: CoveredSum });
export type MostBehind = z.infer<typeof MostBehind>;

/** KRaft quorum as the leader tells it. */
export const QuorumSummary = z.object({
  leaderId: z.number().nullable(),
  leaderEpoch: z.number(),
  highWatermark: Int64String,
  voters: z.array(z.object({ nodeId: z.number(), lag: Int64String, lastCaughtUpMs: z.number().nullable() })),
  observers: z.array(z.object({ nodeId: z.number(), lag: Int64String, lastCaughtUpMs: z.number().nullable() })),
});
export type QuorumSummary = z.infer<typeof QuorumSummary>;

/** Partition counts; null = not known in this pass. */
export const PartitionTrouble = z.object({
  total: z.number(),
  offline: z.number(),
  underReplicated: z.number(),
  underMinIsr: z.number().nullable(),
});
export type PartitionTrouble = z.infer<typeof PartitionTrouble>;

/** What the list of problems stands on beside the passes; what is missing could hide something. */
export const OverviewEvidence = z.object({
  /** Brokers that the canary writes to, of those it ought to; null = it is switched off. */
  canary: z.object({ covered: z.number(), total: z.number() }).nullable(),
  /** Brokers whose own resources were read, of all; null = no source is connected. */
  resources: z.object({ read: z.number(), total: z.number() }).nullable(),
});
export type OverviewEvidence = z.infer<typeof OverviewEvidence>;

export const ClusterOverview = z.object({
  clusterId: z.string(),
  name: z.string(),
  /** null when no pass has ever succeeded: the page says so instead of drawing zeros. */
  pass: PassInfo.nullable(),
  /** Why the last pass failed as a whole; null when it did not. */
  fault: Fault.nullable(),
  kafka: z
    .object({
      clusterId: z.string().nullable(),
      mode: z.enum(['kraft', 'zookeeper']),
      version: z.string().nullable(),
      controllerId: z.number().nullable(),
    })
    .nullable(),
  quorum: QuorumSummary.nullable(),
  quorumFault: Fault.nullable(),
  brokers: z.array(BrokerSummary),
  partitions: PartitionTrouble.nullable(),
  topics: z.number().nullable(),
  groups: z.number().nullable(),
  messagesInPerSecond: CoveredRate,
  messagesOutPerSecond: CoveredRate,
  lag: CoveredSum,
  /** The groups that need eyes most: by verdict, then by time behind, then by lag. */
  worstGroups: z.array(
    z.object({
      groupId: z.string(),
      verdict: Verdict.nullable(),
      secondsBehind: SecondsBehind.nullable(),
      lag: CoveredSum,
      messagesOutPerSecond: CoveredRate,
    }),
  ),
  /** Over all groups, not only the worst; null when no group's time behind is known. */
  mostBehind: MostBehind.nullable(),
  disk: z.object({
    replicaBytes: Int64String.nullable(),
    totalBytes: Int64String.nullable(),
    usableBytes: Int64String.nullable(),
    brokersKnown: z.number(),
    brokersTotal: z.number(),
  }),
  problems: z.array(Problem),
  evidence: OverviewEvidence,
  /**
   * What Farol asks of the cluster, over the last five minutes; null before the first pass. `api` is Kafka's name of a request,
   * or the name of a reader that has connections of its own.
   */
  cost: z.object({ requestsByApi: z.array(z.object({ api: z.string(), requestsPerSecond: z.number() })) }).nullable(),
});
export type ClusterOverview = z.infer<typeof ClusterOverview>;
