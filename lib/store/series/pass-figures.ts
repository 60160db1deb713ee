import type { Database } from '../database.ts';
import { timestamp } from './tiers.ts';

/** What the passes of one cluster within a window were like, told from every one of them. */
export interface PassFigures {
  clusterKey: number;
  passes: number;
  /** Slots of the first and the last pass of the window, epoch ms. */
  firstMs: number;
  lastMs: number;
  /** Cadence of the first and of the last pass, ms. */
  firstStepMs: number;
  lastStepMs: number;
  /** Whether there was a pass before the window. */
  hadBefore: boolean;
  /** Ticks without a pass between the first and the last. */
  skippedBetween: number;
  partial: number;
  failed: number;
  durationP50Ms: number;
  durationP95Ms: number;
  durationMaxMs: number;
  requestsPerPass: number;
  /** The newest failure as a whole; null when none failed. */
  lastFault: { atMs: number; fault: { code: string; detail: string } } | null;
}

/**
 * Figures of all clusters over [fromMs, now). At most an hour of passes: 720 rows a cluster at the shortest usual cadence.
 * Percentiles are taken over the durations themselves. A change of the cadence is no skipped tick: the longer of two neighbouring steps counts.
 */
export async function readPassFigures(db: Pick<Database, 'pool'>, fromMs: number): Promise<PassFigures[]> {
  const { rows } = await db.pool.query<PassFigures>(
    `WITH p AS (
       SELECT cluster_key, slot, step_ms, duration_ms, requests, brokers_answered, brokers_expected, fault,
              lag(slot) OVER w AS before, lag(step_ms) OVER w AS step_before
       FROM ts.pass WHERE slot >= $1 WINDOW w AS (PARTITION BY cluster_key ORDER BY slot)
     ), f AS (
       SELECT cluster_key, count(*)::int AS passes,
              percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY duration_ms) AS durations,
              max(duration_ms) AS longest, avg(requests)::float8 AS requests, min(slot) AS first, max(slot) AS last,
              (array_agg(step_ms ORDER BY slot))[1] AS first_step, (array_agg(step_ms ORDER BY slot DESC))[1] AS last_step,
              sum(greatest(0, round(extract(epoch FROM slot - before) * 1000 / greatest(step_ms, step_before)) - 1))::float8 AS skipped,
              count(*) FILTER (WHERE brokers_answered < brokers_expected)::int AS partial,
              count(*) FILTER (WHERE fault IS NOT NULL)::int AS failed,
              (array_agg(jsonb_build_object('atMs', extract(epoch FROM slot) * 1000, 'fault', fault) ORDER BY slot DESC) FILTER (WHERE fault IS NOT NULL))[1] AS last_fault
       FROM p GROUP BY cluster_key
     )
     SELECT cluster_key AS "clusterKey", passes, extract(epoch FROM first)::float8 * 1000 AS "firstMs", extract(epoch FROM last)::float8 * 1000 AS "lastMs",
            first_step AS "firstStepMs", last_step AS "lastStepMs", coalesce(skipped, 0) AS "skippedBetween", partial, failed,
            durations[1] AS "durationP50Ms", durations[2] AS "durationP95Ms", longest AS "durationMaxMs", requests AS "requestsPerPass",
            EXISTS (SELECT 1 FROM ts.pass e WHERE e.cluster_key = f.cluster_key AND e.slot < $1) AS "hadBefore", last_fault AS "lastFault"
     FROM f`,
    [timestamp(fromMs)],
  );
  return rows;
}
