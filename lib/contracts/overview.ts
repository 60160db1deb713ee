import { z } from 'zod';
import { BrokerSummary } from './brokers.ts';
import { CoveredRate, CoveredSum, Fault, Int64String, PassInfo, Problem } from './common.ts';

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
  worstGroups: z.array(z.object({ groupId: z.string(), lag: CoveredSum, messagesOutPerSecond: CoveredRate })),
  disk: z.object({
    replicaBytes: Int64String.nullable(),
    totalBytes: Int64String.nullable(),
    usableBytes: Int64String.nullable(),
    brokersKnown: z.number(),
    brokersTotal: z.number(),
  }),
  problems: z.array(Problem),
});
export type ClusterOverview = z.infer<typeof ClusterOverview>;
