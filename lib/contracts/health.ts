import { z } from 'zod';
import './browser-zod.ts';

/** The process is alive. Says nothing about what it depends on. */
export const Health = z.object({ status: z.literal('ok') });
export type Health = z.infer<typeof Health>;

/** Whether this web process can do its work. A Kafka cluster that is down never makes it unready. */
export const Readiness = z.object({
  ready: z.boolean(),
  database: z.enum(['ok', 'unreachable']),
  /** `pending`: the database is older than this program. */
  migrations: z.enum(['done', 'pending', 'unknown']),
  /** Age of the youngest sampler heartbeat by the database's clock, milliseconds; null when none was ever written or the database is unreachable. */
  samplerHeartbeatAgeMs: z.number().nullable(),
});
export type Readiness = z.infer<typeof Readiness>;
