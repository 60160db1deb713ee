import { Exposition } from './exposition.ts';
import type { KafkaFacts, PairOffsets, TopicOffsets } from './facts.ts';

/** Whose metric names are written: dashboards and alerts made for either exporter go on working. */
export type Dialect = 'kafka_exporter' | 'kminion';

/** The last pass of a cluster in the Prometheus text format. Of a pass that is too old, or that reached nobody, only its age is told: what was known before may no longer hold. */
export function renderKafka(facts: KafkaFacts, dialects: ReadonlySet<Dialect>): string {
  const out = new Exposition({ cluster: facts.clusterId });
  const { pass } = facts;
  out
    .family('farol_kafka_up', 'gauge', 'Whether a fresh pass of this cluster stands behind the other metrics')
    .sample({}, pass?.isFresh && pass.isComplete ? 1 : 0);
  out.family('farol_kafka_pass_age_seconds', 'gauge', 'Age of the last pass').sample({}, pass?.ageSeconds ?? null);
  if (pass === null || !pass.isFresh || !pass.isComplete) return out.text();
  if (dialects.has('kafka_exporter')) writeKafkaExporter(out, facts);
  if (dialects.has('kminion')) writeKminion(out, facts);
  writeFarol(out, facts);
  out
    .family('farol_kafka_hidden_series', 'gauge', 'Series of single partitions that are left out because the cap is reached')
    .sample({}, facts.hiddenSeries);
  return out.text();
}

/** Names and meaning of danielqsj/kafka_exporter. Where it writes −1 for "no commit" Farol writes nothing. */
function writeKafkaExporter(out: Exposition, { brokers, topics, groups, pairs, perPartition }: KafkaFacts): void {
  out
    .family('kafka_brokers', 'gauge', 'Brokers in the metadata')
    .sample({}, brokers.filter((broker) => broker.state !== 'down').length);
  out.family('kafka_topic_partitions', 'gauge', 'Partitions of the topic');
  for (const { summary } of topics) out.sample({ topic: summary.name }, summary.partitions);
  if (perPartition) {
    eachPartition(out, 'kafka_topic_partition_current_offset', 'End offset', topics, ({ end }, p) => end[p] ?? NaN);
    eachPartition(out, 'kafka_topic_partition_oldest_offset', 'Log start offset', topics, ({ start }, p) => start[p] ?? NaN);
    eachPartition(out, 'kafka_topic_partition_leader', 'Node id of the leader', topics, (t, p) => place(t, p)?.leader ?? NaN);
    eachPartition(out, 'kafka_topic_partition_replicas', 'Replicas', topics, (t, p) => place(t, p)?.replicas.length ?? NaN);
    eachPartition(
      out,
      'kafka_topic_partition_in_sync_replica',
      'Replicas in sync',
      topics,
      (t, p) => place(t, p)?.isr.length ?? NaN,
    );
    eachPartition(
      out,
      'kafka_topic_partition_leader_is_preferred',
      'Whether the leader is the first of its replicas',
      topics,
      (t, p) => flag(place(t, p), ({ leader, replicas }) => leader === replicas[0]),
    );
    eachPartition(
      out,
      'kafka_topic_partition_under_replicated_partition',
      'Whether it has fewer replicas in sync than replicas',
      topics,
      (t, p) => flag(place(t, p), ({ isr, replicas }) => isr.length < replicas.length),
    );
    eachCommit(
      out,
      'kafka_consumergroup_current_offset',
      'Committed offset',
      pairs,
      labelsOfExporter,
      (pair, p) => pair.committed[p] ?? NaN,
    );
    eachCommit(out, 'kafka_consumergroup_lag', 'End offset minus committed offset', pairs, labelsOfExporter, lagOf(topics));
  }
  out.family('kafka_consumergroup_lag_sum', 'gauge', 'Lag of the group on the topic');
  for (const pair of pairs) out.sample({ consumergroup: pair.group, topic: pair.topic }, pair.lag);
  out.family('kafka_consumergroup_members', 'gauge', 'Members of the group');
  for (const group of groups) out.sample({ consumergroup: group.groupId }, group.members);
}

/** Names and meaning of redpanda-data/kminion. */
function writeKminion(out: Exposition, { brokers, topics, groups, pairs, perPartition }: KafkaFacts): void {
  out.family('kminion_kafka_broker_info', 'gauge', 'Broker in the metadata; always 1');
  for (const broker of brokers) {
    if (broker.state === 'down') continue;
    const { nodeId, host, port, rack, isController } = broker;
    out.sample(
      { broker_id: nodeId, address: host ?? '', port: port ?? '', rack_id: rack ?? '', is_controller: String(isController) },
      1,
    );
  }
  if (perPartition) {
    eachPartition(
      out,
      'kminion_kafka_topic_partition_high_water_mark',
      'End offset',
      topics,
      ({ end }, p) => end[p] ?? NaN,
      'topic_name',
      'partition_id',
    );
    eachPartition(
      out,
      'kminion_kafka_topic_partition_low_water_mark',
      'Log start offset',
      topics,
      ({ start }, p) => start[p] ?? NaN,
      'topic_name',
      'partition_id',
    );
    eachCommit(
      out,
      'kminion_kafka_consumer_group_topic_partition_lag',
      'Lag of the group on the partition',
      pairs,
      labelsOfKminion,
      lagOf(topics),
    );
  }
  out.family('kminion_kafka_topic_high_water_mark_sum', 'gauge', 'Sum of the end offsets of the topic');
  for (const topic of topics) out.sample({ topic_name: topic.summary.name }, wholeSum(topic, topic.end));
  out.family('kminion_kafka_topic_low_water_mark_sum', 'gauge', 'Sum of the log start offsets of the topic');
  for (const topic of topics) out.sample({ topic_name: topic.summary.name }, wholeSum(topic, topic.start));
  out.family('kminion_kafka_topic_log_dir_size_total_bytes', 'gauge', 'Bytes of the leader replicas of the topic');
  for (const { summary } of topics) out.sample({ topic_name: summary.name }, summary.sizeBytes);
  out.family('kminion_kafka_consumer_group_info', 'gauge', 'Group with its state; always 1');
  for (const group of groups) {
    if (group.state === null) continue;
    out.sample({ group_id: group.groupId, state: group.state, coordinator_id: group.coordinator ?? '' }, 1);
  }
  out.family('kminion_kafka_consumer_group_members', 'gauge', 'Members of the group');
  for (const group of groups) out.sample({ group_id: group.groupId }, group.members);
  out.family('kminion_kafka_consumer_group_topic_lag', 'gauge', 'Lag of the group on the topic');
  for (const pair of pairs) out.sample({ group_id: pair.group, topic_name: pair.topic }, pair.lag);
}

