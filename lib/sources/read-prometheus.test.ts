import { describe, expect, it } from 'vitest';
import type { StoredMetricName } from '#lib/catalog/metrics.ts';
import { readPrometheusPage } from './read-prometheus.ts';

const read = (lines: string[]) => readPrometheusPage(lines.join('\n'), { answeredAt: 1, nowMs: 1_000_000_000 });

function valueOf(lines: string[], metric: StoredMetricName): number | string | undefined {
  const { values, unknown } = read([
    'kafka_server_kafkaserver_brokerstate 3',
    'kafka_network_requestchannel_requestqueuesize 0',
    ...lines,
  ]);
  const raw = values.get(metric);
  return raw === undefined ? unknown.get(metric) : Number(raw.value) * raw.factor;
}

describe('readPrometheusPage', () => {
  it.each<[string, string, StoredMetricName]>([
    ['the JMX exporter’s examples and Strimzi', 'kafka_server_brokertopicmetrics_bytesin_total', 'broker.bytes_in'],
    ['Confluent and Grafana', 'kafka_server_brokertopicmetrics_bytesinpersec', 'broker.bytes_in'],
    ['Strimzi’s metrics reporter', 'kafka_server_brokertopicmetrics_bytesinpersec_total', 'broker.bytes_in'],
    ['Bitnami', 'kafka_server_brokertopicmetrics_total_bytesinpersec_count', 'broker.bytes_in'],
    ['Bitnami’s older chart', 'kafka_server_brokertopicmetrics_bytesinpersec_count', 'broker.bytes_in'],
    ['Bitnami', 'kafka_server_replicamanager_total_isrshrinkspersec_count', 'broker.isr_shrinks'],
    ['Bitnami', 'kafka_controller_kafkacontroller_activecontrollercount_value', 'broker.active_controller'],
    ['Strimzi', 'kafka_server_raftmetrics_commit_latency_avg', 'broker.raft_commit_latency'],
    ['the JMX exporter’s KRaft example', 'kafka_server_raft_metrics_commit_latency_avg', 'broker.raft_commit_latency'],
    ['exporters that keep upper case', 'kafka_network_RequestChannel_ResponseQueueSize', 'broker.response_queue'],
  ])('understands %s: %s', (_dialect, name, metric) => {
    expect(valueOf([`${name}{topic="orders"} 99`, `${name} 7`], metric)).toBe(7);
  });

  it('takes the one-minute rate of idle handlers, of Kafka 4’s broker pool before the sum of pools', () => {
    const pool = 'kafka_server_kafkarequesthandlerpool';
    expect(
      valueOf(
        [
          `${pool}_requesthandleravgidlepercent_oneminuterate 1.9`,
          `${pool}_brokerrequesthandleravgidlepercent_oneminuterate 0.8`,
        ],
        'broker.handler_idle',
      ),
    ).toBe(0.8);
    expect(valueOf([`${pool}_total_requesthandleravgidlepercent_oneminuterate 0.7`], 'broker.handler_idle')).toBe(0.7);
  });

  it('never shows a mean since start as the present: it is unknown, and why is told', () => {
    expect(valueOf(['kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent 0.99'], 'broker.handler_idle')).toBe(
      'mean_since_start',
    );
    // The meter's count under Confluent's plain rule is no share at all.
    expect(valueOf(['kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent 9.9E9'], 'broker.handler_idle')).toBe(
      'not_exported',
    );
    expect(valueOf(['kafka_network_socketserver_networkprocessoravgidle_percent 0.4'], 'broker.network_idle')).toBe(0.4);
  });

  it('compares quantiles as numbers, keeps requests apart, and knows no percentile of nothing', () => {
    const total = 'kafka_network_requestmetrics_totaltimems';
    const lines = [
      `${total}{request="Produce",quantile="0.50"} 1`,
      `${total}{request="Produce",quantile="0.99"} 12.5`,
      `${total}{request="Produce",quantile="0.999"} 40`,
      `${total}_count{request="Produce"} 10`,
      `${total}{request="FetchConsumer",quantile="0.99"} 500`,
      // Confluent's rule gives the count the name of the percentiles.
      `${total}{request="FetchConsumer"} 3`,
      `${total}{request="FetchFollower",quantile="0.99"} 0`,
      `${total}_count_total{request="FetchFollower"} 0`,
    ];
    expect(valueOf(lines, 'broker.produce_p50')).toBe(1);
    expect(valueOf(lines, 'broker.produce_p99')).toBe(12.5);
    expect(valueOf(lines, 'broker.produce_p999')).toBe(40);
    expect(valueOf(lines, 'broker.fetch_consumer_p99')).toBe(500);
    expect(valueOf(lines, 'broker.fetch_consumer_p50')).toBe('not_exported');
    expect(valueOf(lines, 'broker.fetch_follower_p99')).toBe('nothing_counted');
  });

  it('adds up listeners and collectors, and takes only old generations after a collection', () => {
    expect(
      valueOf(
        [
          'kafka_server_socket_server_metrics_connection_count{listener="A",networkProcessor="0"} 3',
          'kafka_server_socket_server_metrics_connection_count{listener="B",networkProcessor="1"} 4',
        ],
        'broker.connections',
      ),
    ).toBe(7);
    expect(
      valueOf(['jvm_gc_collection_seconds_sum{gc="Copy"} 1.5', 'jvm_gc_collection_seconds_sum{gc="Old"} 0.5'], 'broker.gc_share'),
    ).toBe(2);
    const pools = ['G1 Eden Space', 'G1 Old Gen', 'G1 Survivor Space'].map(
      (pool, i) => `jvm_memory_pool_collection_used_bytes{pool="${pool}"} ${i + 10}`,
    );
    expect(valueOf(pools, 'broker.heap_after_gc')).toBe(11);
  });

  it('makes the uptime of the start time when there is nothing better', () => {
    expect(valueOf(['process_start_time_seconds 999000'], 'broker.uptime')).toBe(1000);
  });

  it('a gauge that does not exist on the node is unknown, not 0', () => {
    expect(valueOf([], 'broker.active_controller')).toBe('not_exported');
  });

  it('tells the quorum state by whatever label carries it', () => {
    const states = [
      'kafka_server_raft_metrics_current_state{state="follower"} 1',
      'kafka_server_raftmetrics_current_state{current_state="follower"} 1.0',
      'kafka_server_raft_metrics_current_state_info{current_state="follower"} 1.0',
    ];
    for (const state of states)
      expect(read(['kafka_network_requestchannel_requestqueuesize 0', state]).raftState).toBe('follower');
    expect(read(['kafka_network_requestchannel_requestqueuesize 0']).raftState).toBeNull();
  });

  it('refuses a page of something else', () => {
    expect(() => read(['process_open_fds 12', 'node_load1 0.5'])).toThrow(/no metric of a Kafka broker/);
  });
});
