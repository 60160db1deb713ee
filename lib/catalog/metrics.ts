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

/** Stored as hundredths, so that slow topics do not round to nothing. */
const RATE_SCALE = 100;

/** A value at the time of the pass, one per owner. Additive, and neither direction good, unless said otherwise. */
function gauge(
  id: number,
  owner: OwnerKind,
  unit: Unit,
  source: string,
  differing: Partial<Pick<Metric, 'additive' | 'scale' | 'good'>> = {},
): Metric {
  const scale = unit === 'messages_per_second' ? RATE_SCALE : 1;
  return { id, owner, unit, kind: 'gauge', perPartition: false, additive: true, scale, good: 'neither', source, ...differing };
}

/** An offset of every partition of the owner: only grows while the owner lives. */
function counter(id: number, owner: OwnerKind, source: string): Metric {
  return { id, owner, unit: 'offsets', kind: 'counter', perPartition: true, additive: true, scale: 1, good: 'neither', source };
}

/** By name. Names are `<owner>.<what>`; the explanation for people stands in `messages/<locale>/catalog.json` under the same name. */
export const METRICS = {
  'cluster.messages_in': gauge(
    1,
    'cluster',
    'messages_per_second',
    'ListOffsets(latest), difference of two passes over the brokers’ own answer times',
  ),
  'cluster.messages_out': gauge(2, 'cluster', 'messages_per_second', 'OffsetFetch, difference of two passes, summed over groups'),
  'cluster.lag': gauge(3, 'cluster', 'offsets', 'ListOffsets(latest) − OffsetFetch', { good: 'low' }),
  'cluster.brokers_up': gauge(4, 'cluster', 'count', 'Metadata and answers to the pass', { good: 'high' }),
  'cluster.partitions_offline': gauge(5, 'cluster', 'count', 'Metadata', { good: 'low' }),
  'cluster.partitions_under_replicated': gauge(6, 'cluster', 'count', 'Metadata', { good: 'low' }),
  'cluster.partitions_under_min_isr': gauge(7, 'cluster', 'count', 'Metadata and DescribeConfigs', { good: 'low' }),
  'cluster.pass_duration': gauge(8, 'cluster', 'milliseconds', 'Farol', { additive: false, good: 'low' }),
  'cluster.pass_requests': gauge(9, 'cluster', 'requests', 'Farol', { good: 'low' }),
  'cluster.replica_bytes': gauge(10, 'cluster', 'bytes', 'DescribeLogDirs'),

  'broker.messages_in': gauge(20, 'broker', 'messages_per_second', 'ListOffsets(latest) of the partitions it leads'),
  'broker.leaders': gauge(21, 'broker', 'count', 'Metadata'),
  'broker.replicas': gauge(22, 'broker', 'count', 'Metadata'),
  'broker.out_of_sync': gauge(23, 'broker', 'count', 'Metadata', { good: 'low' }),
  'broker.round_trip': gauge(24, 'broker', 'milliseconds', 'Farol’s own requests', { additive: false, scale: 100, good: 'low' }),
  'broker.up': gauge(25, 'broker', 'boolean', 'Metadata and answers to the pass', { additive: false, good: 'high' }),
  'broker.replica_bytes': gauge(26, 'broker', 'bytes', 'DescribeLogDirs'),
  'broker.disk_total': gauge(27, 'broker', 'bytes', 'DescribeLogDirs v4'),
  'broker.disk_usable': gauge(28, 'broker', 'bytes', 'DescribeLogDirs v4', { good: 'high' }),

  'topic.end_offset': counter(40, 'topic', 'ListOffsets(latest)'),
  'topic.start_offset': counter(41, 'topic', 'ListOffsets(earliest)'),
  'topic.messages_in': gauge(42, 'topic', 'messages_per_second', 'ListOffsets(latest), difference of two passes'),
  'topic.messages_out': gauge(43, 'topic', 'messages_per_second', 'OffsetFetch, difference of two passes, summed over groups'),
  'topic.lag': gauge(44, 'topic', 'offsets', 'ListOffsets(latest) − OffsetFetch, summed over groups', { good: 'low' }),
  'topic.size_bytes': gauge(45, 'topic', 'bytes', 'DescribeLogDirs, leader replicas'),
  'topic.under_replicated': gauge(46, 'topic', 'count', 'Metadata', { good: 'low' }),

  'group.lag': gauge(60, 'group', 'offsets', 'ListOffsets(latest) − OffsetFetch', { good: 'low' }),
  'group.messages_out': gauge(61, 'group', 'messages_per_second', 'OffsetFetch, difference of two passes'),
  'group.members': gauge(62, 'group', 'count', 'DescribeGroups or ConsumerGroupDescribe'),

  'group_topic.committed_offset': counter(80, 'group_topic', 'OffsetFetch'),
  'group_topic.lag': gauge(81, 'group_topic', 'offsets', 'ListOffsets(latest) − OffsetFetch', { good: 'low' }),
  'group_topic.messages_out': gauge(82, 'group_topic', 'messages_per_second', 'OffsetFetch, difference of two passes'),
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
