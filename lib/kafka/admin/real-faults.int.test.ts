import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { parseClientProperties } from '../connection/parse-client-properties.ts';
import { createKafkaAdmin } from './create-kafka-admin.ts';
import { UNREACHABLE_CODE, type KafkaAdmin, type KafkaConnection, type Topology } from './port.ts';

const deps = { clock: systemClock, logger: silentLogger };
/** Long enough for healthy brokers on a busy machine. */
const PASS_DEADLINE_MS = 5_000;
const TWO_INTERVALS_MS = 10_000;

function connectionOf(cluster: LabCluster, user?: string): KafkaConnection {
  return parseClientProperties(cluster.clientProperties(user)).connection;
}

describe('three brokers, one of which fails', () => {
  let cluster: LabCluster;
  let admin: KafkaAdmin;
  let topology: Topology;

  beforeAll(async () => {
    cluster = await startCluster({ version: '4.3.1', brokers: 3 });
    const topics = [{ topic: 'pedidos', numPartitions: 6, replicationFactor: 1 }];
    await createTopics({ brokers: cluster.bootstrap.split(',') }, topics);
    admin = createKafkaAdmin(connectionOf(cluster), deps);
    topology = await admin.topology();
    await admin.listOffsets(topology, 'latest');
  });
  afterAll(async () => {
    await admin?.close();
    await cluster?.stop();
  });

  function ledBy(nodeId: number): number[] {
    return topology.topics.flatMap((topic) => topic.partitions.flatMap((p, i) => (p.leader === nodeId ? [topic.base + i] : [])));
  }

  test('a stopped process (SIGSTOP) ends the call at its deadline; its partitions are unknown, the others whole; after it goes on all is whole', async () => {
    await cluster.broker(3).pause();
    try {
      const startedAt = systemClock.monotonic();
      const end = await admin.listOffsets(topology, 'latest', { deadlineMs: PASS_DEADLINE_MS });
      expect(systemClock.monotonic() - startedAt).toBeLessThan(1.5 * PASS_DEADLINE_MS);
      expect(ledBy(3).length).toBeGreaterThan(0);
      expect(ledBy(3).every((index) => end.errors[index] === UNREACHABLE_CODE && Number.isNaN(end.values[index]))).toBe(true);
      expect(new Set([...ledBy(1), ...ledBy(2)].map((index) => end.errors[index]))).toEqual(new Set([0]));
      expect(end.brokers.find((broker) => broker.nodeId === 3)?.fault?.code).toBe('BROKER_TIMEOUT');
      const againAt = systemClock.monotonic();
      const list = await admin.listGroups(topology);
      expect(systemClock.monotonic() - againAt).toBeLessThan(PASS_DEADLINE_MS / 2);
      const held = list.brokers.find((broker) => broker.nodeId === 3);
      expect(held).toMatchObject({ requests: 0, fault: { code: 'BROKER_TIMEOUT', heldBack: { sinceMs: expect.any(Number) } } });
      expect(admin.brokerHealth().get(3)?.isOpen).toBe(true);
    } finally {
      await cluster.broker(3).resume();
    }
    const resumedAt = systemClock.monotonic();
    await expect
      .poll(async () => new Set((await admin.listOffsets(topology, 'latest')).errors), { timeout: 20_000 })
      .toEqual(new Set([0]));
    expect(systemClock.monotonic() - resumedAt).toBeLessThan(TWO_INTERVALS_MS);
    expect(admin.brokerHealth().get(3)).toMatchObject({ isOpen: false, lastFault: null });
  });

  test('a killed broker leaves leaderless partitions with their reason; the rest is whole', async () => {
    await cluster.broker(2).kill();
    const isGone = (t: Topology): boolean => t.brokers.every((broker) => broker.nodeId !== 2);
    await expect.poll(async () => isGone(await admin.topology()), { timeout: 60_000, interval: 500 }).toBe(true);
    const now = await admin.topology();
    const leaderless = now.topicByName.get('pedidos')?.partitions.filter((partition) => partition.leader === null) ?? [];
    expect(leaderless.length).toBeGreaterThan(0);
    expect(leaderless.every((partition) => partition.fault?.code === 'LEADER_NOT_AVAILABLE')).toBe(true);
    const end = await admin.listOffsets(now, 'latest');
    const known = now.topics.flatMap((topic) => topic.partitions.flatMap((p, i) => (p.leader === null ? [] : [topic.base + i])));
    expect(known.every((index) => end.errors[index] === 0)).toBe(true);
    expect((await admin.describeCluster()).fencedBrokerIds).toEqual([2]);
  });
});

