import { z } from 'zod';
import './browser-zod.ts';

/** A 64-bit integer as a decimal string, since JSON numbers lose exactness above 2^53. */
export const Int64String = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .meta({ description: '64-bit integer as a decimal string' });

/** Wall time as ISO 8601 in UTC. */
export const IsoTime = z.iso.datetime();

/** Why a value is unknown: a code for programs and one sentence for people. Cluster-supplied text is never interpreted. */
export const Fault = z.object({ code: z.string(), detail: z.string() });
export type Fault = z.infer<typeof Fault>;

/** Why a cluster is sampled at the cadence it is: its size asks for it, passes took too long for a faster one, or the request budget does not allow it. */
export const IntervalReason = z.enum(['size', 'back_off', 'budget']);
export type IntervalReason = z.infer<typeof IntervalReason>;

/** How fresh and how complete the pass behind an answer is. Every answer drawn from stored passes carries one. */
export const PassInfo = z.object({
  /** Start of the pass, UTC. */
  takenAt: IsoTime,
  /** Age at the moment of answering, by the database's clock; milliseconds. */
  ageMs: z.number(),
  /** The cadence now in force, milliseconds. */
  intervalMs: z.number(),
  intervalReason: IntervalReason,
  /** True when the age exceeds three intervals: what is shown may no longer hold. */
  stale: z.boolean(),
  durationMs: z.number(),
  requests: z.number(),
  /** Average requests per second that Farol sends to this cluster; null before two passes. */
  requestsPerSecond: z.number().nullable(),
  /** Average bytes per second in both directions, likewise; null before two passes. */
  bytesPerSecond: z.number().nullable(),
  /** Requests per second that Farol may send to this cluster; null = no bound was set. */
  requestsPerSecondMax: z.number().nullable(),
  brokersAnswered: z.number(),
  brokersExpected: z.number(),
});
export type PassInfo = z.infer<typeof PassInfo>;

/** A sum with what it covers: `value` is null when nothing is known; a partial sum says so by `known < total`. */
export const CoveredSum = z.object({ value: Int64String.nullable(), known: z.number(), total: z.number() });
export type CoveredSum = z.infer<typeof CoveredSum>;

/** A rate with what it covers, in units per second. */
export const CoveredRate = z.object({ value: z.number().nullable(), known: z.number(), total: z.number() });
export type CoveredRate = z.infer<typeof CoveredRate>;

/** Something wrong now, derived from the last pass by pure rules. */
export const Problem = z.object({
  /** Stable identity within the cluster, e.g. `broker_down:2`. */
  id: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  /** Message key and place, e.g. `broker_down`, `broker_unreachable`, `partitions_offline`, `under_replicated`, `under_min_isr`, `group_unknown`, `group_lost`, `group_no_members`, `no_quorum`, `log_dir_offline`, `metadata_unavailable`, `not_authorized`. */
  code: z.string(),
  scope: z.object({ kind: z.enum(['cluster', 'broker', 'topic', 'partition', 'group']), name: z.string() }),
  /** Values for the message: counts as numbers, names as strings. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Plain English detail for logs and the command line. */
  detail: z.string(),
  /** First pass that saw it; survives restarts of the sampler. */
  since: IsoTime,
  /** Topics, groups or partitions hit, at most 20 named. */
  affected: z.array(z.string()),
  affectedTotal: z.number(),
  /** True: found by an earlier pass and not checked since, because what it is about could not be read. Absent: found by the last pass. */
  lastKnown: z.boolean().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Query parameters of list routes. */
export const ListQuery = z.object({
  q: z.string().max(200).optional(),
  sort: z.string().max(60).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** Envelope of every list: rows and how to go on. `total` counts all rows that match, not only this page's. */
export function listOf<T extends z.ZodType>(row: T) {
  return z.object({
    data: z.array(row),
    meta: z.object({ total: z.number(), nextCursor: z.string().nullable(), pass: PassInfo.nullable() }),
  });
}

/** RFC 9457 problem document. */
export const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  /** What the cluster failed with, when it was the cluster. */
  fault: Fault.optional(),
  invalidParams: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
});
export type ProblemDocument = z.infer<typeof ProblemDocument>;
