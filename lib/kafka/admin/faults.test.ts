import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { fakePartition } from '#lib/testing/fake-broker/fake-state.ts';
import { FakeBench, groupListing } from '#lib/testing/fake-broker/small-cluster.ts';
import { apis } from '../wire/apis/index.ts';
import { NOT_ASKED_CODE, UNREACHABLE_CODE } from './port.ts';

const PASS_DEADLINE_MS = 400;

const bench = new FakeBench();
afterEach(() => bench.close());

describe('one thing is wrong, the rest is whole', () => {
  test('a leaderless partition is not asked for; the others have their offsets', async () => {
    const cluster = await bench.cluster();
    const [pedidos] = cluster.state.topics;
    pedidos?.partitions.splice(1, 1, fakePartition([2, 3], { leader: -1, isr: [] }));
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    const end = await admin.listOffsets(topology, 'latest');
    expect([...end.errors]).toEqual([0, 0, NOT_ASKED_CODE, 0]);
    expect(end.values[2]).toBeNaN();
    expect(topology.topicByName.get('pedidos')?.partitions[1]).toMatchObject({
      leader: null,
      fault: { code: 'LEADER_NOT_AVAILABLE' },
    });
  });

  test('a dead broker costs its own partitions and groups, with its name in the outcome', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    await cluster.broker(2).stop();
    const end = await admin.listOffsets(topology, 'latest');
    expect([...end.errors]).toEqual([0, 0, UNREACHABLE_CODE, 0]);
    const list = await admin.listGroups(topology);
    expect(list.groups.map((group) => group.groupId)).toEqual(['g-1', 'g-3']);
    expect(list.brokers.map((broker) => [broker.nodeId, broker.fault?.code ?? null])).toEqual([
      [1, null],
      [2, 'BROKER_UNREACHABLE'],
      [3, null],
    ]);
    const committed = await admin.committed(topology, [groupListing('g-1', 1), groupListing('g-2', 2)]);
    expect(committed.faults.map((fault) => fault?.code ?? null)).toEqual([null, 'BROKER_UNREACHABLE']);
    expect([...committed.starts]).toEqual([0, 2, 2]);
  });

  test('a broker that comes back is used again', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    await admin.listOffsets(topology, 'latest');
    await cluster.broker(2).stop();
    await admin.listOffsets(topology, 'latest');
    await cluster.broker(2).start();
    await expect.poll(async () => (await admin.listOffsets(topology, 'latest')).values[2], { timeout: 5000 }).toBe(200);
  });

  test('a broker that closed an idle connection is asked again over a new one, unnoticed', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    await admin.listOffsets(topology, 'latest');
    for (const broker of cluster.brokers) broker.reset();
    expect([...(await admin.listOffsets(topology, 'latest')).errors]).toEqual([0, 0, 0, 0]);
  });

  test('a mute broker ends the call at its deadline, not later; the next calls fail at once; after it speaks again all is whole', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    await admin.listOffsets(topology, 'latest');
    cluster.broker(3).mute();
    const startedAt = systemClock.monotonic();
    const end = await admin.listOffsets(topology, 'latest', { deadlineMs: PASS_DEADLINE_MS });
    const took = systemClock.monotonic() - startedAt;
    expect(took).toBeGreaterThanOrEqual(PASS_DEADLINE_MS - 5);
    expect(took).toBeLessThan(PASS_DEADLINE_MS + 150);
    expect([...end.errors]).toEqual([0, 0, 0, UNREACHABLE_CODE]);
    expect(end.brokers.find((broker) => broker.nodeId === 3)?.fault?.code).toBe('BROKER_TIMEOUT');
    const silentAt = Date.now();
    const againAt = systemClock.monotonic();
    const list = await admin.listGroups(topology, { deadlineMs: 10_000 });
    expect(systemClock.monotonic() - againAt).toBeLessThan(100);
    const outcome = list.brokers.find((broker) => broker.nodeId === 3);
    expect(outcome).toMatchObject({ requests: 0, fault: { code: 'BROKER_TIMEOUT', nodeId: 3 } });
    expect(outcome?.fault?.message).toMatch(/held back: failing since .*, next try at/);
    expect(outcome?.fault?.heldBack?.sinceMs).toBeLessThanOrEqual(silentAt);
    const health = admin.brokerHealth();
    expect([...health].map(([nodeId, { isOpen }]) => [nodeId, isOpen])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(health.get(3)).toMatchObject({ sinceMs: expect.any(Number), nextTryMs: expect.any(Number) });
    expect(cluster.broker(3).connectionCount).toBeLessThanOrEqual(1);
    cluster.broker(3).unmute();
    await expect.poll(async () => (await admin.listOffsets(topology, 'latest')).errors[3], { timeout: 8000 }).toBe(0);
  });

  test('a mute broker is probed in the background, one connection at a time, and is back before the next call', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster, { connectTimeoutMs: 100 });
    const topology = await admin.topology();
    await admin.listOffsets(topology, 'latest');
    const probes = () => cluster.broker(3).seen.filter((seen) => seen.key === apis.apiVersions.key).length;
    const before = probes();
    cluster.broker(3).mute();
    await admin.listOffsets(topology, 'latest', { deadlineMs: PASS_DEADLINE_MS });
    await expect.poll(() => probes() - before, { timeout: 5000 }).toBe(2);
    expect(cluster.broker(3).connectionCount).toBeLessThanOrEqual(1);
    cluster.broker(3).unmute();
    await expect.poll(() => admin.brokerHealth().get(3)?.isOpen, { timeout: 5000 }).toBe(false);
    expect((await admin.listOffsets(topology, 'latest')).errors[3]).toBe(0);
    expect(admin.brokerHealth().get(3)?.lastFault).toBeNull();
  });

  test('a broker that hangs up on every call is left alone after three of them; the others answer', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    cluster.broker(2).script(apis.listOffsets.key, () => 'close');
    const asked = () => cluster.broker(2).seen.filter((seen) => seen.key === apis.listOffsets.key).length;
    for (let i = 0; i < 20; i += 1) {
      const end = await admin.listOffsets(topology, 'latest');
      expect([...end.errors]).toEqual([0, 0, UNREACHABLE_CODE, 0]);
    }
    // Twice for each call while it is asked: a connection that breaks is renewed once.
    expect(asked()).toBeLessThanOrEqual(6);
    expect(admin.brokerHealth().get(2)?.lastFault?.code).toBe('BROKER_UNREACHABLE');
  });

  test('with the first bootstrap broker mute, the topology comes from another within the deadline', async () => {
    const cluster = await bench.cluster();
    cluster.broker(1).mute();
    const admin = bench.client(cluster);
    const topology = await admin.topology({ deadlineMs: 1000 });
    expect(topology.partitionCount).toBe(4);
  });

  test('a group without right has its fault; the others their commits', async () => {
    const cluster = await bench.cluster();
    const [first] = cluster.state.groups;
    if (first !== undefined) first.errorCode = 30;
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    const committed = await admin.committed(topology, [groupListing('g-1', 1), groupListing('g-2', 2)]);
    expect(committed.faults[0]).toMatchObject({ code: 'GROUP_AUTHORIZATION_FAILED', kafkaCode: 30, nodeId: 1 });
    expect(committed.faults[1]).toBeNull();
    expect([...committed.starts]).toEqual([0, 0, 1]);
  });

  test('a partition’s own error stands in its row and its column', async () => {
    const cluster = await bench.cluster();
    const [pedidos] = cluster.state.topics;
    const [partition] = pedidos?.partitions ?? [];
    if (partition !== undefined) partition.offsetsError = 78;
    const admin = bench.client(cluster);
    const end = await admin.listOffsets(await admin.topology(), 'latest');
    expect([...end.errors]).toEqual([0, 78, 0, 0]);
    expect(end.values[1]).toBeNaN();
  });

  test('a group that moved to another coordinator is found there', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    const committed = await admin.committed(topology, [groupListing('g-1', 3)]);
    expect(committed.faults).toEqual([null]);
    expect(committed.coordinators).toEqual([1]);
    expect([...committed.starts]).toEqual([0, 2]);
    const [described] = await admin.describeGroups([groupListing('g-1', 3)]);
    expect(described?.ok && described.value.coordinator).toBe(1);
  });
});