describe('a secured cluster', () => {
  let cluster: LabCluster;

  beforeAll(async () => {
    cluster = await startCluster({
      version: '4.3.1',
      brokers: 1,
      security: 'sasl_ssl',
      authorizer: true,
      users: [{ name: 'limitado' }],
    });
    const root = connectionOf(cluster);
    const config: KafkaConfig = {
      brokers: cluster.bootstrap.split(','),
      logLevel: logLevel.NOTHING,
      ssl: { ca: root.tls?.ca ?? undefined },
      sasl: { mechanism: 'scram-sha-512', username: root.sasl?.username ?? '', password: root.sasl?.password ?? '' },
    };
    const kafkaAdmin = new Kafka(config).admin();
    await kafkaAdmin.connect();
    const topics = ['visivel', 'escondido'].map((topic) => ({ topic, numPartitions: 1, replicationFactor: 1 }));
    await createTopics(config, topics);
    for (const groupId of ['g-visivel', 'g-escondido']) {
      await kafkaAdmin.setOffsets({ groupId, topic: 'visivel', partitions: [{ partition: 0, offset: '0' }] });
    }
    await kafkaAdmin.disconnect();
    for (const args of [
      ['--topic', 'visivel'],
      ['--group', 'g-visivel'],
    ]) {
      const result = await cluster.tool('kafka-acls', [
        '--add',
        '--allow-principal',
        'User:limitado',
        '--operation',
        'Read',
        ...args,
      ]);
      expect(result.code).toBe(0);
    }
  });
  afterAll(() => cluster?.stop());

  test.each(['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN'] as const)('%s over TLS gets in', async (mechanism) => {
    const root = connectionOf(cluster);
    const admin = createKafkaAdmin({ ...root, sasl: root.sasl === null ? null : { ...root.sasl, mechanism } }, deps);
    expect((await admin.topology()).topicByName.has('escondido')).toBe(true);
    await admin.close();
  });

  test('a limited principal sees its own; what it may not see has a reason or is absent, and nothing fails as a whole', async () => {
    const admin = createKafkaAdmin(connectionOf(cluster, 'limitado'), deps);
    const topology = await admin.topology();
    expect(topology.topics.map((topic) => topic.name)).toEqual(['visivel']);
    const { groups } = await admin.listGroups(topology);
    expect(groups.map((group) => group.groupId)).toEqual(['g-visivel']);
    const hidden = { groupId: 'g-escondido', kind: 'classic' as const, state: null, protocolType: null, coordinator: 1 };
    const committed = await admin.committed(topology, [...groups, hidden]);
    expect(committed.faults).toMatchObject([null, { code: 'GROUP_AUTHORIZATION_FAILED' }]);
    expect([...committed.starts]).toEqual([0, 1, 1]);
    const [own, other] = await admin.describeGroups([...groups, hidden]);
    expect(own?.ok).toBe(true);
    expect(other).toMatchObject({ ok: false, fault: { code: 'GROUP_AUTHORIZATION_FAILED' } });
    expect([...(await admin.listOffsets(topology, 'latest')).errors]).toEqual([0]);
    expect(await admin.describeConfigs('broker', ['1'])).toMatchObject([
      { ok: false, fault: { code: 'CLUSTER_AUTHORIZATION_FAILED' } },
    ]);
    expect(await admin.describeConfigs('topic', ['escondido'])).toMatchObject([
      { ok: false, fault: { code: 'TOPIC_AUTHORIZATION_FAILED' } },
    ]);
    expect(await admin.quorum()).toMatchObject({ ok: false, fault: { code: 'CLUSTER_AUTHORIZATION_FAILED' } });
    expect((await admin.logDirs(topology)).brokers.get(1)).toMatchObject({
      ok: false,
      fault: { code: 'CLUSTER_AUTHORIZATION_FAILED' },
    });
    await admin.close();
  });

  test('what goes wrong in TLS and SASL has its own code', async () => {
    const root = connectionOf(cluster);
    const { tls, sasl } = root;
    if (tls === null || sasl === null) throw new Error('the lab gave no TLS or SASL settings');
    const cases: [KafkaConnection, string][] = [
      [{ ...root, tls: { ...tls, ca: null } }, 'TLS_FAILED'],
      [{ ...root, sasl: { ...sasl, password: 'errada' } }, 'AUTHENTICATION_FAILED'],
      [{ ...root, tls: null }, 'MALFORMED_RESPONSE'],
      [{ ...root, sasl: null }, 'BROKER_UNREACHABLE'],
    ];
    for (const [connection, code] of cases) {
      const admin = createKafkaAdmin(connection, deps);
      await expect(admin.topology()).rejects.toMatchObject({ fault: { code } });
      await admin.close();
    }
  });
});

