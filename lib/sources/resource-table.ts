import type { StoredMetricName } from '#lib/catalog/metrics.ts';

/** What a broker tells of itself: each metric once, with every place where a source may have it. Both sources give the same numbers because both read this table. */
export interface ResourceReading {
  metric: StoredMetricName;
  /** `counter`: only grows while the process lives, so a rate is made of two readings. `ratio`: 0 to 1. `percentile`: unknown while nothing was counted. */
  kind: 'gauge' | 'counter' | 'ratio' | 'percentile';
  /** 0 means that nothing has happened yet, not that it was measured as 0. */
  isUnknownAtZero: boolean;
  /** A mean that begins at 0 with the process and says nothing until so many seconds later; 0 = it says the truth at once. */
  settlesSeconds: number;
  /** The first that exists counts. */
  jmx: readonly JmxPlace[];
  /** The first that exists counts; those of all dialects together, since their names do not clash. */
  text: readonly TextPlace[];
}

/** An attribute of an MBean. */
export interface JmxPlace {
  /** As `READS` of the Jolokia reader names it; with a wildcard, the sum over all that match. */
  bean: string;
  /** `HeapMemoryUsage/used` is a part of a composite one. */
  attribute: string;
  /** From JMX's unit to the metric's. */
  factor: number;
}

/** A sample on a metrics page. */
export interface TextPlace {
  /** See `plainName`. */
  name: string;
  labels: Readonly<Record<string, string>>;
  /** The `quantile` label, compared as a number; null = a sample without that label. */
  quantile: number | null;
  factor: number;
  /** Sum over all samples that fit, instead of the only one. */
  isSum: boolean;
  /** Only samples whose `pool` is one of `OLD_GENERATION`. */
  isOldGeneration: boolean;
  /** `since_start`: the source exports the mean since the process started, which cannot show the present. `start_time`: seconds since 1970 at which the process started. */
  meaning: 'value' | 'since_start' | 'start_time';
}

const MILLI = 1e-3;
const NANO = 1e-9;

/** Memory pools in which what survives collects, by the names of HotSpot's collectors. */
export const OLD_GENERATION = /\b(Old Gen|Tenured Gen|ZHeap|ZGC Old Generation|Shenandoah)$/i;
/** The sum over those pools, as the Jolokia reader gives it. */
export const OLD_GENERATION_BEAN = 'java.lang:type=MemoryPool,name=(old generation)';

function text(name: string, given: Partial<TextPlace> = {}): TextPlace {
  return { name, labels: {}, quantile: null, factor: 1, isSum: false, isOldGeneration: false, meaning: 'value', ...given };
}

function jmx(bean: string, attribute: string, factor = 1): JmxPlace {
  return { bean, attribute, factor };
}

function reading(
  metric: StoredMetricName,
  kind: ResourceReading['kind'],
  jmxPlaces: readonly JmxPlace[],
  textPlaces: readonly TextPlace[],
  isUnknownAtZero = false,
): ResourceReading {
  return { metric, kind, isUnknownAtZero, settlesSeconds: 0, jmx: jmxPlaces, text: textPlaces };
}

interface Bean {
  domain: 'server' | 'network' | 'controller' | 'log';
  type: string;
  name: string;
}

const objectName = ({ domain, type, name }: Bean, keys: Readonly<Record<string, string>> = {}): string =>
  [`kafka.${domain}:type=${type},name=${name}`, ...Object.entries(keys).map(([key, value]) => `${key}=${value}`)].join(',');

const lower = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [key.toLowerCase(), value]));

/** Names of a bean's single attribute in the dialects: as it is (A, B), with the attribute at the end (C), and with C's `total` for beans of the whole broker. */
function textNames({ domain, type, name }: Bean, attribute: 'value' | 'count'): string[] {
  const base = `kafka_${domain}_${type}`.toLowerCase();
  const own = name.toLowerCase();
  return [`${base}_${own}`, `${base}_${own}_${attribute}`, `${base}_total_${own}_${attribute}`];
}

/** A gauge with the attribute `Value`. */
function valueOf(metric: StoredMetricName, bean: Bean, keys: Readonly<Record<string, string>> = {}): ResourceReading {
  const labels = lower(keys);
  return reading(
    metric,
    'gauge',
    [jmx(objectName(bean, keys), 'Value')],
    textNames(bean, 'value').map((name) => text(name, { labels })),
  );
}

