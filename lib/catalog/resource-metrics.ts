import { gauge, RATE_SCALE, type Metric, type Unit } from './metric.ts';

/** What a broker tells of the time its requests take, milliseconds; percentiles over about the last five minutes. */
type RequestTime =
  | 'p50'
  | 'p99'
  | 'p999'
  | 'queue_p99'
  | 'local_p99'
  | 'remote_p99'
  | 'response_queue_p99'
  | 'response_send_p99'
  | 'throttle_p99';

const REQUEST_TIMES: readonly (readonly [RequestTime, string])[] = [
  ['p50', 'TotalTimeMs'],
  ['p99', 'TotalTimeMs'],
  ['p999', 'TotalTimeMs'],
  ['queue_p99', 'RequestQueueTimeMs'],
  ['local_p99', 'LocalTimeMs'],
  ['remote_p99', 'RemoteTimeMs'],
  ['response_queue_p99', 'ResponseQueueTimeMs'],
  ['response_send_p99', 'ResponseSendTimeMs'],
  ['throttle_p99', 'ThrottleTimeMs'],
];

/** Times that hold the long poll of a read. */
const WAITING_TIMES: readonly RequestTime[] = ['p50', 'p99', 'p999', 'remote_p99'];

/** A percentile that a broker computes itself: to the microsecond, never summed, never averaged. */
function percentile(id: number, source: string): Metric {
  return gauge(id, 'broker', 'milliseconds', source, {
    additive: false,
    scale: 1000,
    good: 'low',
    drawn: 'max',
    everySeconds: 15,
  });
}

/** The nine times of one kind of request, numbered from `first`. */
function requestTimes<const P extends string>(
  first: number,
  prefix: P,
  request: string,
): Record<`broker.${P}_${RequestTime}`, Metric> {
  const entries = REQUEST_TIMES.map(
    ([time, bean], i) =>
      [
        `broker.${prefix}_${time}`,
        {
          ...percentile(first + i, `JMX RequestMetrics ${bean}, request=${request}`),
          // Reads wait for new data as long as their client allows: their whole time says nothing of the broker.
          ...(request !== 'Produce' && WAITING_TIMES.includes(time) ? { good: 'neither' as const } : {}),
        },
      ] as const,
  );
  return Object.fromEntries(entries) as Record<`broker.${P}_${RequestTime}`, Metric>;
}

const resource = (
  id: number,
  unit: Unit,
  source: string,
  differing: Partial<Pick<Metric, 'additive' | 'scale' | 'good' | 'drawn' | 'everySeconds'>> = {},
): Metric => gauge(id, 'broker', unit, source, { scale: RESOURCE_SCALE[unit] ?? 1, everySeconds: 15, ...differing });

/** Shares to a ten-thousandth; events are rare, so a tenth of one an hour still shows. */
const RESOURCE_SCALE: Partial<Record<Unit, number>> = {
  ratio: 10_000,
  per_second: 100_000,
  requests_per_second: RATE_SCALE,
  messages_per_second: RATE_SCALE,
  cores: 1000,
  milliseconds: 1000,
};

