import { AppError, errorMessage } from '#lib/core/errors.ts';
import { readForecasts, type DirForecast } from '#lib/disk/read-forecasts.ts';
import type { Collector, CollectorContext, Contribution } from './collector.ts';
import { metricValue } from './sampled-values.ts';
import { wait } from './wait.ts';

/** A trend over hours needs no closer look. */
const EVERY_MS = 300_000;
/** The first forecast comes soon after the start: history is stored already, or there is none. */
const FIRST_MS = 15_000;
const FRESH_INTERVALS = 3;
const DAY_MS = 86_400_000;

type Context = Pick<CollectorContext, 'db' | 'cluster' | 'clock' | 'logger' | 'latest'>;

/** Forecasts from stored history when each disk will be full. Asks the cluster nothing. */
export function collectDisk({ db, cluster, clock, logger, latest }: Context): Collector {
  let dirs: readonly DirForecast[] = [];
  let computedAtMs: number | null = null;
  return {
    name: 'disk',
    async run(ended) {
      while (!ended.aborted) {
        await wait(computedAtMs === null ? FIRST_MS : EVERY_MS, ended);
        if (ended.aborted || latest() === null) continue;
        try {
          const nowMs = clock.now();
          dirs = await readForecasts(db, cluster.key, nowMs);
          computedAtMs = nowMs;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          logger.warn({ reason: errorMessage(error) }, 'the history of the disks could not be read');
        }
      }
    },
    contribute(nowMs): Contribution {
      if (computedAtMs === null || nowMs - computedAtMs > FRESH_INTERVALS * EVERY_MS) return { values: [], parts: {}, facts: {} };
      return {
        values: dirs.map(({ nodeId, path, forecast }) => ({
          ref: { kind: 'log_dir', node: nodeId, topicId: path, topic: path },
          values: [metricValue('log_dir.time_to_full', (forecast.daysToFull?.estimate ?? NaN) * DAY_MS)],
        })),
        parts: { disk_forecast: { computedAt: new Date(computedAtMs).toISOString(), dirs: [...dirs] } },
        facts: {
          diskForecasts: dirs.flatMap(({ nodeId, path, forecast: { daysToFull } }) =>
            daysToFull === null ? [] : [{ nodeId, path, days: daysToFull.estimate, daysAtMost: daysToFull.high }],
          ),
        },
      };
    },
  };
}