/** A meter, of which the count is taken: its own rates are means over minutes. Dialect A strips `PerSec` from the name. */
function countOf(metric: StoredMetricName, bean: Bean): ResourceReading {
  const stripped = { ...bean, name: bean.name.replace(/PerSec$/, '') };
  return reading(
    metric,
    'counter',
    [jmx(objectName(bean), 'Count')],
    [textNames(stripped, 'count')[0] ?? '', ...textNames(bean, 'count')].map((name) => text(name)),
  );
}

const PERCENTILES = { p50: ['50thPercentile', 0.5], p99: ['99thPercentile', 0.99], p999: ['999thPercentile', 0.999] } as const;

function percentileOf(
  metric: StoredMetricName,
  bean: Bean,
  which: keyof typeof PERCENTILES,
  keys: Readonly<Record<string, string>> = {},
): ResourceReading {
  const [attribute, quantile] = PERCENTILES[which];
  const name = `kafka_${bean.domain}_${bean.type}_${bean.name}`.toLowerCase();
  return reading(metric, 'percentile', [jmx(objectName(bean, keys), attribute)], [text(name, { labels: lower(keys), quantile })]);
}

const topics = (name: string): Bean => ({ domain: 'server', type: 'BrokerTopicMetrics', name });
const controller = (name: string): Bean => ({ domain: 'controller', type: 'KafkaController', name });

type RequestPrefix = 'produce' | 'fetch_consumer' | 'fetch_follower';

function requestTimes(prefix: RequestPrefix, request: string): ResourceReading[] {
  const time = (name: string): Bean => ({ domain: 'network', type: 'RequestMetrics', name });
  const keys = { request };
  return [
    percentileOf(`broker.${prefix}_p50`, time('TotalTimeMs'), 'p50', keys),
    percentileOf(`broker.${prefix}_p99`, time('TotalTimeMs'), 'p99', keys),
    percentileOf(`broker.${prefix}_p999`, time('TotalTimeMs'), 'p999', keys),
    percentileOf(`broker.${prefix}_queue_p99`, time('RequestQueueTimeMs'), 'p99', keys),
    percentileOf(`broker.${prefix}_local_p99`, time('LocalTimeMs'), 'p99', keys),
    percentileOf(`broker.${prefix}_remote_p99`, time('RemoteTimeMs'), 'p99', keys),
    percentileOf(`broker.${prefix}_response_queue_p99`, time('ResponseQueueTimeMs'), 'p99', keys),
    percentileOf(`broker.${prefix}_response_send_p99`, time('ResponseSendTimeMs'), 'p99', keys),
    percentileOf(`broker.${prefix}_throttle_p99`, time('ThrottleTimeMs'), 'p99', keys),
  ];
}

/** The idle share of request handlers. Kafka 4 splits it by role in combined mode; what serves clients is the broker's. A meter, so only its one-minute rate tells of now. */
function handlerIdle(): ResourceReading {
  const names = ['BrokerRequestHandlerAvgIdlePercent', 'RequestHandlerAvgIdlePercent'];
  const pool = 'kafka_server_kafkarequesthandlerpool';
  return {
    ...reading(
      'broker.handler_idle',
      'ratio',
      names.map((name) => jmx(`kafka.server:type=KafkaRequestHandlerPool,name=${name}`, 'OneMinuteRate')),
      [
        ...names.flatMap((name) => [
          text(`${pool}_${name.toLowerCase()}_oneminuterate`),
          text(`${pool}_total_${name.toLowerCase()}_oneminuterate`),
        ]),
        // The JMX exporter's examples and Strimzi take the meter's MeanRate.
        ...names.map((name) => text(`${pool}_${name.toLowerCase().replace(/percent$/, '_percent')}`, { meaning: 'since_start' })),
      ],
    ),
    // A one-minute mean that began at 0, as if all were busy: 5 % of that are left after three minutes.
    settlesSeconds: 180,
  };
}

