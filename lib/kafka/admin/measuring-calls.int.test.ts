import { Kafka, logLevel, type Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { joinStreamsGroup } from '#lib/testing/join-streams-group.ts';
import { parseClientProperties } from '../connection/parse-client-properties.ts';
import { createKafkaAdmin } from './create-kafka-admin.ts';

import type { KafkaAdmin, Topology } from './port.ts';

const RECORDS = 10;
const STEP_MS = 1000;
/** Old enough that every record's time is past, young enough for retention. */
const FIRST_MS = Date.now() - 3_600_000;

let cluster: LabCluster;
let admin: KafkaAdmin;
let kafka: Kafka;
let producer: Producer;
let topology: Topology;

beforeAll(async () => {
  cluster = await startCluster({ version: '4.3.1', brokers: 1 });
  const { connection } = parseClientProperties(cluster.clientProperties());
  admin = createKafkaAdmin(connection, { clock: systemClock, logger: silentLogger });
  kafka = new Kafka({ brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING });
  producer = kafka.producer();
  await producer.connect();
  const topics = ['pedidos', 'pagos', 'fluxo'].map((topic) => ({ topic, numPartitions: 1, replicationFactor: 1 }));
  await createTopics({ brokers: cluster.bootstrap.split(',') }, topics);
  const messages = Array.from({ length: RECORDS }, (_unused, i) => ({
    value: `m${i}`,
    timestamp: String(FIRST_MS + i * STEP_MS),
  }));
  await producer.send({ topic: 'pedidos', messages });
  topology = await admin.topology();
});
afterAll(async () => {
  await Promise.all([producer?.disconnect(), admin?.close()]);
  await cluster?.stop();
});

function indexOf(topic: string): number {
  return topology.topicByName.get(topic)?.base ?? -1;
}

test('offsets by time: the record of that time or the next one, the first, none', async () => {
  const wanted = Uint32Array.from([indexOf('pedidos')]);
  const at = async (timestampMs: number) => {
    const { offsets, timestamps } = await admin.listOffsetsAt(topology, timestampMs, { wanted });
    return [offsets[0], timestamps[0]];
  };
  expect(await at(FIRST_MS + 3 * STEP_MS)).toEqual([3, FIRST_MS + 3 * STEP_MS]);
  expect(await at(FIRST_MS + 3 * STEP_MS + 1)).toEqual([4, FIRST_MS + 4 * STEP_MS]);
  expect(await at(0)).toEqual([0, FIRST_MS]);
  expect(await at(FIRST_MS + RECORDS * STEP_MS)).toEqual([Infinity, Number.NaN]);
  const empty = await admin.listOffsetsAt(topology, 0, { wanted: Uint32Array.from([indexOf('fluxo')]) });
  expect([...empty.offsets]).toEqual([Infinity]);
});

test('an open transaction is listed, described, and seen at the leader of its partition; after the commit it is closed', async () => {
  const writer = kafka.producer({ transactionalId: 'pagamentos-1', idempotent: true, maxInFlightRequests: 1 });
  await writer.connect();
  try {
    const startedMs = Date.now();
    const transaction = await writer.transaction();
    await transaction.send({ topic: 'pagos', messages: [{ value: 'a' }, { value: 'b' }] });
    const { transactions, brokers } = await admin.listTransactions(topology);
    expect(brokers).toMatchObject([{ nodeId: 1, fault: null, requests: 1 }]);
    expect(transactions).toMatchObject([{ transactionalId: 'pagamentos-1', state: 'Ongoing', coordinator: 1 }]);
    expect((await admin.listTransactions(topology, { olderThanMs: 3_600_000 })).transactions).toEqual([]);
    const [item] = await admin.describeTransactions(transactions);
    expect(item).toMatchObject({
      ok: true,
      value: { state: 'Ongoing', producerId: transactions[0]?.producerId, partitions: [{ topic: 'pagos', partitions: [0] }] },
    });
    expect(item?.ok && Math.abs((item.value.startedMs ?? 0) - startedMs)).toBeLessThan(60_000);
    const stateOf = async () => {
      const [states] = await admin.producers(topology, Uint32Array.from([indexOf('pagos')]));
      return states?.ok ? states.value.find((state) => state.producerId === transactions[0]?.producerId) : states?.fault;
    };
    expect(await stateOf()).toMatchObject({ currentTransactionStart: 0n, lastSequence: 1 });
    const stable = await admin.listOffsets(topology, 'latest_stable');
    expect(stable.values[indexOf('pagos')]).toBe(0);
    await transaction.commit();
    await expect.poll(stateOf, { timeout: 10_000 }).toMatchObject({ currentTransactionStart: null });
    const [closed] = await admin.describeTransactions(transactions);
    expect(closed).toMatchObject({ ok: true, value: { state: expect.stringMatching(/^(Complete|Prepare)Commit$/) } });
  } finally {
    await writer.disconnect();
  }
});

describe('groups of the newer kinds', () => {
  test('a share group: members while it reads, then its progress and its lag', async () => {
    const config = ['--alter', '--entity-type', 'groups', '--entity-name', 'comp'];
    const set = await cluster.tool('kafka-configs', [...config, '--add-config', 'share.auto.offset.reset=earliest']);
    expect(set.code).toBe(0);
    const reading = cluster.tool('kafka-console-share-consumer', [
      '--topic',
      'pedidos',
      '--group',
      'comp',
      '--timeout-ms',
      '10000',
    ]);
    const groupOf = async () => (await admin.listGroups(topology)).groups.find((group) => group.groupId === 'comp');
    await expect.poll(groupOf, { timeout: 30_000, interval: 200 }).toMatchObject({ kind: 'share', state: 'Stable' });
    const listing = await groupOf();
    if (listing === undefined) throw new Error('the share group is gone again');
    const described = async () => (await admin.describeGroups([listing]))[0];
    await expect
      .poll(described, { timeout: 10_000, interval: 200 })
      .toMatchObject({ ok: true, value: { kind: 'share', members: [{ assignment: [{ topic: 'pedidos', partitions: [0] }] }] } });
    const now = await described();
    expect(now?.ok && [now.value.epoch, now.value.assignmentEpoch, now.value.members[0]?.epoch].every((n) => (n ?? 0) > 0)).toBe(
      true,
    );
    const progress = async () => {
      const items = await admin.shareOffsets([listing, { ...listing, groupId: 'nada' }]);
      return items.map((item) => (item.ok ? item.value.map(({ topic, partition, lag }) => [topic, partition, lag]) : item.fault));
    };
    // A group that is not there has begun nowhere, says the coordinator.
    await expect.poll(progress, { timeout: 20_000, interval: 200 }).toEqual([[['pedidos', 0, 0n]], []]);
    await reading;
    await producer.send({ topic: 'pedidos', messages: [{ value: 'x' }, { value: 'y' }, { value: 'z' }] });
    await expect.poll(progress, { timeout: 10_000, interval: 200 }).toEqual([[['pedidos', 0, 3n]], []]);
    const [item] = await admin.shareOffsets([listing]);
    const startOffset = item?.ok ? item.value[0]?.startOffset : null;
    expect(startOffset).toBeTypeOf('bigint');
    expect(Number(startOffset)).toBeLessThanOrEqual(RECORDS);
  });

  test('a streams group: its topology, and its member’s tasks as partitions', async () => {
    const { connection } = parseClientProperties(cluster.clientProperties());
    const join = () => joinStreamsGroup(connection, 'calculo', 'fluxo').catch(() => null);
    let member = await join();
    await expect.poll(async () => (member ??= await join()), { timeout: 20_000, interval: 200 }).not.toBeNull();
    const { groups } = await admin.listGroups(topology);
    const listing = groups.find((group) => group.groupId === 'calculo');
    expect(listing).toMatchObject({ kind: 'streams' });
    const described = async () => {
      await member?.beat();
      return (await admin.describeGroups(listing === undefined ? [] : [listing]))[0];
    };
    const held = [{ topic: 'fluxo', partitions: [0] }];
    // The coordinator waits a moment for more members before it gives out tasks.
    await expect.poll(described, { timeout: 15_000, interval: 200 }).toMatchObject({
      ok: true,
      value: {
        kind: 'streams',
        streams: {
          topologyEpoch: 0,
          subtopologies: [{ id: 'sub-0', sourceTopics: ['fluxo'], repartitionTopics: [], changelogTopics: [] }],
        },
        members: [{ clientId: 'fluxo-1', rack: 'r1', target: held }],
      },
    });
    const item = await described();
    expect(item?.ok && [item.value.epoch, item.value.assignmentEpoch].every((epoch) => (epoch ?? 0) > 0)).toBe(true);
    member?.close();
  });
});

test('after a restart of the leader the ends of both epochs are told; one that is not yet there is the last known', async () => {
  const index = indexOf('fluxo');
  await producer.send({ topic: 'fluxo', messages: [{ value: '1' }, { value: '2' }] });
  const before = topology.topicByName.get('fluxo')?.partitions[0]?.leaderEpoch ?? -1;
  await cluster.broker(1).kill();
  await cluster.broker(1).start();
  const epoch = async () => (await admin.topology()).topicByName.get('fluxo')?.partitions[0]?.leaderEpoch ?? -1;
  await expect.poll(() => epoch().catch(() => -1), { timeout: 30_000, interval: 200 }).toBeGreaterThan(before);
  const after = await epoch();
  await producer.send({ topic: 'fluxo', messages: [{ value: '3' }] });
  const items = await admin.epochEnds(topology, [
    { index, leaderEpoch: before },
    { index, leaderEpoch: after },
    { index, leaderEpoch: after + 7 },
  ]);
  expect(items.map((item) => (item.ok ? item.value : item.fault.code))).toEqual([
    { leaderEpoch: before, endOffset: 2n },
    { leaderEpoch: after, endOffset: 3n },
    'NO_EPOCH',
  ]);
});
