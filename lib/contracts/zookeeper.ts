import { z } from 'zod';
import { Fault, IsoTime, PassInfo } from './common.ts';

/** One server of the ensemble as it answered last. Figures are null where it did not tell them. */
export const ZookeeperServer = z.object({
  /** `host:port`, or the address of its admin server. */
  server: z.string(),
  via: z.enum(['four_letter_words', 'admin_server']),
  /** `not_serving`: it answers, but has no quorum. `not_allowed`: it answers, but its whitelist has none of the words that tell anything. */
  state: z.enum(['serving', 'not_serving', 'not_allowed', 'not_answering']),
  /** Why it is not `serving`; null when it is. */
  fault: Fault.nullable(),
  mode: z.enum(['leader', 'follower', 'observer', 'standalone', 'read_only']).nullable(),
  /** Whether it says that it is in no error state (`ruok`); null when it does not tell. */
  isOk: z.boolean().nullable(),
  version: z.string().nullable(),
  latencyAvgMs: z.number().nullable(),
  latencyMaxMs: z.number().nullable(),
  outstandingRequests: z.number().nullable(),
  znodes: z.number().nullable(),
  watches: z.number().nullable(),
  ephemerals: z.number().nullable(),
  connections: z.number().nullable(),
  openFiles: z.number().nullable(),
  dataBytes: z.number().nullable(),
  uptimeMs: z.number().nullable(),
  /** Followers in sync with it; only a leader tells. */
  syncedFollowers: z.number().nullable(),
});
export type ZookeeperServer = z.infer<typeof ZookeeperServer>;

/** What Farol knows of the ensemble. */
export const ZookeeperReading = z.object({
  /** null while nothing was read. */
  readAt: IsoTime.nullable(),
  /** Whether Farol was told how to ask the ensemble. */
  isConnected: z.boolean(),
  /** `zookeeper.connect` of a broker's configuration, where the ensemble probably is; never dialled unasked. null when connected, or not readable. */
  hint: z.string().nullable(),
  servers: z.array(ZookeeperServer),
  leader: z.string().nullable(),
  /** false when every server that answers says that it does not serve; null when none answers. */
  hasQuorum: z.boolean().nullable(),
});
export type ZookeeperReading = z.infer<typeof ZookeeperReading>;

export const ZookeeperAnswer = z.object({
  pass: PassInfo.nullable(),
  mode: z.enum(['kraft', 'zookeeper']).nullable(),
  /** null in KRaft mode, and before the first reading. */
  ensemble: ZookeeperReading.nullable(),
});
export type ZookeeperAnswer = z.infer<typeof ZookeeperAnswer>;