function networkIdle(): ResourceReading {
  const bean: Bean = { domain: 'network', type: 'SocketServer', name: 'NetworkProcessorAvgIdlePercent' };
  return {
    ...reading(
      'broker.network_idle',
      'ratio',
      [jmx(objectName(bean), 'Value')],
      [...textNames(bean, 'value'), 'kafka_network_socketserver_networkprocessoravgidle_percent'].map((name) => text(name)),
    ),
    // Idle time of the last half minute over half a minute, even where the process has not lived that long.
    settlesSeconds: 60,
  };
}

/** An attribute of the client library's metrics, whose pages have two spellings of the type. */
function clientMetric(
  metric: StoredMetricName,
  kind: 'gauge' | 'ratio',
  type: 'raft-metrics' | 'broker-metadata-metrics',
  attribute: string,
): ResourceReading {
  const end = attribute.replaceAll('-', '_');
  return reading(
    metric,
    kind,
    [jmx(`kafka.server:type=${type}`, attribute)],
    [`kafka_server_${type.replaceAll('-', '_')}_${end}`, `kafka_server_${type.replaceAll('-', '')}_${end}`].map((name) =>
      text(name),
    ),
  );
}

const SYSTEM = 'java.lang:type=OperatingSystem';
const HEAP = { labels: { area: 'heap' } };

