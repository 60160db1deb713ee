import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
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
    await createTopics({ brokers: cluster.bootstrap.split(',') }, [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }]);
    // One partition at a time: when one is not ready yet, kafkajs sends all of a request again, those that went through too.
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      const messages = Array.from({ length: MESSAGES / PARTITIONS }, (_unused, i) => ({ partition, value: `m${i}` }));
      await producer.send({ topic, messages });
    }
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
    expect(topic).toMatchObject({
      ok: true,
      value: [{ name: 'retention.ms', value: '604800000', isDefault: true, defaultValue: '604800000' }],
    });
    expect(topic?.ok && topic.value[0]?.documentation).toContain('retention');
    expect(nothing).toMatchObject({ ok: false, fault: { code: 'UNKNOWN_TOPIC_OR_PARTITION' } });
    const [broker] = await admin.describeConfigs('broker', ['1'], { keys: ['log.dirs'] });
    expect(broker?.ok && broker.value).toHaveLength(1);
  });

  test('log directories with sums over the replicas in them', async () => {
    const { brokers, leaderBytes } = await admin.logDirs(topology);
    const item = brokers.get(1);
    expect(item?.ok).toBe(true);
    const [dir] = item?.ok ? item.value.dirs : [];
    const { base = 0 } = topology.topicByName.get('pedidos') ?? {};
    const sizes = leaderBytes.subarray(base, base + PARTITIONS);
    expect(sizes.every((bytes) => bytes > 0)).toBe(true);
    expect(dir?.replicas).toBeGreaterThanOrEqual(PARTITIONS);
    expect(dir).toMatchObject({ told: dir?.replicas, behind: 0, lagOffsets: 0n, movingIn: 0 });
    expect(dir?.replicaBytes).toBeGreaterThanOrEqual(BigInt(sizes.reduce((sum, bytes) => sum + bytes, 0)));
    expect(dir?.totalBytes === null).toBe(version === '2.8.2');
  });

  test('quorum and cluster, as far as the release has them', async () => {
    const leader = { ok: true, value: { leaderId: 1, voters: [{ nodeId: 1 }] } };
    expect(await admin.quorum()).toMatchObject(mode === 'kraft' ? leader : { ok: false, fault: { code: 'UNSUPPORTED' } });
    const described = await admin.describeCluster();
    expect(described).toMatchObject({ clusterId: cluster.clusterId, controllerId: 1, brokers: [{ nodeId: 1 }] });
    expect(described.fencedBrokerIds).toEqual(version.startsWith('4') ? [] : null);
  });

  test('times, epochs, producers and transactions, as far as the release has them; what it lacks is never sent', async () => {
    const base = topology.topicByName.get('pedidos')?.base ?? 0;
    const wanted = Uint32Array.from([base]);
    const { offsets } = await admin.listOffsetsAt(topology, Date.now() - 3_600_000, { wanted });
    expect([...offsets]).toEqual([0]);
    expect(await admin.epochEnds(topology, [{ index: base, leaderEpoch: 0 }])).toEqual([
      { ok: true, value: { leaderEpoch: 0, endOffset: BigInt(MESSAGES / PARTITIONS) } },
    ]);
    expect((await admin.producers(topology, wanted))[0]?.ok).toBe(true);
    const capabilities = await admin.capabilities();
    expect(capabilities.describeProducers.supported).toBe(true);
    expect(capabilities.shareGroupOffsets.supported).toBe(version.startsWith('4'));
    const eligible = await admin.eligibleReplicas(['pedidos']);
    const hasPages = mode === 'kraft';
    expect(capabilities.describeTopicPartitions.supported).toBe(hasPages);
    expect(eligible.ok ? eligible.value.length : eligible.fault.code).toBe(hasPages ? PARTITIONS : 'UNSUPPORTED');
    const { transactions, brokers } = await admin.listTransactions(topology);
    expect(transactions).toEqual([]);
    const lacksThem = version === '2.8.2';
    expect(capabilities.listTransactions.supported).toBe(!lacksThem);
    expect(brokers[0]?.fault?.code ?? null).toBe(lacksThem ? 'UNSUPPORTED' : null);
    const share = { groupId: 's', kind: 'share' as const, state: null, protocolType: null, coordinator: 1 };
    const [progress] = await admin.shareOffsets([share]);
    // A group that is not there has begun nowhere, says the coordinator.
    expect(progress?.ok ? progress.value : progress?.fault.code).toEqual(version.startsWith('4') ? [] : 'UNSUPPORTED');
  });

  test('one connection carried it all', () => {
    expect(admin.cost().requestsByApi.ApiVersions).toBe(1);
  });
});
