import type { CanarySeriesAnswer, CanarySeriesQuery } from '#lib/contracts/canary.ts';
import { AppError } from '#lib/core/errors.ts';
import { chooseWindow } from '#lib/series/choose-window.ts';
import { readCanaryMinutes } from '#lib/store/canary.ts';
import type { Database } from '#lib/store/database.ts';
import { mergeMinutes } from './merge-minutes.ts';

/** What is stored: one histogram a minute. */
const STEP_MS = 60_000;
/** Rows read for one answer: 30 days of four brokers. */
const ROWS_MAX = 180_000;

/** One latency per bucket, from the merged histograms of its minutes. Throws `invalid` for a range that makes no sense or holds too much. */
export async function readCanarySeries(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  query: CanarySeriesQuery,
  nowMs: number,
): Promise<CanarySeriesAnswer> {
  const { kind, broker, quantile, from, to, points } = query;
  const window = chooseWindow({ fromMs: from, toMs: to, points, nowMs, rawStepMs: STEP_MS });
  const minutes = await readCanaryMinutes(db, {
    clusterKey,
    kind,
    nodeId: broker ?? null,
    fromMs: window.fromMs,
    toMs: window.toMs,
    rowsMax: ROWS_MAX,
  });
  if (minutes.length > ROWS_MAX) {
    throw new AppError('invalid', 'This range holds too many histograms. Ask for a shorter one or for one broker.', {
      invalidParams: [{ name: 'from', reason: 'the range is too long for so many brokers' }],
    });
  }
  return {
    kind,
    quantile,
    bucketMs: window.bucketMs,
    times: Array.from({ length: window.count }, (_none, i) => window.fromMs + i * window.bucketMs),
    ...mergeMinutes(minutes, window, quantile),
  };
}
