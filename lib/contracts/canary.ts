import { z } from 'zod';
import './browser-zod.ts';
import { CANARY_KINDS } from '../core/canary-tally.ts';
import { Fault, IsoTime, PassInfo } from './common.ts';

/** Samples of one broker and kind over some time. Latencies in milliseconds from one merged histogram (at most 12 % off; `maxMs` is exact); null without a sample. */
export const CanaryWindow = z.object({
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
  /** Samples that succeeded. */
  ok: z.number(),
  /** Samples not answered in time. */
  timeout: z.number(),
  /** Other failures by Kafka's or Farol's code. */
  errors: z.record(z.string(), z.number()),
  /** Acknowledged, and not seen again within 20 s (`e2e`). */
  lost: z.number(),
  /** Seen after more than 5 s (`e2e`); they count as `ok` too. */
  late: z.number(),
  /** Seen a second time (`e2e`). */
  duplicate: z.number(),
  /** Spoiled by a stall of Farol's own process: in no percentile, and no failure of the broker. */
  flagged: z.number(),
  /** Share of samples that succeeded and were not lost, 0..1; null without a sample. */
  successShare: z.number().nullable(),
});
export type CanaryWindow = z.infer<typeof CanaryWindow>;

const ByKind = z.object({ produce: CanaryWindow, e2e: CanaryWindow, commit: CanaryWindow });

export const CanaryBroker = z.object({
  nodeId: z.number(),
  /** `covered`: leads a canary partition and its last probe succeeded or is on its way. `failing`: its last probe failed. `not_covered`: nothing is probed through it. */
  state: z.enum(['covered', 'failing', 'not_covered']),
  /** Why it leads no canary partition now: `no_partition` (none prefers it), `not_leader` (another broker leads its partition), `absent` (not in metadata). null when it leads one. */
  notCovered: z.enum(['no_partition', 'not_leader', 'absent']).nullable(),
  /** The canary partition through which it is probed; null when there is none. */
  partition: z.number().nullable(),
  /** Since when every probe failed; null when the last one did not. */
  failingSince: IsoTime.nullable(),
  /** How the last failed probe of the last five minutes failed; null when none did. */
  lastFault: Fault.nullable(),
  lastMinute: ByKind,
  lastFiveMinutes: ByKind,
});
export type CanaryBroker = z.infer<typeof CanaryBroker>;

/** What a pass stores of the canary. */
export const CanarySnapshot = z.object({
  /** `starting`: no probe was sent yet. `running`: probes are sent. `no_topic`: the topic could not be made or seen, see `fault`. */
  state: z.enum(['starting', 'running', 'no_topic']),
  /** Why the topic, or a partition for a new broker, could not be made; null when nothing is wrong. */
  fault: Fault.nullable(),
  topic: z.string(),
  /** When the sampler began to probe: no window reaches further back. */
  startedAt: IsoTime,
  brokers: z.array(CanaryBroker),
});
export type CanarySnapshot = z.infer<typeof CanarySnapshot>;

/** The canary of a cluster as of the last pass. `off`: it is not switched on. `starting` also before the first pass. */
export const CanaryAnswer = CanarySnapshot.extend({
  state: z.enum(['off', 'starting', 'running', 'no_topic']),
  startedAt: IsoTime.nullable(),
  pass: PassInfo.nullable(),
});
export type CanaryAnswer = z.infer<typeof CanaryAnswer>;

export const CanarySeriesQuery = z.object({
  kind: z.enum(CANARY_KINDS),
  /** Absent = all brokers in one histogram. */
  broker: z.coerce.number().int().min(0).optional(),
  /** 0 to 1; 1 = the largest. */
  quantile: z.coerce.number().min(0).max(1).default(0.99),
  /** Epoch milliseconds, half-open [from, to). */
  from: z.coerce.number().int(),
  to: z.coerce.number().int(),
  /** Buckets wanted at most. */
  points: z.coerce.number().int().min(10).max(1000).default(240),
});
export type CanarySeriesQuery = z.infer<typeof CanarySeriesQuery>;

export const CanarySeriesAnswer = z.object({
  kind: z.enum(CANARY_KINDS),
  quantile: z.number(),
  bucketMs: z.number(),
  /** Start of each bucket, epoch milliseconds. */
  times: z.array(z.number()),
  /** Milliseconds per bucket, from the merged histogram of its minutes; null where there was no sample. */
  latencyMs: z.array(z.number().nullable()),
  /** Samples per bucket that succeeded. */
  ok: z.array(z.number()),
  /** Samples per bucket that failed or were lost. */
  failed: z.array(z.number()),
});
export type CanarySeriesAnswer = z.infer<typeof CanarySeriesAnswer>;
