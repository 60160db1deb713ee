import { gauge, RATE_SCALE, type Metric } from './metric.ts';

/** What is read beside the passes: canary (200–229), disks (230–249), quorum, ZooKeeper and transactions (250–279), and Farol itself (280–299). */
export const STATE_METRICS = {
  'broker.canary_failures': gauge(
    200,
    'broker',
    'count',
    'Farol’s canary, last minute: writes that failed and records that were lost',
    {
      good: 'low',
      everySeconds: 60,
    },
  ),
  'broker.canary_slowest': gauge(
    201,
    'broker',
    'milliseconds',
    'Farol’s canary, last minute: largest time from writing to reading',
    {
      additive: false,
      scale: 100,
      good: 'low',
      everySeconds: 60,
    },
  ),
  'log_dir.total': gauge(230, 'log_dir', 'bytes', 'DescribeLogDirs v4', { everySeconds: 60 }),
  'log_dir.usable': gauge(231, 'log_dir', 'bytes', 'DescribeLogDirs v4', { good: 'high', everySeconds: 60 }),
  'log_dir.used': gauge(232, 'log_dir', 'bytes', 'DescribeLogDirs v4, total − usable', { good: 'low', everySeconds: 60 }),
  'log_dir.replica_bytes': gauge(233, 'log_dir', 'bytes', 'DescribeLogDirs', { everySeconds: 60 }),
  'log_dir.time_to_full': gauge(234, 'log_dir', 'milliseconds', 'Farol, a robust fit over the stored history', {
    additive: false,
    good: 'high',
    everySeconds: 300,
  }),
  'broker.replica_lag': gauge(235, 'broker', 'offsets', 'DescribeLogDirs, summed over the replicas it follows', {
    good: 'low',
    everySeconds: 60,
  }),
  'broker.replicas_behind': gauge(236, 'broker', 'count', 'DescribeLogDirs', { good: 'low', everySeconds: 60 }),
  'broker.log_dirs_offline': gauge(237, 'broker', 'count', 'DescribeLogDirs', { good: 'low', everySeconds: 60 }),
  'topic.growth': gauge(238, 'topic', 'bytes_per_second', 'DescribeLogDirs, difference of two readings of the leader replicas', {
    everySeconds: 60,
  }),
  'cluster.quorum_margin': gauge(250, 'cluster', 'count', 'DescribeQuorum, voters caught up beyond the majority', {
    good: 'high',
  }),
  'cluster.quorum_caught_up': gauge(251, 'cluster', 'count', 'DescribeQuorum', { good: 'high' }),
  'cluster.quorum_epoch': gauge(252, 'cluster', 'count', 'DescribeQuorum', { additive: false }),
  'broker.quorum_lag': gauge(253, 'broker', 'offsets', 'DescribeQuorum', { good: 'low' }),
  'broker.quorum_lag_time': gauge(254, 'broker', 'milliseconds', 'DescribeQuorum v1, by the leader’s clock', {
    additive: false,
    good: 'low',
  }),
  'zookeeper.latency_avg': gauge(260, 'zookeeper', 'milliseconds', 'ZooKeeper mntr', {
    additive: false,
    scale: 100,
    good: 'low',
    everySeconds: 15,
  }),
  'zookeeper.latency_max': gauge(261, 'zookeeper', 'milliseconds', 'ZooKeeper mntr', {
    additive: false,
    good: 'low',
    everySeconds: 15,
  }),
  'zookeeper.outstanding_requests': gauge(262, 'zookeeper', 'requests', 'ZooKeeper mntr', { good: 'low', everySeconds: 15 }),
  'zookeeper.znodes': gauge(263, 'zookeeper', 'count', 'ZooKeeper mntr', { additive: false, everySeconds: 15 }),
  'zookeeper.connections': gauge(264, 'zookeeper', 'count', 'ZooKeeper mntr', { everySeconds: 15 }),
  'zookeeper.up': gauge(265, 'zookeeper', 'boolean', 'ZooKeeper answers and serves', {
    additive: false,
    good: 'high',
    everySeconds: 15,
  }),
  'cluster.transactions_open': gauge(270, 'cluster', 'count', 'ListTransactions', { everySeconds: 60 }),
  'cluster.transaction_oldest': gauge(271, 'cluster', 'milliseconds', 'DescribeTransactions', {
    additive: false,
    good: 'low',
    everySeconds: 60,
  }),
  'cluster.transactions_hanging': gauge(272, 'cluster', 'count', 'DescribeTransactions and DescribeProducers', {
    good: 'low',
    everySeconds: 60,
  }),
  'cluster.requests_per_second': gauge(280, 'cluster', 'requests_per_second', 'Farol', { scale: RATE_SCALE, good: 'low' }),
  'cluster.interval': gauge(281, 'cluster', 'milliseconds', 'Farol', { additive: false, good: 'low' }),
  'cluster.ticks_skipped': gauge(282, 'cluster', 'count', 'Farol', { good: 'low' }),
  'cluster.sampler_cpu': gauge(283, 'cluster', 'milliseconds', 'the sampler process', { additive: false, good: 'low' }),
  'cluster.sampler_memory': gauge(284, 'cluster', 'bytes', 'the sampler process', { additive: false, good: 'low' }),
  'cluster.sampler_delay': gauge(285, 'cluster', 'milliseconds', 'the sampler process', {
    additive: false,
    good: 'low',
    drawn: 'max',
  }),
} as const satisfies Record<string, Metric>;
