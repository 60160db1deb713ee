import { METRICS, type StoredMetricName } from '#lib/catalog/metrics.ts';
import type { Database } from '#lib/store/database.ts';
import { readSeries } from '#lib/store/series/read.ts';
import type { PassRow } from '#lib/store/snapshot/read-snapshot.ts';
import { ratePerSecond } from './derive.ts';

/** Values of one metric of one owner in the newest pass. Index = partition number, or 0 for whole-owner metrics; NaN or a missing element = unknown. */
export interface RecentValues {
  latest: Float64Array;
  /** Rate per second to the pass before; only meaningful for counters. */
  rates: Float64Array;
}

/** Slots before the newest pass that are read, so that one missed pass does not hide the rate. */
const SLOTS_BEFORE = 3;

const NOTHING: RecentValues = { latest: new Float64Array(0), rates: new Float64Array(0) };

/**
 * Values of the newest pass and the rates that led to them. What the newest pass did not learn is unknown here, even if an older pass knew it:
 * an answer stands beside the age of the newest pass. `pass` null: nothing is known.
 */
export async function readRecent(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  pass: PassRow | null,
  wanted: { ownerIds: readonly number[]; metrics: readonly StoredMetricName[] },
): Promise<(ownerId: number, metric: StoredMetricName) => RecentValues> {
  if (pass === null || wanted.ownerIds.length === 0) return () => NOTHING;
  const newestMs = Math.floor(pass.startedAtMs / pass.stepMs) * pass.stepMs;
  const { fromMs, stepMs, columns } = await readSeries(db, {
    clusterKey,
    ownerIds: wanted.ownerIds,
    metricIds: wanted.metrics.map((name) => METRICS[name].id),
    tier: 'raw',
    fromMs: newestMs - SLOTS_BEFORE * pass.stepMs,
    // A pass that was stored since the snapshot was read may be seen too.
    toMs: newestMs + 2 * pass.stepMs,
  });
  const found = new Map<string, RecentValues>();
  const newestSlot = Math.floor((newestMs - fromMs) / stepMs);
  for (const { ownerId, metricId, sub, values } of columns) {
    const key = `${ownerId}/${metricId}`;
    const entry = found.get(key) ?? { latest: new Float64Array(0), rates: new Float64Array(0) };
    const slot = lastKnown(values);
    if (slot >= newestSlot) {
      entry.latest = setAt(entry.latest, sub, values[slot] ?? Number.NaN);
      entry.rates = setAt(entry.rates, sub, ratePerSecond(values, stepMs)[slot] ?? Number.NaN);
    }
    found.set(key, entry);
  }
  return (ownerId, metric) => found.get(`${ownerId}/${METRICS[metric].id}`) ?? NOTHING;
}

function lastKnown(values: Float64Array): number {
  return values.findLastIndex((value) => !Number.isNaN(value));
}

/** The array with one element set, grown with unknowns as far as needed. */
function setAt(values: Float64Array, index: number, value: number): Float64Array {
  let target = values;
  if (index >= target.length) {
    target = new Float64Array(Math.max(index + 1, values.length * 2)).fill(Number.NaN);
    target.set(values);
  }
  target[index] = value;
  return target;
}
