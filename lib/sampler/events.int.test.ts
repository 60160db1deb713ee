import { Consumer, GroupProtocols } from '@platformatic/kafka';
import kafkajs, { type Admin, type Consumer as ClassicConsumer } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import type { EventKind } from '#lib/contracts/events.ts';
import { systemClock, type Clock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import type { NewEvent } from '#lib/store/events/types.ts';
import { snapshotShard, type MembersEntry, type SnapshotParts } from '#lib/store/snapshot/types.ts';
import { ClusterSampler } from './cluster-sampler.ts';
import { emptyMemory } from './derive-pass.ts';

/** Time goes on by this much between two passes, so that slower readings are due in each. */
const LEAP_MS = 16_000;
/** Longer than the period at which configurations are read. */
const CONFIG_LEAP_MS = 301_000;

let leaptMs = 0;
const clock: Clock = { now: () => systemClock.now() + leaptMs, monotonic: () => systemClock.monotonic() + leaptMs };

let kafka: LabCluster;
let client: InstanceType<typeof kafkajs.Kafka>;
let topics: Admin;
let admin: KafkaAdmin;
let sampler: ClusterSampler;
/** Newest parts of "now". */
let parts: Partial<SnapshotParts> = {};
/** Events since the last `forget`. */
let seen: NewEvent[] = [];

beforeAll(async () => {
  kafka = await startCluster({ brokers: 3 });
  client = new kafkajs.Kafka({ clientId: 'test', brokers: kafka.bootstrap.split(','), logLevel: kafkajs.logLevel.NOTHING });
  topics = client.admin();
  await topics.connect();
  await createTopics({ brokers: kafka.bootstrap.split(',') }, [{ topic: 'orders', numPartitions: 6, replicationFactor: 3 }]);
  await produce(30);
  const { connection } = parseClientProperties(kafka.clientProperties());
  admin = createKafkaAdmin(connection, { clock: systemClock, logger: silentLogger });
  sampler = new ClusterSampler({
    clusterKey: 1,
    admin,
    clock,
    logger: silentLogger,
    memory: emptyMemory(),
    problems: [],
    lastRows: null,
  });
  // A group of another day: it makes the offsets topic, and is no news.
  await topics.setOffsets({ groupId: 'old', topic: 'orders', partitions: [{ partition: 0, offset: '5' }] });
  await pass();
  await pass();
  expect(seen).toEqual([]);
});
afterAll(async () => {
  await admin?.close();
  await topics?.disconnect();
  await kafka?.stop();
});

async function produce(count: number): Promise<void> {
  const producer = client.producer();
  await producer.connect();
  await producer.send({
    topic: 'orders',
    messages: Array.from({ length: count }, (_unused, i) => ({ partition: i % 6, value: 'x' })),
  });
  await producer.disconnect();
}

async function pass(leapMs = LEAP_MS): Promise<void> {
  leaptMs += leapMs;
  const { pending } = await sampler.sample(new AbortController().signal, 0, {});
  // null: this machine itself stood still for more than a second; the next pass tells.
  if (pending === null) return;
  parts = { ...parts, ...pending.parts };
  seen.push(...(pending.write.events ?? []));
}

const of = (kind: EventKind, name?: string) =>
  seen.filter((event) => event.kind === kind && (name === undefined || event.scope.name === name));

/** Takes passes until the events seen so far fulfil `check`. */
async function until(what: string, check: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!check()) {
    if (performance.now() > deadline)
      throw new Error(`${what}: not within a minute; saw ${JSON.stringify(seen.map(({ kind, scope }) => [kind, scope.name]))}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await pass();
  }
}

async function expectEvent(kind: EventKind, name: string): Promise<NewEvent> {
  await until(`${kind} ${name}`, () => of(kind, name).length > 0);
  const [event] = of(kind, name);
  if (event === undefined) throw new Error('unreachable');
  return event;
}

const membersOf = (groupId: string): MembersEntry | undefined => parts[`members:${snapshotShard(groupId)}`]?.[groupId];
const groupRow = (groupId: string) => parts.groups?.find((group) => group.groupId === groupId);
const isStable = (groupId: string, members: number) => () =>
  groupRow(groupId)?.state === 'Stable' && membersOf(groupId)?.members.length === members;

async function classicMember(groupId: string, clientId: string): Promise<ClassicConsumer> {
  const own = new kafkajs.Kafka({ clientId, brokers: kafka.bootstrap.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const consumer = own.consumer({ groupId, heartbeatInterval: 500 });
  await consumer.connect();
  await consumer.subscribe({ topic: 'orders', fromBeginning: true });
  await consumer.run({ autoCommitInterval: 200, eachMessage: () => Promise.resolve() });
  return consumer;
}

test('a classic group: it appears, members join with a rebalance and leave', async () => {
  seen = [];
  const first = await classicMember('classic', 'loja-a');
  await expectEvent('group_appeared', 'classic');
  expect((await expectEvent('group_members_joined', 'classic')).detail.names).toEqual([
    expect.stringMatching(/^loja-a \(\/127\.0\.0\.1\)$/),
  ]);
  await until('stable', isStable('classic', 1));
  await pass();

  seen = [];
  const second = await classicMember('classic', 'loja-b');
  expect((await expectEvent('group_members_joined', 'classic')).detail).toMatchObject({
    count: 1,
    total: 2,
    names: ['loja-b (/127.0.0.1)'],
  });
  await expectEvent('group_rebalance_finished', 'classic');
  await until('stable', isStable('classic', 2));
  await pass();
  expect(of('group_rebalance_finished', 'classic')).toHaveLength(1);
  expect(of('group_rebalance_started', 'classic').length).toBeLessThanOrEqual(1);

  seen = [];
  await second.disconnect();
  expect((await expectEvent('group_members_left', 'classic')).detail).toMatchObject({ count: 1, names: ['loja-b (/127.0.0.1)'] });
  await expectEvent('group_rebalance_finished', 'classic');
  await first.disconnect();
  await until('empty', () => groupRow('classic')?.state === 'Empty');
});

test('commits that somebody sets back or ahead', async () => {
  await pass();
  seen = [];
  await topics.setOffsets({ groupId: 'classic', topic: 'orders', partitions: [{ partition: 0, offset: '1' }] });
  expect(await expectEvent('group_commits_rewound', 'classic')).toMatchObject({
    detail: { topic: 'orders', partitions: 1, offsets: '4', partition: 0, from: '5', to: '1' },
    touches: ['group:classic', 'topic:orders'],
  });
  await topics.setOffsets({ groupId: 'classic', topic: 'orders', partitions: [{ partition: 0, offset: '4' }] });
  expect((await expectEvent('group_commits_skipped', 'classic')).detail).toMatchObject({ offsets: '3', from: '1', to: '4' });
});

async function modernMember(clientId: string): Promise<Consumer> {
  const consumer = new Consumer({
    clientId,
    groupId: 'modern',
    bootstrapBrokers: kafka.bootstrap.split(','),
    groupProtocol: GroupProtocols.CONSUMER,
  });
  const stream = await consumer.consume({ topics: ['orders'], mode: 'earliest', autocommit: 200 });
  stream.on('error', () => undefined);
  stream.on('data', () => undefined);
  return consumer;
}

test('a group of the new protocol: epochs, current and target assignment', async () => {
  seen = [];
  const first = await modernMember('nova-a');
  expect((await expectEvent('group_appeared', 'modern')).detail).toEqual({ kind: 'consumer' });
  await until('one member with all partitions', () => membersOf('modern')?.members[0]?.assignment?.[0]?.partitions.length === 6);
  expect(membersOf('modern')?.members[0]).toMatchObject({ clientId: 'nova-a', target: [{ topic: 'orders' }] });
  await until('stable', isStable('modern', 1));
  await pass();
  const epochBefore = membersOf('modern')?.assignmentEpoch ?? NaN;

  seen = [];
  const second = await modernMember('nova-b');
  expect((await expectEvent('group_members_joined', 'modern')).detail.names).toEqual(['nova-b (/127.0.0.1)']);
  const rebalanced = await expectEvent('group_rebalance_finished', 'modern');
  expect(rebalanced.detail.epochBefore).toBe(epochBefore);
  expect(rebalanced.detail.epoch).toBeGreaterThan(epochBefore);
  await until(
    'both hold three',
    () =>
      membersOf('modern')?.members.every(
        ({ assignment, target }) => assignment?.[0]?.partitions.length === 3 && target?.[0]?.partitions.length === 3,
      ) ?? false,
  );
  expect(membersOf('modern')).toMatchObject({ assignor: expect.any(String), epoch: expect.any(Number) });

  seen = [];
  await second.close(true);
  expect((await expectEvent('group_members_left', 'modern')).detail.names).toEqual(['nova-b (/127.0.0.1)']);
  await first.close(true);
});

test('a share group: listed with the lag that its coordinator tells', async () => {
  seen = [];
  await kafka.tool('kafka-configs', [
    '--alter',
    '--entity-type',
    'groups',
    '--entity-name',
    'fila',
    '--add-config',
    'share.auto.offset.reset=earliest',
  ]);
  const read = kafka.tool('kafka-console-share-consumer', ['--topic', 'orders', '--group', 'fila', '--max-messages', '30']);
  expect((await expectEvent('group_appeared', 'fila')).detail).toEqual({ kind: 'share' });
  await until('its progress is known', () => (groupRow('fila')?.lag.known ?? 0) > 0);
  expect(await read).toMatchObject({ code: 0 });
  await until('all is read', () => groupRow('fila')?.lag.value === '0' && groupRow('fila')?.lag.known === 6);
  await until('empty', () => groupRow('fila')?.state === 'Empty');
  await produce(12);
  await until('the lag of what nobody reads', () => groupRow('fila')?.lag.value === '12');
  expect(groupRow('fila')).toMatchObject({ kind: 'share', partitions: 6, topics: 1, fault: null });
  expect(membersOf('fila')?.share?.partitions).toContainEqual({
    topic: 'orders',
    partition: 0,
    // The coordinator keeps on record where it began; what was acknowledged since is in the lag.
    startOffset: '0',
    lag: '2',
    fault: null,
  });
});

test('a topic: created, grown, set up anew, recreated, deleted', async () => {
  seen = [];
  await createTopics({ brokers: kafka.bootstrap.split(',') }, [{ topic: 'life', numPartitions: 2, replicationFactor: 1 }]);
  expect((await expectEvent('topic_created', 'life')).detail).toMatchObject({ partitions: 2, topicId: expect.any(String) });
  await topics.createPartitions({ topicPartitions: [{ topic: 'life', count: 5 }] });
  expect((await expectEvent('topic_partitions_added', 'life')).detail).toEqual({ from: 2, to: 5 });
  await pass(CONFIG_LEAP_MS);
  await kafka.tool('kafka-configs', [
    '--alter',
    '--entity-type',
    'topics',
    '--entity-name',
    'life',
    '--add-config',
    'retention.ms=60000',
  ]);
  await pass(CONFIG_LEAP_MS);
  expect(of('topic_config_changed', 'life').map(({ detail }) => [detail.key, detail.from, detail.to])).toEqual([
    ['retention.ms', '604800000', '60000'],
  ]);
  await topics.deleteTopics({ topics: ['life'] });
  await createTopics({ brokers: kafka.bootstrap.split(',') }, [{ topic: 'life', numPartitions: 1, replicationFactor: 1 }]);
  const recreated = await expectEvent('topic_recreated', 'life');
  expect(recreated.detail).toMatchObject({ partitions: 1, partitionsBefore: 5 });
  expect(recreated.detail.topicId).not.toBe(recreated.detail.topicIdBefore);
  await topics.deleteTopics({ topics: ['life'] });
  await expectEvent('topic_gone', 'life');
  expect(of('topic_created', 'life')).toHaveLength(1);
});

test('a broker that is killed is one event of each kind, and so is its return', async () => {
  await pass();
  seen = [];
  const leads = await ledBy(2);
  await kafka.broker(2).kill();
  await expectEvent('broker_down', '2');
  await until('others lead', () => of('leaders_moved', '2').length > 0 && of('isr_shrunk', '2').length > 0);
  for (let i = 0; i < 3; i++) await pass();
  expect(of('broker_down')).toHaveLength(1);
  expect(of('leaders_moved')).toHaveLength(1);
  expect(of('leaders_moved')[0]).toMatchObject({ scope: { kind: 'broker', name: '2' }, detail: { partitions: leads, from: 2 } });
  expect(of('isr_shrunk')).toHaveLength(1);
  expect(of('group_gone')).toEqual([]);
  expect(of('topic_gone')).toEqual([]);
  expect(of('group_coordinator_moved').length).toBeLessThanOrEqual(1);

  seen = [];
  await kafka.broker(2).start();
  await expectEvent('broker_up', '2');
  await expectEvent('isr_expanded', '2');
  expect(of('group_appeared')).toEqual([]);
});

async function ledBy(nodeId: number): Promise<number> {
  const topology = await admin.topology();
  return topology.topics.flatMap((topic) => topic.partitions).filter((partition) => partition.leader === nodeId).length;
}
