import { z } from 'zod';
import './browser-zod.ts';
import { METRIC_NAMES } from '../catalog/metrics.ts';

/** What a series is about. Absent fields do not select. */
export const SeriesQuery = z.object({
  metric: z.enum(METRIC_NAMES),
  /** One series per …; absent = one series for the scope itself. `partition` needs `topic` (and `group` for lag). `server`: of the ZooKeeper ensemble. */
  by: z.enum(['broker', 'topic', 'group', 'partition', 'log_dir', 'server']).optional(),
  broker: z.coerce.number().int().optional(),
  topic: z.string().max(249).optional(),
  group: z.string().max(300).optional(),
  partition: z.coerce.number().int().min(0).optional(),
  /** Epoch milliseconds, half-open [from, to). */
  from: z.coerce.number().int(),
  to: z.coerce.number().int(),
  /** Points wanted per series at most; the tier and bucket follow from it. */
  points: z.coerce.number().int().min(10).max(1000).default(240),
  /** With `by`: how many series at most, the largest by mean over the range. */
  top: z.coerce.number().int().min(1).max(20).default(8),
  /** How several owners make one series (all brokers, all topics of a group): added up, or the largest or smallest of them. Absent = added up where the metric adds up. */
  agg: z.enum(['sum', 'max', 'min']).optional(),
  /** With `by=topic`: whether Kafka's own topics (`__consumer_offsets`, …) count; `false` leaves them out. */
  internal: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(true),
});
export type SeriesQuery = z.infer<typeof SeriesQuery>;

export const Series = z.object({
  /** Stable key of the entity: colours hang on it. */
  key: z.string(),
  label: z.string(),
  /** One value per bucket of `times`; null = unknown, never 0. For percentiles (`drawn: max` in the catalogue) the largest of the bucket, not a mean. */
  mean: z.array(z.number().nullable()),
  min: z.array(z.number().nullable()),
  max: z.array(z.number().nullable()),
});
export type Series = z.infer<typeof Series>;

export const SeriesAnswer = z.object({
  metric: z.string(),
  unit: z.string(),
  /** Tier the answer came from. */
  tier: z.enum(['raw', 'minute', 'hour']),
  bucketMs: z.number(),
  /** Start of each bucket, epoch milliseconds. */
  times: z.array(z.number()),
  series: z.array(Series),
  /** Series left out by `top`; say "8 of 340". */
  hidden: z.number(),
  /** Share of buckets in the past for which at least one pass was stored, 0..1. */
  coverage: z.number(),
});
export type SeriesAnswer = z.infer<typeof SeriesAnswer>;
