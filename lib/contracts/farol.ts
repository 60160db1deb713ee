import { z } from 'zod';
import { ClusterId } from './clusters.ts';
import { Fault, Int64String, IsoTime, PassInfo } from './common.ts';

/** A part of the answer that fails on its own: `data` is null exactly when `fault` says why. */
function part<T extends z.ZodType>(data: T) {
  return z.object({ data: data.nullable(), fault: Fault.nullable() });
}

/** The web process that answered. Other replicas have figures of their own. */
export const WebProcess = z.object({
  version: z.string(),
  /** Version of Node.js. */
  node: z.string(),
  host: z.string(),
  pid: z.number(),
  startedAt: IsoTime,
  rssBytes: z.number(),
  heapUsedBytes: z.number(),
  /** Its connections to PostgreSQL: open, those of them that are idle, requests that wait for one, and how many it may have. */
  pool: z.object({ open: z.number(), idle: z.number(), waiting: z.number(), max: z.number() }),
});
export type WebProcess = z.infer<typeof WebProcess>;

/** A sampler process, as it last reported. Figures are null where its heartbeat carried none. */
export const SamplerProcess = z.object({
  samplerId: z.string(),
  host: z.string(),
  pid: z.number(),
  startedAt: IsoTime,
  beatAt: IsoTime,
  /** Age of the last heartbeat, by the database's clock; milliseconds. */
  ageMs: z.number(),
  /** `silent`: three heartbeats were missed. */
  state: z.enum(['alive', 'silent']),
  version: z.string().nullable(),
  /** Clusters that it says it holds. */
  clusters: z.array(z.string()),
  rssBytes: z.number().nullable(),
  /** By how much its event loop was late between the last two heartbeats, milliseconds: 99 % and the largest. */
  loopDelayP99Ms: z.number().nullable(),
  loopDelayMaxMs: z.number().nullable(),
  /** Passes that wait in its memory to be written, and those given up since it holds their clusters. */
  passesWaiting: z.number().nullable(),
  passesDropped: z.number().nullable(),
});
export type SamplerProcess = z.infer<typeof SamplerProcess>;

/** Who may write for a cluster. */
export const ClusterLease = z.object({
  holder: z.string(),
  /** Grows with each acquisition; stands in every write. */
  fence: Int64String,
  acquiredAt: IsoTime,
  expiresAt: IsoTime,
  /** By the database's clock; milliseconds, negative once it ran out. */
  expiresInMs: z.number(),
  isHeld: z.boolean(),
});
export type ClusterLease = z.infer<typeof ClusterLease>;

/** The passes of one cluster over the window, from the list of all of them. */
export const PassWindow = z.object({
  passes: z.number(),
  /** Ticks without a pass between the first pass of the window (its start, where there were passes before) and now. */
  skipped: z.number(),
  /** Passes ÷ (passes + skipped), 0..1. */
  coverage: z.number(),
  /** Passes in which a broker did not answer, and passes that failed as a whole. */
  partial: z.number(),
  failed: z.number(),
  /** Milliseconds; half of the passes, 95 % of them, and all took no longer. */
  durationP50Ms: z.number(),
  durationP95Ms: z.number(),
  durationMaxMs: z.number(),
  requestsPerPass: z.number(),
  lastFault: z.object({ at: IsoTime, fault: Fault }).nullable(),
});
export type PassWindow = z.infer<typeof PassWindow>;

export const ClusterSampling = z.object({
  id: ClusterId,
  name: z.string(),
  enabled: z.boolean(),
  lease: ClusterLease.nullable(),
  /** The last pass, with its cadence and cost; null before the first. */
  pass: PassInfo.nullable(),
  /** null when the window holds no pass. */
  window: PassWindow.nullable(),
  /** Until when single passes are packed into blocks; null before the first. */
  packedUntil: IsoTime.nullable(),
});
export type ClusterSampling = z.infer<typeof ClusterSampling>;

export const STORED_TABLES = ['pass', 'pass_log', 'raw', 'minute', 'hour', 'canary', 'event', 'now'] as const;

/** One kind of stored history. */
export const StoredTable = z.object({
  /** `pass`: a row a pass. `pass_log`: values not packed yet. `raw`: every pass. `minute`, `hour`: rolled up. `now`: the last pass, what is remembered of lag, and names. */
  table: z.enum(STORED_TABLES),
  /** With indexes. */
  bytes: Int64String,
  /** PostgreSQL's estimate; null when it has none. */
  rows: Int64String.nullable(),
  partitions: z.number(),
  /** Nothing stored is older; null when nothing is stored, or it has no history. */
  oldestAt: IsoTime.nullable(),
  /** null = kept for as long as it is of use. */
  retentionMs: z.number().nullable(),
  /** Written per day at the mean since the oldest; null while too little is stored to tell, and where it does not grow. */
  bytesPerDay: z.number().nullable(),
  /** Size once the retention is reached, at that pace; null like the former. */
  bytesAtRetention: z.number().nullable(),
});
export type StoredTable = z.infer<typeof StoredTable>;

export const DatabaseFacts = z.object({
  /** Of PostgreSQL. */
  version: z.string(),
  startedAt: IsoTime,
  /** Of the whole database. */
  sizeBytes: Int64String,
  /** Open connections to it by the name they gave, the most first, at most 20. */
  connections: z.array(z.object({ name: z.string(), open: z.number() })),
  connectionsOpen: z.number(),
  /** Of the whole server. */
  connectionsMax: z.number(),
});
export type DatabaseFacts = z.infer<typeof DatabaseFacts>;

/** How Farol itself does. */
export const FarolAnswer = z.object({
  /** When it was read, by this process's clock. */
  readAt: IsoTime,
  /** Length of the window that passes are judged over, milliseconds. */
  windowMs: z.number(),
  web: WebProcess,
  samplers: part(z.array(SamplerProcess)),
  clusters: part(z.array(ClusterSampling)),
  storage: part(z.array(StoredTable)),
  database: part(DatabaseFacts),
});
export type FarolAnswer = z.infer<typeof FarolAnswer>;
