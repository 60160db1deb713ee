import type { StoredMetricName } from '#lib/catalog/metrics.ts';
import type { RawResources, RawValue, UnknownReason } from './raw-resources.ts';
import { RESOURCE_TABLE } from './resource-table.ts';

/** What a broker tells of itself now, whatever the source. Every reading of the table is in one of the two maps. */
export interface BrokerResources {
  /** In the unit of the metric. */
  readings: ReadonlyMap<StoredMetricName, number>;
  unknown: ReadonlyMap<StoredMetricName, UnknownReason>;
  /** State in the metadata quorum; null when unknown. */
  raftState: string | null;
}

/**
 * Turns an answer into readings: counters become rates over the time between the two answers, shares stay within 0 and 1.
 * A mean that begins with the process is unknown until it has settled: after each restart of a broker it would cry wolf.
 * No rate without an earlier answer, over more than `gapMsMax`, or when a counter fell: then the process is another one.
 */
export function deriveResources(now: RawResources, before: RawResources | null, gapMsMax: number): BrokerResources {
  const readings = new Map<StoredMetricName, number>();
  const unknown = new Map<StoredMetricName, UnknownReason>(now.unknown);
  const uptime = now.values.get('broker.uptime');
  // Where the start is not known, a mean is believed.
  const uptimeSeconds = uptime === undefined ? Infinity : Number(uptime.value) * uptime.factor;
  for (const { metric, kind, isUnknownAtZero, settlesSeconds } of RESOURCE_TABLE) {
    const raw = now.values.get(metric);
    if (raw === undefined) continue;
    const value = kind === 'counter' ? rate(metric, raw, now, before, gapMsMax) : Number(raw.value) * raw.factor;
    if (typeof value === 'string') unknown.set(metric, value);
    // −1 and NaN are how Java and Kafka say that there is no figure.
    else if (!Number.isFinite(value) || value < 0) unknown.set(metric, 'not_measured');
    else if (uptimeSeconds < settlesSeconds) unknown.set(metric, 'settling');
    else if (isUnknownAtZero && value === 0) unknown.set(metric, 'nothing_counted');
    // In combined mode idle shares of two pools add up to more than the whole.
    else readings.set(metric, kind === 'ratio' ? Math.min(1, value) : value);
  }
  return { readings, unknown, raftState: now.raftState };
}

function rate(
  metric: StoredMetricName,
  raw: RawValue,
  now: RawResources,
  before: RawResources | null,
  gapMsMax: number,
): number | UnknownReason {
  if (before === null) return 'first_reading';
  const earlier = before.values.get(metric);
  if (earlier === undefined) return 'first_reading';
  const elapsedMs = now.answeredAt - before.answeredAt;
  if (elapsedMs > gapMsMax) return 'gap';
  if (elapsedMs <= 0 || hasRestarted(now, before)) return 'restarted';
  const grown = difference(raw.value, earlier.value);
  if (Number.isNaN(grown)) return 'not_measured';
  return grown < 0 ? 'restarted' : (grown * raw.factor * 1000) / elapsedMs;
}

/** A counter that had already grown past its old value would hide a restart; the uptime does not. */
function hasRestarted(now: RawResources, before: RawResources): boolean {
  const uptime = now.values.get('broker.uptime');
  const earlier = before.values.get('broker.uptime');
  return uptime !== undefined && earlier !== undefined && difference(uptime.value, earlier.value) < 0;
}

function difference(now: number | bigint, before: number | bigint): number {
  return typeof now === 'bigint' && typeof before === 'bigint' ? Number(now - before) : Number(now) - Number(before);
}