/** What neither exporter tells. */
function writeFarol(out: Exposition, { brokers, topics, pairs }: KafkaFacts): void {
  out.family('farol_kafka_broker_state', 'gauge', 'State of an expected broker; always 1');
  for (const { nodeId, state } of brokers) out.sample({ broker: nodeId, state }, 1);
  out.family('farol_kafka_broker_round_trip_seconds', 'gauge', 'Slowest of Farol’s own requests in the last pass');
  for (const { nodeId, roundTripMs } of brokers) out.sample({ broker: nodeId }, roundTripMs === null ? null : roundTripMs / 1000);
  out.family('farol_kafka_topic_messages_in_per_second', 'gauge', 'Messages written per second');
  for (const { summary } of topics) {
    const { value, known, total } = summary.messagesInPerSecond;
    out.sample({ topic: summary.name }, known === total ? value : null);
  }
  out.family('farol_kafka_topic_partitions_offline', 'gauge', 'Partitions without a leader');
  for (const { summary } of topics) out.sample({ topic: summary.name }, summary.offlinePartitions);
  out.family('farol_kafka_topic_partitions_under_replicated', 'gauge', 'Partitions with fewer replicas in sync than replicas');
  for (const { summary } of topics) out.sample({ topic: summary.name }, summary.underReplicatedPartitions);
  out.family('farol_kafka_group_messages_out_per_second', 'gauge', 'Messages that the group consumes per second on the topic');
  for (const pair of pairs) out.sample({ group: pair.group, topic: pair.topic }, pair.messagesOutPerSecond);
  out.family(
    'farol_kafka_group_seconds_behind',
    'gauge',
    'How long the oldest unread record of the slowest partition has waited, at most',
  );
  for (const pair of pairs) out.sample({ group: pair.group, topic: pair.topic }, pair.secondsBehind.upper);
  out.family('farol_kafka_group_seconds_behind_lower_bound', 'gauge', 'How long it has waited, at least');
  for (const pair of pairs) out.sample({ group: pair.group, topic: pair.topic }, pair.secondsBehind.lower);
}

type Placed = NonNullable<TopicOffsets['placement']>['partitions'][number];

function place(topic: TopicOffsets, partition: number): Placed | null {
  return topic.placement?.partitions[partition] ?? null;
}

function flag(placed: Placed | null, test: (placed: Placed) => boolean): number {
  return placed === null ? NaN : Number(test(placed));
}

function eachPartition(
  out: Exposition,
  name: string,
  help: string,
  topics: readonly TopicOffsets[],
  value: (topic: TopicOffsets, partition: number) => number,
  topicLabel = 'topic',
  partitionLabel = 'partition',
): void {
  out.family(name, 'gauge', help);
  for (const topic of topics) {
    for (let p = 0; p < topic.summary.partitions; p++) {
      out.sample({ [topicLabel]: topic.summary.name, [partitionLabel]: p }, value(topic, p));
    }
  }
}

type PairLabels = (pair: PairOffsets, partition: number) => Record<string, string | number>;

const labelsOfExporter: PairLabels = ({ group, topic }, partition) => ({ consumergroup: group, topic, partition });
const labelsOfKminion: PairLabels = ({ group, topic }, partition) => ({
  group_id: group,
  topic_name: topic,
  partition_id: partition,
});

function eachCommit(
  out: Exposition,
  name: string,
  help: string,
  pairs: readonly PairOffsets[],
  labels: PairLabels,
  value: (pair: PairOffsets, partition: number) => number,
): void {
  out.family(name, 'gauge', help);
  for (const pair of pairs) {
    for (const [p, committed] of pair.committed.entries()) {
      if (!Number.isNaN(committed)) out.sample(labels(pair, p), value(pair, p));
    }
  }
}

/** Lag of a pair on a partition; a commit beyond the end has none. */
function lagOf(topics: readonly TopicOffsets[]): (pair: PairOffsets, partition: number) => number {
  const ends = new Map(topics.map(({ summary, end }) => [summary.name, end]));
  return (pair, partition) => {
    const lag = (ends.get(pair.topic)?.[partition] ?? NaN) - (pair.committed[partition] ?? NaN);
    return lag < 0 ? NaN : lag;
  };
}

/** Sum over all partitions; unknown when one is: a sum without it would pass for the whole. */
function wholeSum({ summary }: TopicOffsets, values: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < summary.partitions; p++) sum += values[p] ?? NaN;
  return sum;
}
