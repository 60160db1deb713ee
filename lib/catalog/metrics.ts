/**
 * The metric catalogue: every stored metric once. Charts, tables, series API, docs and later alerts read it from here.
 * `id` is written into stored blocks: never reuse or renumber one.
 */

/** What a stored series is about. An *owner* is what a stored block belongs to; partition values are sub-columns of their owner. */
export type OwnerKind = 'cluster' | 'broker' | 'topic' | 'group' | 'group_topic';

export type Unit = 'messages_per_second' | 'offsets' | 'bytes' | 'count' | 'milliseconds' | 'requests' | 'boolean';

export interface Metric {
  /** Stable number in stored blocks. */
  id: number;
  owner: OwnerKind;
  unit: Unit;
  /** `gauge`: value at the time of the pass. `counter`: only grows while the owner lives (offsets); rates derive from differences. */
  kind: 'gauge' | 'counter';
  /** True: one value per partition (sub-column = partition number). False: one value per owner. */
  perPartition: boolean;
  /** May be summed over owners of the same kind. */
  additive: boolean;
  /** Stored as round(value × scale): 1 for integers, 100 for rates (precision 0.01). */
  scale: number;
  /** Which direction is good, for colour and wording. */
  good: 'low' | 'high' | 'neither';
  /** Where it comes from, for the docs. */
  source: string;
}

const metric = (m: Metric): Metric => m;

/** By name. Names are `<owner>.<what>`; the explanation for people stands in `messages/<locale>/catalog.json` under the same name. */
export const METRICS = {
  'cluster.messages_in': metric({
    id: 1,
    owner: 'cluster',
    unit: 'messages_per_second',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 100,
    good: 'neither',
    source: 'ListOffsets(latest), difference of two passes over the brokers’ own answer times',
  }),
  'cluster.messages_out': metric({
    id: 2,
    owner: 'cluster',
    unit: 'messages_per_second',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 100,
    good: 'neither',
    source: 'OffsetFetch, difference of two passes, summed over groups',
  }),
  'cluster.lag': metric({
    id: 3,
    owner: 'cluster',
    unit: 'offsets',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'ListOffsets(latest) − OffsetFetch',
  }),
  'cluster.brokers_up': metric({
    id: 4,
    owner: 'cluster',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'high',
    source: 'Metadata and answers to the pass',
  }),
  'cluster.partitions_offline': metric({
    id: 5,
    owner: 'cluster',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'Metadata',
  }),
  'cluster.partitions_under_replicated': metric({
    id: 6,
    owner: 'cluster',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'Metadata',
  }),
  'cluster.partitions_under_min_isr': metric({
    id: 7,
    owner: 'cluster',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'Metadata and DescribeConfigs',
  }),
  'cluster.pass_duration': metric({
    id: 8,
    owner: 'cluster',
    unit: 'milliseconds',
    kind: 'gauge',
    perPartition: false,
    additive: false,
    scale: 1,
    good: 'low',
    source: 'Farol',
  }),
  'cluster.pass_requests': metric({
    id: 9,
    owner: 'cluster',
    unit: 'requests',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'Farol',
  }),
  'cluster.replica_bytes': metric({
    id: 10,
    owner: 'cluster',
    unit: 'bytes',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'DescribeLogDirs',
  }),
  'broker.messages_in': metric({
    id: 20,
    owner: 'broker',
    unit: 'messages_per_second',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 100,
    good: 'neither',
    source: 'ListOffsets(latest) of the partitions it leads',
  }),
  'broker.leaders': metric({
    id: 21,
    owner: 'broker',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'Metadata',
  }),
  'broker.replicas': metric({
    id: 22,
    owner: 'broker',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'Metadata',
  }),
  'broker.out_of_sync': metric({
    id: 23,
    owner: 'broker',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'Metadata',
  }),
  'broker.round_trip': metric({
    id: 24,
    owner: 'broker',
    unit: 'milliseconds',
    kind: 'gauge',
    perPartition: false,
    additive: false,
    scale: 100,
    good: 'low',
    source: 'Farol’s own requests',
  }),
  'broker.up': metric({
    id: 25,
    owner: 'broker',
    unit: 'boolean',
    kind: 'gauge',
    perPartition: false,
    additive: false,
    scale: 1,
    good: 'high',
    source: 'Metadata and answers to the pass',
  }),
  'broker.replica_bytes': metric({
    id: 26,
    owner: 'broker',
    unit: 'bytes',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'DescribeLogDirs',
  }),
  'broker.disk_total': metric({
    id: 27,
    owner: 'broker',
    unit: 'bytes',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'DescribeLogDirs v4',
  }),
  'broker.disk_usable': metric({
    id: 28,
    owner: 'broker',
    unit: 'bytes',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'high',
    source: 'DescribeLogDirs v4',
  }),
  'topic.end_offset': metric({
    id: 40,
    owner: 'topic',
    unit: 'offsets',
    kind: 'counter',
    perPartition: true,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'ListOffsets(latest)',
  }),
  'topic.start_offset': metric({
    id: 41,
    owner: 'topic',
    unit: 'offsets',
    kind: 'counter',
    perPartition: true,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'ListOffsets(earliest)',
  }),
  'topic.messages_in': metric({
    id: 42,
    owner: 'topic',
    unit: 'messages_per_second',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 100,
    good: 'neither',
    source: 'ListOffsets(latest), difference of two passes',
  }),
  'topic.messages_out': metric({
    id: 43,
    owner: 'topic',
    unit: 'messages_per_second',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 100,
    good: 'neither',
    source: 'OffsetFetch, difference of two passes, summed over groups',
  }),
  'topic.lag': metric({
    id: 44,
    owner: 'topic',
    unit: 'offsets',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'ListOffsets(latest) − OffsetFetch, summed over groups',
  }),
  'topic.size_bytes': metric({
    id: 45,
    owner: 'topic',
    unit: 'bytes',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'DescribeLogDirs, leader replicas',
  }),
  'topic.under_replicated': metric({
    id: 46,
    owner: 'topic',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'Metadata',
  }),
  'group.lag': metric({
    id: 60,
    owner: 'group',
    unit: 'offsets',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'ListOffsets(latest) − OffsetFetch',
  }),
  'group.messages_out': metric({
    id: 61,
    owner: 'group',
    unit: 'messages_per_second',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 100,
    good: 'neither',
    source: 'OffsetFetch, difference of two passes',
  }),
  'group.members': metric({
    id: 62,
    owner: 'group',
    unit: 'count',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'DescribeGroups or ConsumerGroupDescribe',
  }),
  'group_topic.committed_offset': metric({
    id: 80,
    owner: 'group_topic',
    unit: 'offsets',
    kind: 'counter',
    perPartition: true,
    additive: true,
    scale: 1,
    good: 'neither',
    source: 'OffsetFetch',
  }),
  'group_topic.lag': metric({
    id: 81,
    owner: 'group_topic',
    unit: 'offsets',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 1,
    good: 'low',
    source: 'ListOffsets(latest) − OffsetFetch',
  }),
  'group_topic.messages_out': metric({
    id: 82,
    owner: 'group_topic',
    unit: 'messages_per_second',
    kind: 'gauge',
    perPartition: false,
    additive: true,
    scale: 100,
    good: 'neither',
    source: 'OffsetFetch, difference of two passes',
  }),
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
