import type { StoredMetricName } from '#lib/catalog/metrics.ts';

/** What a broker tells of itself, in the order and under the headings a person looks for it. Every reading stands in one group or in the request times. */
export const RESOURCE_GROUPS = [
  {
    name: 'throughput',
    metrics: [
      'broker.bytes_in',
      'broker.bytes_out',
      'broker.messages_appended',
      'broker.produce_requests',
      'broker.fetch_requests',
      'broker.produce_failed',
      'broker.fetch_failed',
      'broker.connections',
    ],
  },
  {
    name: 'saturation',
    metrics: [
      'broker.handler_idle',
      'broker.network_idle',
      'broker.request_queue',
      'broker.response_queue',
      'broker.purgatory_produce',
      'broker.purgatory_fetch',
      'broker.log_flush_p99',
    ],
  },
  {
    name: 'process',
    metrics: [
      'broker.cpu',
      'broker.cpu_cores',
      'broker.heap_used',
      'broker.heap_max',
      'broker.heap_after_gc',
      'broker.gc_share',
      'broker.open_files',
      'broker.open_files_max',
      'broker.uptime',
    ],
  },
  {
    name: 'replication',
    metrics: [
      'broker.replication_bytes_in',
      'broker.replication_bytes_out',
      'broker.isr_shrinks',
      'broker.isr_expands',
      'broker.unclean_elections',
    ],
  },
  {
    name: 'controller',
    metrics: [
      'broker.active_controller',
      'broker.controller_offline_partitions',
      'broker.controller_queue_p99',
      'broker.controller_errors',
      'broker.controller_apply_lag',
      'broker.metadata_apply_lag',
      'broker.metadata_load_errors',
      'broker.metadata_apply_errors',
    ],
  },
  {
    name: 'raft',
    metrics: [
      'broker.raft_commit_latency',
      'broker.raft_commit_latency_max',
      'broker.raft_poll_idle',
      'broker.raft_append_rate',
      'broker.raft_fetch_rate',
    ],
  },
] as const satisfies readonly { name: string; metrics: readonly StoredMetricName[] }[];

/** Kinds of requests whose times are told. */
export const REQUEST_KINDS = ['produce', 'fetch_consumer', 'fetch_follower'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Percentiles of the whole time. */
export const WHOLE_TIMES = ['p50', 'p99', 'p999'] as const;
/** Where the time goes, in the order a request passes through; each is a 99 % of its own. */
export const TIME_PARTS = ['queue', 'local', 'remote', 'response_queue', 'response_send', 'throttle'] as const;
export type TimePart = (typeof TIME_PARTS)[number];

/** Catalogue name of one time of one kind of request. */
export function requestMetric(kind: RequestKind, time: (typeof WHOLE_TIMES)[number] | `${TimePart}_p99`): StoredMetricName {
  return `broker.${kind}_${time}`;
}
