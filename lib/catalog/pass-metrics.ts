import { counter, gauge, type Metric, type OwnerKind } from './metric.ts';

const CROSSINGS = 'When ListOffsets(latest) passed the committed offset; record timestamps before Farol looked';
const HEADROOM = 'retention.ms and retention.bytes against the age and the place of the committed offset';

/** The age of the oldest record not read yet. Ages of several groups cannot be added up. */
function behind(id: number, owner: OwnerKind, source: string): Metric {
  return gauge(id, owner, 'milliseconds', source, { additive: false, good: 'low' });
}

/** What follows from the passes: throughput, lag, partitions, brokers, disks as DescribeLogDirs tells them. Numbers 1–99. */
export const PASS_METRICS = {
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
  'cluster.replica_bytes': gauge(10, 'cluster', 'bytes', 'DescribeLogDirs', { everySeconds: 60 }),
  'cluster.seconds_behind': behind(11, 'cluster', 'The slowest group'),
  'cluster.groups_in_trouble': gauge(12, 'cluster', 'count', 'Verdicts on the groups', { good: 'low' }),
  'broker.messages_in': gauge(20, 'broker', 'messages_per_second', 'ListOffsets(latest) of the partitions it leads'),
  'broker.leaders': gauge(21, 'broker', 'count', 'Metadata'),
  'broker.replicas': gauge(22, 'broker', 'count', 'Metadata'),
  'broker.out_of_sync': gauge(23, 'broker', 'count', 'Metadata', { good: 'low' }),
  'broker.round_trip': gauge(24, 'broker', 'milliseconds', 'Farol’s own requests', { additive: false, scale: 100, good: 'low' }),
  'broker.up': gauge(25, 'broker', 'boolean', 'Metadata and answers to the pass', { additive: false, good: 'high' }),
  'broker.replica_bytes': gauge(26, 'broker', 'bytes', 'DescribeLogDirs', { everySeconds: 60 }),
  'broker.disk_total': gauge(27, 'broker', 'bytes', 'DescribeLogDirs v4', { everySeconds: 60 }),
  'broker.disk_usable': gauge(28, 'broker', 'bytes', 'DescribeLogDirs v4', { good: 'high', everySeconds: 60 }),
  'topic.end_offset': counter(40, 'topic', 'ListOffsets(latest)'),
  'topic.start_offset': counter(41, 'topic', 'ListOffsets(earliest)'),
  'topic.messages_in': gauge(42, 'topic', 'messages_per_second', 'ListOffsets(latest), difference of two passes'),
  'topic.messages_out': gauge(43, 'topic', 'messages_per_second', 'OffsetFetch, difference of two passes, summed over groups'),
  'topic.lag': gauge(44, 'topic', 'offsets', 'ListOffsets(latest) − OffsetFetch, summed over groups', { good: 'low' }),
  'topic.size_bytes': gauge(45, 'topic', 'bytes', 'DescribeLogDirs, leader replicas', { everySeconds: 60 }),
  'topic.under_replicated': gauge(46, 'topic', 'count', 'Metadata', { good: 'low' }),
  'topic.open_transactions': gauge(47, 'topic', 'offsets', 'ListOffsets(latest) − ListOffsets(last stable)', {
    good: 'low',
    everySeconds: 60,
  }),
  'topic.seconds_behind': behind(48, 'topic', 'The slowest group that reads it'),
  'group.lag': gauge(60, 'group', 'offsets', 'ListOffsets(latest) − OffsetFetch', { good: 'low' }),
  'group.messages_out': gauge(61, 'group', 'messages_per_second', 'OffsetFetch, difference of two passes'),
  'group.members': gauge(62, 'group', 'count', 'DescribeGroups or ConsumerGroupDescribe', { everySeconds: 15 }),
  'group.seconds_behind': behind(63, 'group', CROSSINGS),
  'group.seconds_behind_lower': behind(64, 'group', CROSSINGS),
  'group.messages_in': gauge(65, 'group', 'messages_per_second', 'ListOffsets(latest) of the partitions it reads', {
    additive: false,
  }),
  'group.retention_headroom': gauge(66, 'group', 'milliseconds', HEADROOM, { additive: false, good: 'high' }),
  'group_topic.committed_offset': counter(80, 'group_topic', 'OffsetFetch'),
  'group_topic.lag': gauge(81, 'group_topic', 'offsets', 'ListOffsets(latest) − OffsetFetch', { good: 'low' }),
  'group_topic.messages_out': gauge(82, 'group_topic', 'messages_per_second', 'OffsetFetch, difference of two passes'),
  'group_topic.seconds_behind': behind(83, 'group_topic', CROSSINGS),
  'group_topic.seconds_behind_lower': behind(84, 'group_topic', CROSSINGS),
  'group_topic.messages_in': gauge(85, 'group_topic', 'messages_per_second', 'ListOffsets(latest) of the partitions it reads', {
    additive: false,
  }),
  'group_topic.retention_headroom': gauge(86, 'group_topic', 'milliseconds', HEADROOM, { additive: false, good: 'high' }),
} as const satisfies Record<string, Metric>;
