import { z } from 'zod';
import { Fault, Int64String, IsoTime, PassInfo } from './common.ts';

/** A voter or observer of the metadata quorum, as the leader tells it. */
export const QuorumMember = z.object({
  nodeId: z.number(),
  /** Which of the node's metadata directories it is; null where the leader does not tell (before Kafka 3.9, and for static voters). */
  directoryId: z.string().nullable(),
  isLeader: z.boolean(),
  logEndOffset: Int64String,
  /** Offsets behind the leader. */
  lag: Int64String,
  /** Milliseconds since it last held all of the leader's log, by the leader's own clock; a lower bound when it never did under this leader; null where the leader does not tell. */
  lagMs: z.number().nullable(),
  /** Whether it held all of it within the last 10 seconds; null when that is not known. */
  caughtUp: z.boolean().nullable(),
  lastFetchAt: IsoTime.nullable(),
  lastCaughtUpAt: IsoTime.nullable(),
});
export type QuorumMember = z.infer<typeof QuorumMember>;

export const QuorumDetail = z.object({
  leaderId: z.number().nullable(),
  leaderEpoch: z.number(),
  /** First pass that saw this leader; null without a leader. */
  leaderSince: IsoTime.nullable(),
  /** False when Farol has not seen another leader before: then it leads since that time or longer. */
  leaderSinceIsExact: z.boolean(),
  /** Passes that first saw a new epoch, newest first, at most 20. */
  elections: z.array(IsoTime),
  highWatermark: Int64String,
  voters: z.array(QuorumMember),
  observers: z.array(QuorumMember),
  /** Voters needed: half of them and one more. */
  majority: z.number(),
  /** Voters caught up within 10 seconds; null when the leader does not tell it of all. */
  caughtUp: z.number().nullable(),
  /** Voters that may be lost before the quorum stops; 0 = none. Negative = it cannot go on. null when not known. */
  margin: z.number().nullable(),
});
export type QuorumDetail = z.infer<typeof QuorumDetail>;

export const QuorumAnswer = z.object({
  pass: PassInfo.nullable(),
  mode: z.enum(['kraft', 'zookeeper']).nullable(),
  /** Why the quorum is not known; null when it is, and in ZooKeeper mode. */
  fault: Fault.nullable(),
  quorum: QuorumDetail.nullable(),
});
export type QuorumAnswer = z.infer<typeof QuorumAnswer>;
