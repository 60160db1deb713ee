/**
 * The metric catalogue: every stored metric once. Charts, tables, series API, docs and later alerts read it from here.
 * `id` is written into stored blocks: never reuse or renumber one. Subjects keep to their hundreds, so that numbers are found:
 * 1–99 passes and lag, 100–199 broker resources, 200–229 canary, 230–249 disk, 250–279 quorum, ZooKeeper and transactions, 280–299 Farol itself.
 */

import type { Metric, OwnerKind, Unit } from './metric.ts';
import { PASS_METRICS } from './pass-metrics.ts';
import { RESOURCE_METRICS } from './resource-metrics.ts';
import { STATE_METRICS } from './state-metrics.ts';

export type { Metric, OwnerKind, Unit };

/** How long stored values are kept, the same for every metric: as they were read, by minutes, by hours. */
export const RETENTION = { rawHours: 48, minuteDays: 30, hourMonths: 13 } as const;

/** By name. Names are `<owner>.<what>`; the explanation for people stands in `messages/<locale>/catalog.json` under the same name. */
export const METRICS = {
  ...PASS_METRICS,
  ...RESOURCE_METRICS,
  ...STATE_METRICS,
} as const satisfies Record<string, Metric>;

export type StoredMetricName = keyof typeof METRICS;

/** Computed on reading from stored counters: never stored themselves. */
export const DERIVED_METRICS = {
  'partition.messages_in': { from: 'topic.end_offset', unit: 'messages_per_second' },
  'group_partition.messages_out': { from: 'group_topic.committed_offset', unit: 'messages_per_second' },
  'group_partition.lag': { from: 'topic.end_offset − group_topic.committed_offset', unit: 'offsets' },
} as const;

export type DerivedMetricName = keyof typeof DERIVED_METRICS;
export type MetricName = StoredMetricName | DerivedMetricName;

const isName = (names: string[]): names is [MetricName, ...MetricName[]] => names.length > 0;
const allNames = [...Object.keys(METRICS), ...Object.keys(DERIVED_METRICS)];
if (!isName(allNames)) throw new Error('the metric catalogue is empty');

/** All names a series query may ask for. */
export const METRIC_NAMES: [MetricName, ...MetricName[]] = allNames;

/** A stored metric by the number in stored blocks; null for a number this version does not know. */
export function metricById(id: number): { name: StoredMetricName; metric: Metric } | null {
  return BY_ID.get(id) ?? null;
}

const BY_ID = new Map((Object.entries(METRICS) as [StoredMetricName, Metric][]).map(([name, m]) => [m.id, { name, metric: m }]));
