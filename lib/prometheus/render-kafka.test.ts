import { describe, expect, test } from 'vitest';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { Exposition } from './exposition.ts';
import type { KafkaFacts } from './facts.ts';
import { renderKafka, type Dialect } from './render-kafka.ts';

const topic = {
  name: 'pedidos',
  partitions: 3,
  offlinePartitions: 1,
  underReplicatedPartitions: 1,
  sizeBytes: '9007199254740993',
  messagesInPerSecond: { value: 4, known: 2, total: 3 },
} as TopicSummary;

const placed = (partition: number, leader: number | null, isr: number[]) => ({
  partition,
  leader,
  leaderEpoch: 1,
  replicas: [1, 2],
  isr,
  offline: [],
  fault: null,
});

const FACTS: KafkaFacts = {
  clusterId: 'shop',
  pass: { ageSeconds: 2, isFresh: true, isComplete: true },
  brokers: [],
  topics: [
    {
      summary: topic,
      placement: {
        topicId: 't',
        internal: false,
        fault: null,
        partitions: [placed(0, 1, [1, 2]), placed(1, 2, [2]), placed(2, null, [])],
      },
      end: Float64Array.of(100, 50, NaN),
      start: Float64Array.of(0, 10, 20),
    },
  ],
  groups: [{ groupId: 'estoque', members: null, state: 'Stable', coordinator: 1 } as GroupSummary],
  pairs: [
    {
      group: 'estoque',
      topic: 'pedidos',
      committed: Float64Array.of(90, 60, 7),
      lag: NaN,
      secondsBehind: { lower: 1.5, upper: 6 },
      messagesOutPerSecond: 3,
    },
  ],
  perPartition: true,
  hiddenSeries: 0,
};

const lines = (facts: Partial<KafkaFacts>, ...dialects: Dialect[]) =>
  renderKafka({ ...FACTS, ...facts }, new Set(dialects))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

describe('renderKafka', () => {
  test('writes offsets, replicas and lag under the names of kafka_exporter; what is unknown has no sample', () => {
    const text = lines({}, 'kafka_exporter');
    expect(text).toContain('kafka_topic_partition_current_offset{cluster="shop",topic="pedidos",partition="0"} 100');
    expect(text.filter((line) => line.startsWith('kafka_topic_partition_current_offset'))).toHaveLength(2);
    expect(text.filter((line) => line.startsWith('kafka_topic_partition_leader{'))).toHaveLength(2);
    expect(text).toContain('kafka_topic_partition_under_replicated_partition{cluster="shop",topic="pedidos",partition="1"} 1');
    // A commit beyond the end and an end that is unknown have no lag, and neither becomes 0 or −1.
    expect(text.filter((line) => line.startsWith('kafka_consumergroup_lag{'))).toEqual([
      'kafka_consumergroup_lag{cluster="shop",consumergroup="estoque",topic="pedidos",partition="0"} 10',
    ]);
    expect(text.some((line) => line.startsWith('kafka_consumergroup_lag_sum'))).toBe(false);
    expect(text.some((line) => line.startsWith('kafka_consumergroup_members'))).toBe(false);
    expect(text.some((line) => line.startsWith('farol_kafka_topic_messages_in_per_second'))).toBe(false);
    expect(text).toContain('farol_kafka_group_seconds_behind{cluster="shop",group="estoque",topic="pedidos"} 6');
  });

  test('writes KMinion’s names when asked for, 64-bit values exact, sums only when whole', () => {
    const text = lines({}, 'kminion');
    expect(text).toContain('kminion_kafka_topic_log_dir_size_total_bytes{cluster="shop",topic_name="pedidos"} 9007199254740993');
    expect(text).toContain('kminion_kafka_topic_low_water_mark_sum{cluster="shop",topic_name="pedidos"} 30');
    expect(text.some((line) => line.startsWith('kminion_kafka_topic_high_water_mark_sum'))).toBe(false);
    expect(text.some((line) => line.startsWith('kafka_'))).toBe(false);
  });

  test('of a pass that is too old, or that failed, nothing but that is told', () => {
    expect(lines({ pass: { ageSeconds: 90, isFresh: false, isComplete: true } }, 'kafka_exporter')).toEqual([
      'farol_kafka_up{cluster="shop"} 0',
      'farol_kafka_pass_age_seconds{cluster="shop"} 90',
    ]);
    expect(lines({ pass: null }, 'kafka_exporter')).toEqual(['farol_kafka_up{cluster="shop"} 0']);
    expect(lines({ pass: { ageSeconds: 2, isFresh: true, isComplete: false } }, 'kafka_exporter')).toEqual([
      'farol_kafka_up{cluster="shop"} 0',
      'farol_kafka_pass_age_seconds{cluster="shop"} 2',
    ]);
  });
});

test('a name from the cluster cannot break out of its label', () => {
  const text = new Exposition({}).family('x', 'gauge', 'help').sample({ group: 'a"} 1\nevil{b="\\' }, 1).text();
  expect(text.split('\n')).toEqual(['# HELP x help', '# TYPE x gauge', 'x{group="a\\"} 1\\nevil{b=\\"\\\\"} 1', '']);
});
