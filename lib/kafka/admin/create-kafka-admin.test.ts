import { afterEach, describe, expect, test } from 'vitest';
import { fakeGroup } from '#lib/testing/fake-broker/fake-state.ts';
import { FakeBench, groupListing, HUGE_OFFSET, smallState } from '#lib/testing/fake-broker/small-cluster.ts';
import { apis } from '../wire/apis/index.ts';
import { NOT_ASKED_CODE } from './port.ts';

const bench = new FakeBench();
afterEach(() => bench.close());

describe('a healthy cluster', () => {
  test('topology, offsets, groups and commits come whole and exact', async () => {
    const admin = bench.client(await bench.cluster());
    const topology = await admin.topology();
    expect(topology.topics.map((t) => [t.name, t.base])).toEqual([
      ['estoque', 0],
      ['pedidos', 1],
    ]);
    const end = await admin.listOffsets(topology, 'latest');
    expect([...end.values]).toEqual([0, 100, 200, Number(HUGE_OFFSET)]);
    expect(end.wide).toEqual(new Map([[3, HUGE_OFFSET]]));
    expect([...end.errors]).toEqual([0, 0, 0, 0]);
    expect([...(await admin.listOffsets(topology, 'earliest')).values]).toEqual([0, 5, 0, 0]);
    expect((await admin.listOffsets(topology, 'latest_stable')).values[1]).toBe(90);
    const { groups } = await admin.listGroups(topology);
    expect(groups.map((g) => [g.groupId, g.kind, g.coordinator])).toEqual([
      ['g-1', 'classic', 1],
      ['g-2', 'classic', 2],
      ['g-3', 'classic', 3],
    ]);
    const committed = await admin.committed(topology, groups);
    expect([...committed.starts]).toEqual([0, 2, 3, 3]);
    expect([...committed.partitionIndex]).toEqual([1, 3, -1]);
    expect(committed.wide).toEqual(new Map([[1, HUGE_OFFSET - 1n]]));
    expect(committed.strangers).toEqual(new Map([[2, { topic: 'apagado', partition: 4 }]]));
    expect(committed.faults).toEqual([null, null, null]);
  });

  test('a pass takes one request per broker and question, whatever the number of topics and groups', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    await admin.listGroups(await admin.topology());
    const before = admin.cost();
    const topology = await admin.topology();
    const { groups } = await admin.listGroups(topology);
    await admin.committed(topology, groups);
    await admin.listOffsets(topology, 'latest');
    const cost = admin.cost();
    expect(cost.requests - before.requests).toBe(1 + 3 + 3 + 3);
    expect(cost.bytesIn).toBeGreaterThan(before.bytesIn);
    expect(cluster.brokers.flatMap((broker) => broker.seen)).toHaveLength(cost.requests);
    expect(cluster.brokers.flatMap((broker) => broker.seen).reduce((sum, seen) => sum + seen.bytes, 0)).toBe(cost.bytesOut);
    expect(Math.max(...cluster.brokers.map((broker) => broker.connectionCount))).toBe(1);
  });

  test('only the wanted partitions are asked for', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    const end = await admin.listOffsets(topology, 'latest', { wanted: Uint32Array.from([2]) });
    expect([...end.values]).toEqual([Number.NaN, Number.NaN, 200, Number.NaN]);
    expect([...end.errors]).toEqual([NOT_ASKED_CODE, NOT_ASKED_CODE, 0, NOT_ASKED_CODE]);
    expect(end.brokers.map((broker) => broker.nodeId)).toEqual([2]);
  });

  test('log directories, quorum, cluster and configurations', async () => {
    const configs = new Map<string, Record<string, string>>([
      ['pedidos', { 'retention.ms': '1', 'cleanup.policy': 'delete' }],
      ['2', { 'ssl.keystore.password': 'x' }],
    ]);
    const admin = bench.client(await bench.cluster({ state: { ...smallState(), configs, fenced: [7] } }));
    const topology = await admin.topology();
    const dirs = (await admin.logDirs(topology)).brokers.get(1);
    expect(dirs?.ok && dirs.value.dirs[0]).toMatchObject({ path: '/data/1', totalBytes: 1_000_000n, usableBytes: 400_000n });
    const quorum = await admin.quorum();
    expect(quorum.ok && quorum.value).toMatchObject({ leaderId: 1, highWatermark: 1234n });
    expect(quorum.ok && quorum.value.voters[0]?.lastFetchMs).toBeNull();
    expect((await admin.describeCluster()).fencedBrokerIds).toEqual([7]);
    const [found, missing] = await admin.describeConfigs('topic', ['pedidos', 'nada'], {
      keys: ['retention.ms'],
      documentation: true,
    });
    expect(found?.ok && found.value).toEqual([
      {
        name: 'retention.ms',
        value: '1',
        source: 'DYNAMIC_TOPIC_CONFIG',
        readOnly: false,
        sensitive: false,
        isDefault: false,
        documentation: 'what retention.ms does',
        defaultValue: 'default',
      },
    ]);
    expect(missing).toMatchObject({ ok: false, fault: { code: 'UNKNOWN_TOPIC_OR_PARTITION' } });
    const [broker] = await admin.describeConfigs('broker', ['2']);
    expect(broker?.ok && broker.value[0]).toMatchObject({ sensitive: true, value: null });
  });
});

