import { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { startCluster, type ClusterMode, type KafkaVersion, type LabCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '../admin/create-kafka-admin.ts';
import type { Item, KafkaAdmin } from '../admin/port.ts';
import { parseClientProperties } from '../connection/parse-client-properties.ts';
import { createKafkaProbe } from './create-kafka-probe.ts';
import type { KafkaProbe } from './port.ts';

const versions: { version: KafkaVersion; mode: ClusterMode }[] = [
  { version: '4.4.0', mode: 'kraft' },
  { version: '2.8.2', mode: 'zookeeper' },
];
const soon = { deadlineMs: 5_000 };
const WHEN = Date.UTC(2026, 0, 1);

function valueOf<T>(item: Item<T> | undefined): T {
  if (item === undefined || !item.ok) throw new Error(item?.fault.message ?? 'no item');
  return item.value;
}

describe.each(versions)('Kafka $version in $mode mode', ({ version, mode }) => {
  let cluster: LabCluster;
  let admin: KafkaAdmin;
  let probe: KafkaProbe;
  let kafka: Kafka;

  beforeAll(async () => {
    cluster = await startCluster({ version, mode, brokers: 1 });
    const { connection } = parseClientProperties(cluster.clientProperties());
    const deps = { clock: systemClock, logger: silentLogger };
    admin = createKafkaAdmin(connection, deps);
    probe = createKafkaProbe(connection, deps);
    kafka = new Kafka({ brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING });
  });
  afterAll(async () => {
    probe?.close();
    await admin?.close();
    await cluster?.stop();
  });

  test('the probe makes a topic, writes, reads back, commits, and adds a partition', async () => {
    const nodeId = 1;
    const topic = 'sonda';
    expect(valueOf(await probe.map([topic])).topics.get(topic)?.fault?.code).toBe('UNKNOWN_TOPIC_OR_PARTITION');
    expect(
      await probe.createTopic({ name: topic, assignments: [[nodeId]], configs: { 'retention.ms': '3600000' } }, soon),
    ).toEqual({
      ok: true,
      value: null,
    });
    expect(await probe.createTopic({ name: topic, assignments: [[nodeId]], configs: {} }, soon)).toMatchObject({
      ok: false,
      fault: { code: 'TOPIC_ALREADY_EXISTS' },
    });
    const leaders = async () =>
      valueOf(await probe.map([topic]))
        .topics.get(topic)
        ?.partitions.map(({ leader }) => leader);
    await expect.poll(leaders, { timeout: 20_000 }).toEqual([nodeId]);

    const target = { nodeId, topic, partition: 0 };
    for (const text of ['um', 'dois']) {
      const { offset } = valueOf(await probe.produce(target, () => Buffer.from(text), soon));
      expect(offset).toBe(text === 'um' ? 0n : 1n);
    }
    const fetched = valueOf(await probe.fetch(nodeId, topic, new Map([[0, 1n]]), { ...soon, maxWaitMs: 100 }));
    expect(valueOf(fetched.partitions.get(0))).toMatchObject({
      records: [{ offset: 1n, value: Buffer.from('dois') }],
      nextOffset: 2n,
    });

    // Makes the broker create its topic for commits; until then no coordinator is there.
    await probe.wakeCoordinator('sonda-grupo', soon);
    const commit = () => probe.commit(nodeId, { group: 'sonda-grupo', topic, partition: 0, offset: 2n }, soon);
    await expect.poll(async () => (await commit()).ok, { timeout: 20_000 }).toBe(true);
    const topology = await admin.topology();
    const { groups } = await admin.listGroups(topology);
    expect(groups).toMatchObject([{ groupId: 'sonda-grupo' }]);
    expect([...(await admin.committed(topology, groups)).offsets]).toEqual([2]);
    const [described] = await admin.describeGroups(groups);
    expect(valueOf(described)).toMatchObject({ state: 'Empty', members: [] });

    expect(await probe.createPartitions({ name: topic, existing: 1, assignments: [[nodeId]] }, soon)).toMatchObject({ ok: true });
    await expect.poll(leaders, { timeout: 20_000 }).toEqual([nodeId, nodeId]);
  });

  test('recordsAt finds the next record in plain, gzip and transactional logs, and tells markers from records', async () => {
    const topic = 'pedidos';
    await createTopics({ brokers: cluster.bootstrap.split(',') }, [{ topic, numPartitions: 4, replicationFactor: 1 }]);
    const batch = (partition: number) =>
      Array.from({ length: 10 }, (_unused, i) => ({ partition, value: `m${i}`, timestamp: String(WHEN + i * 1_000) }));
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic, messages: batch(0) });
    await producer.send({ topic, messages: batch(1), compression: CompressionTypes.GZIP });
    await producer.disconnect();
    const transactional = kafka.producer({ transactionalId: 'tx', maxInFlightRequests: 1, idempotent: true });
    await transactional.connect();
    const transaction = await transactional.transaction();
    await transaction.send({ topic, messages: batch(2) });
    await transaction.commit();
    await transactional.disconnect();

    const topology = await admin.topology();
    const base = topology.topicByName.get(topic)?.base ?? Number.NaN;
    // The marker follows the commit: until it is written the log ends with the records.
    await expect.poll(async () => (await admin.listOffsets(topology, 'latest')).values[base + 2], { timeout: 20_000 }).toBe(11);
    const asked = [
      { index: base, offset: 3n },
      { index: base + 1, offset: 7n },
      { index: base + 2, offset: 4n },
      { index: base + 2, offset: 10n },
      { index: base + 3, offset: 0n },
    ];
    const read = await Promise.all(asked.map(async (one) => valueOf((await admin.recordsAt(topology, [one]))[0])));
    expect(
      read.map(({ first, onlyControl, highWatermark }) => [first?.offset, first?.timestampMs, onlyControl, highWatermark]),
    ).toEqual([
      [3n, WHEN + 3_000, false, 10n],
      [7n, WHEN + 7_000, false, 10n],
      [4n, WHEN + 4_000, false, 11n],
      [undefined, undefined, true, 11n],
      [undefined, undefined, true, 0n],
    ]);
    const together = await admin.recordsAt(topology, asked.slice(0, 3));
    expect(together.map((item) => valueOf(item).first?.offset)).toEqual([3n, 7n, 4n]);
    const [outside] = await admin.recordsAt(topology, [{ index: base, offset: 99n }]);
    expect(outside).toMatchObject({ ok: false, fault: { code: 'OFFSET_OUT_OF_RANGE' } });
  });
});