test('mutual TLS: with the certificate in, without it TLS_FAILED', async () => {
  const cluster = await startCluster({ version: '4.3.1', brokers: 1, security: 'mtls' });
  try {
    const connection = connectionOf(cluster);
    const admin = createKafkaAdmin(connection, deps);
    expect((await admin.topology()).brokers).toHaveLength(1);
    await admin.close();
    const { tls } = connection;
    const without = createKafkaAdmin({ ...connection, tls: tls === null ? null : { ...tls, cert: null, key: null } }, deps);
    await expect(without.topology()).rejects.toMatchObject({ fault: { code: 'TLS_FAILED' } });
    await without.close();
  } finally {
    await cluster.stop();
  }
});

test('a group on the consumer protocol is told as such, with members, assignment and commits', async () => {
  const cluster = await startCluster({ version: '4.3.1', brokers: 1 });
  const admin = createKafkaAdmin(connectionOf(cluster), deps);
  const kafka = new Kafka({ brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer();
  try {
    await producer.connect();
    await createTopics({ brokers: cluster.bootstrap.split(',') }, [{ topic: 'pedidos', numPartitions: 2, replicationFactor: 1 }]);
    await producer.send({
      topic: 'pedidos',
      messages: Array.from({ length: 10 }, (_unused, i) => ({ partition: i % 2, value: 'm' })),
    });
    const options = ['--topic', 'pedidos', '--group', 'novo', '--from-beginning', '--timeout-ms', '15000'];
    const consumer = cluster.tool('kafka-console-consumer', [...options, '--command-property', 'group.protocol=consumer']);
    const topology = await admin.topology();
    await expect
      .poll(async () => (await admin.listGroups(topology)).groups, { timeout: 30_000, interval: 300 })
      .toMatchObject([{ groupId: 'novo', kind: 'consumer', state: 'Stable', coordinator: 1 }]);
    const { groups } = await admin.listGroups(topology);
    await expect
      .poll(async () => (await admin.committed(topology, groups)).offsets.length, { timeout: 15_000, interval: 300 })
      .toBe(2);
    const [item] = await admin.describeGroups(groups);
    expect(item).toMatchObject({ ok: true, value: { kind: 'consumer', members: [{ assignment: [{ topic: 'pedidos' }] }] } });
    expect(item?.ok && [...(item.value.members[0]?.assignment?.[0]?.partitions ?? [])].sort()).toEqual([0, 1]);
    expect(item?.ok && (item.value.epoch ?? 0)).toBeGreaterThan(0);
    await consumer;
  } finally {
    await Promise.all([producer.disconnect(), admin.close()]);
    await cluster.stop();
  }
});

test('a SASL session that ends is renewed on the same connection, unnoticed', async () => {
  const cluster = await startCluster({
    version: '4.3.1',
    brokers: 1,
    security: 'sasl_plaintext',
    brokerConfig: { 'connections.max.reauth.ms': '11000' },
  });
  try {
    const admin = createKafkaAdmin(connectionOf(cluster), deps);
    // kafkajs renews 10 s before the end, so here after one second.
    const renewed = async (): Promise<number> => {
      await admin.topology();
      return admin.cost().requestsByApi.SaslHandshake ?? 0;
    };
    await expect.poll(renewed, { timeout: 10_000, interval: 200 }).toBeGreaterThanOrEqual(3);
    expect(admin.cost().requestsByApi.ApiVersions).toBe(1);
    await admin.close();
  } finally {
    await cluster.stop();
  }
});