describe('brokers of different age', () => {
  test('Kafka 2.8: one OffsetFetch per group, unknown kinds, no quorum request', async () => {
    const cluster = await bench.cluster({ releases: ['2.8', '2.8', '2.8'] });
    const admin = bench.client(cluster);
    const capabilities = await admin.capabilities();
    expect(capabilities).toMatchObject({ mode: 'zookeeper', version: '2.8', batchedOffsetFetch: { supported: false } });
    const topology = await admin.topology();
    const { groups } = await admin.listGroups(topology);
    expect(new Set(groups.map((group) => group.kind))).toEqual(new Set(['unknown']));
    const committed = await admin.committed(topology, groups);
    expect([...committed.starts]).toEqual([0, 2, 3, 3]);
    expect([...(await admin.listOffsets(topology, 'latest')).values]).toEqual([0, 100, 200, Number(HUGE_OFFSET)]);
    expect(await admin.quorum()).toMatchObject({ ok: false, fault: { code: 'UNSUPPORTED' } });
    expect((await admin.describeCluster()).fencedBrokerIds).toBeNull();
    const dirs = (await admin.logDirs(topology)).brokers.get(1);
    expect(dirs?.ok && dirs.value.dirs[0]).toMatchObject({ totalBytes: null, usableBytes: null });
    expect(cluster.brokers.flatMap((broker) => broker.seen).some((seen) => seen.key === apis.describeQuorum.key)).toBe(false);
  });

  test('a mixed cluster is asked in each broker’s own versions, and can do what its oldest can', async () => {
    const cluster = await bench.cluster({ releases: ['4.3', '2.8', '3.9'] });
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    const end = await admin.listOffsets(topology, 'latest');
    expect([...end.errors]).toEqual([0, 0, 0, 0]);
    const versions = cluster.brokers.map((broker) =>
      broker.seen.filter((seen) => seen.key === apis.listOffsets.key).map((seen) => seen.version),
    );
    expect(versions).toEqual([[10], [6], [9]]);
    expect(await admin.capabilities()).toMatchObject({ version: '2.8', groupKinds: { supported: false } });
  });
});

describe('describing groups', () => {
  const member = {
    memberId: 'm-1',
    instanceId: 'i-1',
    clientId: 'c',
    host: '/10.0.0.1',
    assignment: [{ topic: 'pedidos', partitions: [0, 2] }],
  };

  test('each kind by its own API, in the order asked', async () => {
    const groups = [
      fakeGroup('velho', 1, { state: 'Stable', members: [member] }),
      fakeGroup('novo', 2, { kind: 'consumer', state: 'Stable', members: [member] }),
    ];
    const admin = bench.client(await bench.cluster({ state: { ...smallState(), groups } }));
    const [modern, classic] = await admin.describeGroups([
      groupListing('novo', 2, { kind: 'consumer' }),
      groupListing('velho', 1),
    ]);
    expect(modern?.ok && modern.value).toMatchObject({ groupId: 'novo', kind: 'consumer', epoch: 5, coordinator: 2 });
    expect(classic?.ok && classic.value).toMatchObject({ groupId: 'velho', kind: 'classic', epoch: null, assignor: 'range' });
    const { assignment } = member;
    expect(modern?.ok && modern.value.members).toEqual([{ ...member, rack: null, target: assignment, epoch: 1 }]);
    expect(classic?.ok && classic.value.members).toEqual([{ ...member, rack: null, target: null, epoch: null }]);
  });

  test('a group of unknown kind that DescribeGroups calls dead is tried on the consumer protocol', async () => {
    const groups = [fakeGroup('novo', 1, { kind: 'consumer', state: 'Stable', members: [member] })];
    const admin = bench.client(await bench.cluster({ releases: ['3.9'], state: { ...smallState(), groups } }));
    const [item] = await admin.describeGroups([groupListing('novo', 1, { kind: 'unknown' })]);
    expect(item?.ok && item.value).toMatchObject({ kind: 'consumer', state: 'Stable' });
  });

  test('a group that is gone is a fault of its own', async () => {
    const admin = bench.client(await bench.cluster());
    const items = await admin.describeGroups([groupListing('nada', 1), groupListing('g-1', 1)]);
    expect(items[0]).toMatchObject({ ok: false, fault: { code: 'GROUP_ID_NOT_FOUND' } });
    expect(items[1]?.ok).toBe(true);
  });
});
