import { z } from 'zod';
import { CoveredRate, CoveredSum, Fault, Int64String } from './common.ts';
import { GroupPartitionState } from './groups.ts';

/** What one page watches live. */
export const LiveTarget = z.object({ kind: z.enum(['topic', 'group']), name: z.string().min(1).max(300) });
export type LiveTarget = z.infer<typeof LiveTarget>;

const line = {
  /** Time left of this watch, seconds. */
  secondsLeft: z.number(),
  /** Requests that this watch has sent to the cluster so far. */
  requests: z.number(),
};

const LiveTopicPartition = z.object({
  partition: z.number(),
  startOffset: Int64String.nullable(),
  endOffset: Int64String.nullable(),
  /** Over the time since the reading before; null without one. */
  messagesInPerSecond: z.number().nullable(),
  /** Kafka's error name when the end offset could not be read. */
  error: z.string().nullable(),
});

const LiveGroupPartition = z.object({
  topic: z.string(),
  partition: z.number(),
  /** Of a share group: the first offset that is not done with. */
  committedOffset: Int64String.nullable(),
  endOffset: Int64String.nullable(),
  lag: Int64String.nullable(),
  state: GroupPartitionState,
  messagesOutPerSecond: z.number().nullable(),
});

/** One line of a live watch, one JSON object each: a reading a second, or a gap where none came in time. Nothing is repeated or caught up. */
export const LiveLine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), ...line }),
  z.object({
    type: z.literal('topic'),
    ...line,
    tookMs: z.number(),
    messagesInPerSecond: CoveredRate,
    /** Sum of end − start. */
    offsetsHeld: CoveredSum,
    /** The busiest first where there are more than can be shown. */
    partitions: z.array(LiveTopicPartition),
    /** Partitions left out. */
    hidden: z.number(),
  }),
  z.object({
    type: z.literal('group'),
    ...line,
    tookMs: z.number(),
    lag: CoveredSum,
    messagesInPerSecond: CoveredRate,
    messagesOutPerSecond: CoveredRate,
    /** Furthest behind first where there are more than can be shown. */
    partitions: z.array(LiveGroupPartition),
    hidden: z.number(),
  }),
  z.object({ type: z.literal('gap'), ...line, fault: Fault }),
  /** `time`: the minute is over. `gone`: what was watched does not exist any more. */
  z.object({ type: z.literal('ended'), ...line, reason: z.enum(['time', 'gone']) }),
]);
export type LiveLine = z.infer<typeof LiveLine>;
export type LiveTopic = Extract<LiveLine, { type: 'topic' }>;
export type LiveGroup = Extract<LiveLine, { type: 'group' }>;
