import { z } from 'zod';
import { Fault, Int64String, IsoTime, PassInfo } from './common.ts';

/** A number with the interval in which the true one lies with 95 % confidence. */
const Interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

/** When a disk will be full, from its stored history. */
export const DiskForecast = z.object({
  /** `unknown`: less than an hour of history, or the broker tells no sizes. `not_growing`: the interval of the growth contains 0, or the disk empties. */
  state: z.enum(['unknown', 'not_growing', 'growing']),
  /** null when unknown. Negative = it empties. */
  bytesPerDay: Interval.nullable(),
  /** Days until nothing is left; null unless growing. `low` belongs to the fastest growth that fits. */
  daysToFull: Interval.nullable(),
  /** What the fit stands on; null when unknown. `jumps`: single deletions or moves that were left out. */
  history: z.object({ from: IsoTime, to: IsoTime, points: z.number(), jumps: z.number() }).nullable(),
});
export type DiskForecast = z.infer<typeof DiskForecast>;

/** A follower replica that lacks messages. */
export const ReplicaBehind = z.object({ topic: z.string(), partition: z.number(), offsets: Int64String });
export type ReplicaBehind = z.infer<typeof ReplicaBehind>;

/** What a broker keeps in one directory, beside its size. */
export const DirDetail = z.object({
  path: z.string(),
  replicas: z.number(),
  /** Follower replicas here that lack messages; null when the broker does not tell. */
  replicasBehind: z.number().nullable(),
  /** Offsets they lack in all. */
  replicaLag: Int64String.nullable(),
  /** Replicas being moved into this directory. */
  movingIn: z.number(),
});
export type DirDetail = z.infer<typeof DirDetail>;

/** What the last reading of a broker's directories showed. */
export const BrokerDirs = z.object({
  nodeId: z.number(),
  /** Why they could not be read; null when they were. */
  fault: Fault.nullable(),
  dirs: z.array(DirDetail),
  /** The replicas furthest behind, at most 20. */
  behind: z.array(ReplicaBehind),
});
export type BrokerDirs = z.infer<typeof BrokerDirs>;

export const DiskDir = DirDetail.extend({
  fault: Fault.nullable(),
  /** Bytes of the disk that are taken, by replicas and by anything else; null when the broker tells no sizes (before Kafka 3.3). */
  usedBytes: Int64String.nullable(),
  usableBytes: Int64String.nullable(),
  totalBytes: Int64String.nullable(),
  replicaBytes: Int64String.nullable(),
  usedShare: z.number().nullable(),
  forecast: DiskForecast,
});
export type DiskDir = z.infer<typeof DiskDir>;

const TopicDisk = z.object({
  topic: z.string(),
  /** Bytes of its leader replicas. */
  sizeBytes: Int64String.nullable(),
  /** null when less than an hour of history is stored. */
  bytesPerDay: z.number().nullable(),
});
export type TopicDisk = z.infer<typeof TopicDisk>;

export const DiskAnswer = z.object({
  pass: PassInfo.nullable(),
  brokers: z.array(
    z.object({
      nodeId: z.number(),
      state: z.enum(['up', 'silent', 'down']),
      /** Why its directories are unknown; null when they are known or were not read yet. */
      fault: Fault.nullable(),
      /** When they were read; null when they are not known now. */
      readAt: IsoTime.nullable(),
      dirs: z.array(DiskDir).nullable(),
      behind: z.array(ReplicaBehind),
    }),
  ),
  /** When the forecasts were made; null before the first. */
  forecastAt: IsoTime.nullable(),
  topics: z.object({
    largest: z.array(TopicDisk),
    /** By growth over the last 24 hours. */
    fastest: z.array(TopicDisk),
    /** Topics that are in neither list. */
    hidden: z.number(),
    /** Whether no topic outside the list can have grown faster: growth is read of the largest topics only. */
    fastestIsExact: z.boolean(),
  }),
});
export type DiskAnswer = z.infer<typeof DiskAnswer>;
