import { setImmediate as giveWay } from 'node:timers/promises';
import { METRICS } from '#lib/catalog/metrics.ts';
import type { DiskForecast } from '#lib/contracts/disk.ts';
import type { Database } from '#lib/store/database.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readLatest, readSeries } from '#lib/store/series/read.ts';
import type { ReadResult, Tier } from '#lib/store/series/types.ts';
import { fitGrowth, type Growth, type History } from './fit-growth.ts';
import { forecastDisk, isHighestEver, presentGrowth } from './forecast-disk.ts';

const HOUR_MS = 3_600_000;
/** The two windows that are fitted: a week of hours, and the last hours by the minute. */
const WINDOWS = {
  days: { tier: 'hour', ms: 168 * HOUR_MS },
  hours: { tier: 'minute', ms: 6 * HOUR_MS },
} as const satisfies Record<string, { tier: Tier; ms: number }>;
/** A disk not read for so long is not told about: its broker is gone. */
const FRESH_MS = 600_000;

/** The forecast of one directory. `path` is the stored key of the directory. */
export interface DirForecast {
  nodeId: number;
  path: string;
  forecast: DiskForecast;
}

/** Forecasts of every directory of a cluster that was read lately, from stored history. */
export async function readForecasts(db: Pick<Database, 'pool'>, clusterKey: number, nowMs: number): Promise<DirForecast[]> {
  const owners = await findOwners(db, clusterKey, { kind: 'log_dir' });
  const ownerIds = owners.map(({ ownerId }) => ownerId);
  if (ownerIds.length === 0) return [];
  const latest = await readLatest(db, clusterKey, ownerIds);
  const usableOf = (ownerId: number): number | null => {
    const found = latest.get(ownerId);
    const value = found?.columns.find(({ metricId }) => metricId === METRICS['log_dir.usable'].id)?.values[0];
    return found === undefined || found.slotMs < nowMs - FRESH_MS || value === undefined || Number.isNaN(value) ? null : value;
  };
  const live = owners.filter(({ ownerId }) => usableOf(ownerId) !== null);
  if (live.length === 0) return [];
  const [days, hours] = await Promise.all(
    [WINDOWS.days, WINDOWS.hours].map(async ({ tier, ms }) =>
      historiesOf(
        await readSeries(db, {
          clusterKey,
          ownerIds: live.map(({ ownerId }) => ownerId),
          metricIds: [METRICS['log_dir.used'].id],
          tier,
          fromMs: nowMs - ms,
          toMs: nowMs,
        }),
      ),
    ),
  );
  const forecasts: DirForecast[] = [];
  for (const { ownerId, node = -1, topicId = '' } of live) {
    const growth = growthOf(days?.get(ownerId) ?? null, hours?.get(ownerId) ?? null);
    forecasts.push({ nodeId: node, path: topicId, forecast: forecastDisk(growth, usableOf(ownerId)) });
    // A fit takes some milliseconds, and a large cluster has hundreds of disks.
    await giveWay();
  }
  return forecasts;
}

function growthOf(days: History | null, hours: History | null): Growth | null {
  const isHighest = days !== null && hours !== null && isHighestEver(days, hours);
  return presentGrowth(days && fitGrowth(days), hours && fitGrowth(hours), isHighest);
}

function historiesOf({ fromMs, stepMs, columns }: ReadResult): Map<number, History> {
  return new Map(columns.map(({ ownerId, values, max }) => [ownerId, { fromMs, stepMs, values, max }]));
}