export const RESOURCE_TABLE: readonly ResourceReading[] = [
  countOf('broker.bytes_in', topics('BytesInPerSec')),
  countOf('broker.bytes_out', topics('BytesOutPerSec')),
  countOf('broker.replication_bytes_in', topics('ReplicationBytesInPerSec')),
  countOf('broker.replication_bytes_out', topics('ReplicationBytesOutPerSec')),
  countOf('broker.messages_appended', topics('MessagesInPerSec')),
  countOf('broker.produce_requests', topics('TotalProduceRequestsPerSec')),
  countOf('broker.fetch_requests', topics('TotalFetchRequestsPerSec')),
  countOf('broker.produce_failed', topics('FailedProduceRequestsPerSec')),
  countOf('broker.fetch_failed', topics('FailedFetchRequestsPerSec')),
  handlerIdle(),
  networkIdle(),
  valueOf('broker.request_queue', { domain: 'network', type: 'RequestChannel', name: 'RequestQueueSize' }),
  valueOf('broker.response_queue', { domain: 'network', type: 'RequestChannel', name: 'ResponseQueueSize' }),
  ...(['Produce', 'Fetch'] as const).map((delayedOperation) =>
    valueOf(
      delayedOperation === 'Produce' ? 'broker.purgatory_produce' : 'broker.purgatory_fetch',
      { domain: 'server', type: 'DelayedOperationPurgatory', name: 'PurgatorySize' },
      { delayedOperation },
    ),
  ),
  countOf('broker.isr_shrinks', { domain: 'server', type: 'ReplicaManager', name: 'IsrShrinksPerSec' }),
  countOf('broker.isr_expands', { domain: 'server', type: 'ReplicaManager', name: 'IsrExpandsPerSec' }),
  countOf('broker.unclean_elections', { domain: 'controller', type: 'ControllerStats', name: 'UncleanLeaderElectionsPerSec' }),
  percentileOf('broker.log_flush_p99', { domain: 'log', type: 'LogFlushStats', name: 'LogFlushRateAndTimeMs' }, 'p99'),
  reading(
    'broker.connections',
    'gauge',
    [jmx('kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*', 'connection-count')],
    [
      text('kafka_server_socket_server_metrics_connection_count', { isSum: true }),
      text('kafka_server_socketservermetrics_connection_count', { isSum: true }),
    ],
  ),
  reading('broker.cpu', 'ratio', [jmx(SYSTEM, 'ProcessCpuLoad')], [text('java_lang_operatingsystem_processcpuload')]),
  reading(
    'broker.cpu_cores',
    'counter',
    [jmx(SYSTEM, 'ProcessCpuTime', NANO)],
    [text('process_cpu_seconds'), text('java_lang_operatingsystem_processcputime', { factor: NANO })],
  ),
  reading(
    'broker.heap_used',
    'gauge',
    [jmx('java.lang:type=Memory', 'HeapMemoryUsage/used')],
    [text('jvm_memory_used_bytes', HEAP), text('jvm_memory_bytes_used', HEAP), text('java_lang_memory_heapmemoryusage_used')],
  ),
  reading(
    'broker.heap_max',
    'gauge',
    [jmx('java.lang:type=Memory', 'HeapMemoryUsage/max')],
    [text('jvm_memory_max_bytes', HEAP), text('jvm_memory_bytes_max', HEAP), text('java_lang_memory_heapmemoryusage_max')],
  ),
  // 0 = the old generation was never collected.
  reading(
    'broker.heap_after_gc',
    'gauge',
    [jmx(OLD_GENERATION_BEAN, 'CollectionUsage/used')],
    [
      text('jvm_memory_pool_collection_used_bytes', { isOldGeneration: true, isSum: true }),
      text('jvm_memory_pool_collection_bytes_used', { isOldGeneration: true, isSum: true }),
    ],
    true,
  ),
  reading(
    'broker.gc_share',
    'counter',
    [jmx('java.lang:type=GarbageCollector,name=*', 'CollectionTime', MILLI)],
    [text('jvm_gc_collection_seconds_sum', { isSum: true })],
  ),
  reading(
    'broker.open_files',
    'gauge',
    [jmx(SYSTEM, 'OpenFileDescriptorCount')],
    [text('process_open_fds'), text('java_lang_operatingsystem_openfiledescriptorcount')],
  ),
  reading(
    'broker.open_files_max',
    'gauge',
    [jmx(SYSTEM, 'MaxFileDescriptorCount')],
    [text('process_max_fds'), text('java_lang_operatingsystem_maxfiledescriptorcount')],
  ),
  reading(
    'broker.uptime',
    'gauge',
    [jmx('java.lang:type=Runtime', 'Uptime', MILLI)],
    [text('java_lang_runtime_uptime', { factor: MILLI }), text('process_start_time_seconds', { meaning: 'start_time' })],
  ),
  ...requestTimes('produce', 'Produce'),
  ...requestTimes('fetch_consumer', 'FetchConsumer'),
  ...requestTimes('fetch_follower', 'FetchFollower'),
  valueOf('broker.active_controller', controller('ActiveControllerCount')),
  valueOf('broker.controller_offline_partitions', controller('OfflinePartitionsCount')),
  percentileOf(
    'broker.controller_queue_p99',
    { domain: 'controller', type: 'ControllerEventManager', name: 'EventQueueTimeMs' },
    'p99',
  ),
  valueOf('broker.controller_errors', controller('MetadataErrorCount')),
  valueOf('broker.controller_apply_lag', controller('LastAppliedRecordLagMs')),
  clientMetric('broker.metadata_apply_lag', 'gauge', 'broker-metadata-metrics', 'last-applied-record-lag-ms'),
  clientMetric('broker.metadata_load_errors', 'gauge', 'broker-metadata-metrics', 'metadata-load-error-count'),
  clientMetric('broker.metadata_apply_errors', 'gauge', 'broker-metadata-metrics', 'metadata-apply-error-count'),
  clientMetric('broker.raft_commit_latency', 'gauge', 'raft-metrics', 'commit-latency-avg'),
  clientMetric('broker.raft_commit_latency_max', 'gauge', 'raft-metrics', 'commit-latency-max'),
  clientMetric('broker.raft_poll_idle', 'ratio', 'raft-metrics', 'poll-idle-ratio-avg'),
  clientMetric('broker.raft_append_rate', 'gauge', 'raft-metrics', 'append-records-rate'),
  clientMetric('broker.raft_fetch_rate', 'gauge', 'raft-metrics', 'fetch-records-rate'),
];

/** Names of the page's samples that tell the node's state in the quorum by a label. */
export const RAFT_STATE_NAMES = [
  'kafka_server_raft_metrics_current_state',
  'kafka_server_raft_metrics_current_state_info',
  'kafka_server_raftmetrics_current_state',
  'kafka_server_raftmetrics_current_state_info',
];

/** States of a node in the metadata quorum, in Kafka's words. */
export const RAFT_STATES = [
  'leader',
  'follower',
  'observer',
  'candidate',
  'prospective',
  'candidate-voted',
  'voted',
  'unattached',
  'resigned',
  'unattached-voted',
];