/** What brokers tell of themselves by Jolokia or Prometheus. Numbers 100–199. */
export const RESOURCE_METRICS = {
  'broker.bytes_in': resource(100, 'bytes_per_second', 'JMX BrokerTopicMetrics BytesInPerSec'),
  'broker.bytes_out': resource(101, 'bytes_per_second', 'JMX BrokerTopicMetrics BytesOutPerSec'),
  'broker.replication_bytes_in': resource(102, 'bytes_per_second', 'JMX BrokerTopicMetrics ReplicationBytesInPerSec'),
  'broker.replication_bytes_out': resource(103, 'bytes_per_second', 'JMX BrokerTopicMetrics ReplicationBytesOutPerSec'),
  'broker.messages_appended': resource(104, 'messages_per_second', 'JMX BrokerTopicMetrics MessagesInPerSec'),
  'broker.produce_requests': resource(105, 'requests_per_second', 'JMX BrokerTopicMetrics TotalProduceRequestsPerSec'),
  'broker.fetch_requests': resource(106, 'requests_per_second', 'JMX BrokerTopicMetrics TotalFetchRequestsPerSec'),
  'broker.produce_failed': resource(107, 'per_second', 'JMX BrokerTopicMetrics FailedProduceRequestsPerSec', { good: 'low' }),
  'broker.fetch_failed': resource(108, 'per_second', 'JMX BrokerTopicMetrics FailedFetchRequestsPerSec', { good: 'low' }),
  'broker.handler_idle': resource(110, 'ratio', 'JMX KafkaRequestHandlerPool …AvgIdlePercent, one-minute rate', {
    additive: false,
    good: 'high',
  }),
  'broker.network_idle': resource(111, 'ratio', 'JMX SocketServer NetworkProcessorAvgIdlePercent', {
    additive: false,
    good: 'high',
  }),
  'broker.request_queue': resource(112, 'count', 'JMX RequestChannel RequestQueueSize', { good: 'low' }),
  'broker.response_queue': resource(113, 'count', 'JMX RequestChannel ResponseQueueSize', { good: 'low' }),
  'broker.purgatory_produce': resource(114, 'count', 'JMX DelayedOperationPurgatory PurgatorySize, Produce', { good: 'low' }),
  'broker.purgatory_fetch': resource(115, 'count', 'JMX DelayedOperationPurgatory PurgatorySize, Fetch'),
  'broker.isr_shrinks': resource(116, 'per_second', 'JMX ReplicaManager IsrShrinksPerSec', { good: 'low' }),
  'broker.isr_expands': resource(117, 'per_second', 'JMX ReplicaManager IsrExpandsPerSec'),
  'broker.unclean_elections': resource(118, 'per_second', 'JMX ControllerStats UncleanLeaderElectionsPerSec', { good: 'low' }),
  'broker.log_flush_p99': percentile(119, 'JMX LogFlushStats LogFlushRateAndTimeMs'),
  'broker.connections': resource(120, 'count', 'JMX socket-server-metrics connection-count'),
  'broker.cpu': resource(121, 'ratio', 'JMX OperatingSystem ProcessCpuLoad', { additive: false, good: 'low' }),
  'broker.heap_used': resource(122, 'bytes', 'JMX Memory HeapMemoryUsage'),
  'broker.heap_max': resource(123, 'bytes', 'JMX Memory HeapMemoryUsage'),
  'broker.heap_after_gc': resource(124, 'bytes', 'JMX MemoryPool CollectionUsage of the old generation', { good: 'low' }),
  'broker.gc_share': resource(125, 'ratio', 'JMX GarbageCollector CollectionTime', { additive: false, good: 'low' }),
  'broker.open_files': resource(126, 'count', 'JMX OperatingSystem OpenFileDescriptorCount', { good: 'low' }),
  'broker.open_files_max': resource(127, 'count', 'JMX OperatingSystem MaxFileDescriptorCount'),
  'broker.uptime': resource(128, 'seconds', 'JMX Runtime Uptime', { additive: false }),
  'broker.cpu_cores': resource(129, 'cores', 'JMX OperatingSystem ProcessCpuTime', { good: 'low' }),
  ...requestTimes(130, 'produce', 'Produce'),
  ...requestTimes(140, 'fetch_consumer', 'FetchConsumer'),
  ...requestTimes(150, 'fetch_follower', 'FetchFollower'),
  'broker.active_controller': resource(160, 'count', 'JMX KafkaController ActiveControllerCount'),
  'broker.controller_offline_partitions': resource(161, 'count', 'JMX KafkaController OfflinePartitionsCount', { good: 'low' }),
  'broker.controller_queue_p99': percentile(162, 'JMX ControllerEventManager EventQueueTimeMs'),
  'broker.controller_errors': resource(163, 'count', 'JMX KafkaController MetadataErrorCount', { good: 'low' }),
  'broker.controller_apply_lag': resource(164, 'milliseconds', 'JMX KafkaController LastAppliedRecordLagMs', {
    additive: false,
    good: 'low',
  }),
  'broker.metadata_apply_lag': resource(165, 'milliseconds', 'JMX broker-metadata-metrics last-applied-record-lag-ms', {
    additive: false,
    good: 'low',
  }),
  'broker.metadata_load_errors': resource(166, 'count', 'JMX broker-metadata-metrics metadata-load-error-count', { good: 'low' }),
  'broker.metadata_apply_errors': resource(167, 'count', 'JMX broker-metadata-metrics metadata-apply-error-count', {
    good: 'low',
  }),
  'broker.raft_commit_latency': resource(168, 'milliseconds', 'JMX raft-metrics commit-latency-avg', {
    additive: false,
    good: 'low',
  }),
  'broker.raft_commit_latency_max': resource(169, 'milliseconds', 'JMX raft-metrics commit-latency-max', {
    additive: false,
    good: 'low',
    drawn: 'max',
  }),
  'broker.raft_poll_idle': resource(170, 'ratio', 'JMX raft-metrics poll-idle-ratio-avg', { additive: false, good: 'high' }),
  'broker.raft_append_rate': resource(171, 'per_second', 'JMX raft-metrics append-records-rate', { additive: false }),
  'broker.raft_fetch_rate': resource(172, 'per_second', 'JMX raft-metrics fetch-records-rate', { additive: false }),
} as const satisfies Record<string, Metric>;
