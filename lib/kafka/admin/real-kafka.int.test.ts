import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCluster, type ClusterMode, type KafkaVersion, type LabCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { parseClientProperties } from '../connection/parse-client-properties.ts';
import { createKafkaAdmin } from './create-kafka-admin.ts';
import type { KafkaAdmin, Topology } from './port.ts';

const PARTITIONS = 3;
const MESSAGES = 30;
const COMMITTED = 4;

/** Creates a topic with messages and a classic group that has committed `COMMITTED` on partition 0. */
async function seed(cluster: LabCluster, topic: string, groupId: string): Promise<void> {
  const kafka = new Kafka({ brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING });
  const kafkaAdmin = kafka.admin();
  const producer = kafka.producer();
  await Promise.all([kafkaAdmin.connect(), producer.connect()]);
  try {
    await kafkaAdmin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }] });
    const messages = Array.from({ length: MESSAGES }, (_unused, i) => ({ partition: i % PARTITIONS, value: `m${i}` }));
    await producer.send({ topic, messages });
    await kafkaAdmin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: String(COMMITTED) }] });
  } finally {
    await Promise.all([kafkaAdmin.disconnect(), producer.disconnect()]);
  }
}

function adminOf(cluster: LabCluster): KafkaAdmin {
  return createKafkaAdmin(parseClientProperties(cluster.clientProperties()).connection, {
    clock: systemClock,
    logger: silentLogger,
  });
}

const versions: { version: KafkaVersion; mode: ClusterMode; release: string }[] = [
  { version: '4.4.0', mode: 'kraft', release: '4.4' },
  { version: '4.3.1', mode: 'kraft', release: '4.3' },
  { version: '3.9.2', mode: 'kraft', release: '3.9' },
  { version: '3.9.2', mode: 'zookeeper', release: '3.9' },
  { version: '2.8.2', mode: 'zookeeper', release: '2.8' },
];

describe.each(versions)('Kafka $version in $mode mode', ({ version, mode, release }) => {
  let cluster: LabCluster;
  let admin: KafkaAdmin;
  let topology: Topology;

  beforeAll(async () => {
    cluster = await startCluster({ version, mode, brokers: 1 });
    await seed(cluster, 'pedidos', 'estoque');
    admin = adminOf(cluster);
    topology = await admin.topology();
  });
  afterAll(async () => {
    await admin?.close();
    await cluster?.stop();
  });

  test('tells its mode and release', async () => {
    expect(await admin.capabilities()).toMatchObject({ mode, version: release });
  });

  test('topology: the topic with its id, leaders and replicas', () => {
    const pedidos = topology.topicByName.get('pedidos');
    expect(topology.clusterId).toBe(cluster.clusterId);
    expect(pedidos?.topicId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(pedidos?.partitions.map((p) => [p.partition, p.leader, p.replicas, p.isr, p.offline, p.fault])).toEqual(
      Array.from({ length: PARTITIONS }, (_unused, i) => [i, 1, [1], [1], [], null]),
    );
  });

  test('offsets of every kind', async () => {
    const base = topology.topicByName.get('pedidos')?.base ?? -1;
    const [end, start, stable] = await Promise.all([
      admin.listOffsets(topology, 'latest'),
      admin.listOffsets(topology, 'earliest'),
      admin.listOffsets(topology, 'latest_stable'),
    ]);
    const each = MESSAGES / PARTITIONS;
    expect([...end.values.subarray(base, base + PARTITIONS)]).toEqual([each, each, each]);
    expect([...start.values.subarray(base, base + PARTITIONS)]).toEqual([0, 0, 0]);
    expect([...stable.values.subarray(base, base + PARTITIONS)]).toEqual([each, each, each]);
    expect(new Set(end.errors)).toEqual(new Set([0]));
  });

  test('groups, their commits and descriptions', async () => {
    const { groups, brokers } = await admin.listGroups(topology);
    expect(brokers).toMatchObject([{ nodeId: 1, fault: null, requests: 1 }]);
    const estoque = groups.find((group) => group.groupId === 'estoque');
    expect(estoque).toMatchObject({ kind: version === '2.8.2' ? 'unknown' : 'classic', state: 'Empty', coordinator: 1 });
    const committed = await admin.committed(topology, estoque === undefined ? [] : [estoque]);
    expect(committed.faults).toEqual([null]);
    expect([...committed.partitionIndex]).toEqual([topology.topicByName.get('pedidos')?.base]);
    expect([...committed.offsets]).toEqual([COMMITTED]);
    const [described] = await admin.describeGroups(estoque === undefined ? [] : [estoque]);
    expect(described).toMatchObject({ ok: true, value: { groupId: 'estoque', state: 'Empty', members: [] } });
    const [missing] = await admin.describeGroups([
      { groupId: 'nada', kind: 'classic', state: null, protocolType: null, coordinator: 1 },
    ]);
    const isNew = version.startsWith('4');
    expect(missing).toMatchObject(
      isNew ? { ok: false, fault: { code: 'GROUP_ID_NOT_FOUND' } } : { ok: true, value: { state: 'Dead' } },
    );
  });

  test('configurations of topics and brokers', async () => {
    const [topic, nothing] = await admin.describeConfigs('topic', ['pedidos', 'nada'], {
      keys: ['retention.ms'],
      documentation: true,
    });
    expect(topic).toMatchObject({ ok: true, value: [{ name: 'retention.ms', value: '604800000', isDefault: true }] });
    expect(topic?.ok && topic.value[0]?.documentation).toContain('retention');
    expect(nothing).toMatchObject({ ok: false, fault: { code: 'UNKNOWN_TOPIC_OR_PARTITION' } });
    const [broker] = await admin.describeConfigs('broker', ['1'], { keys: ['log.dirs'] });
    expect(broker?.ok && broker.value).toHaveLength(1);
  });

  test('log directories with the replicas in them', async () => {
    const item = (await admin.logDirs(topology)).get(1);
    expect(item?.ok).toBe(true);
    const [dir] = item?.ok ? item.value : [];
    const replicas = dir?.replicas.filter((replica) => replica.topic === 'pedidos') ?? [];
    expect(replicas).toHaveLength(PARTITIONS);
    expect(replicas.every((replica) => replica.sizeBytes > 0n && replica.offsetLag === 0n)).toBe(true);
    expect(dir?.totalBytes === null).toBe(version === '2.8.2');
  });

  test('quorum and cluster, as far as the release has them', async () => {
    const leader = { ok: true, value: { leaderId: 1, voters: [{ nodeId: 1 }] } };
    expect(await admin.quorum()).toMatchObject(mode === 'kraft' ? leader : { ok: false, fault: { code: 'UNSUPPORTED' } });
    const described = await admin.describeCluster();
    expect(described).toMatchObject({ clusterId: cluster.clusterId, controllerId: 1, brokers: [{ nodeId: 1 }] });
    expect(described.fencedBrokerIds).toEqual(version.startsWith('4') ? [] : null);
  });

  test('one connection carried it all', () => {
    expect(admin.cost().requestsByApi.ApiVersions).toBe(1);
  });
});
