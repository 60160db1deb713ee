import { afterEach, describe, expect, test } from 'vitest';
import { fakeGroup, fakePartition, fakeTopicId, type FakePartition } from '#lib/testing/fake-broker/fake-state.ts';
import { FakeBench, groupListing, smallState } from '#lib/testing/fake-broker/small-cluster.ts';
import { apis } from '../wire/apis/index.ts';
import type { KafkaAdmin, Topology } from './port.ts';

const bench = new FakeBench();
afterEach(() => bench.close());

/** One topic, its partitions led by brokers 1, 2, 3, 1, 2, … */
function spread(count: number, changes: (index: number) => Partial<FakePartition>) {
  const partitions = Array.from({ length: count }, (_unused, i) => fakePartition([(i % 3) + 1], changes(i)));
  return { topics: [{ name: 't', topicId: fakeTopicId(1), internal: false, partitions }], groups: [] };
}

async function open(cluster: Awaited<ReturnType<FakeBench['cluster']>>): Promise<{ admin: KafkaAdmin; topology: Topology }> {
  const admin = bench.client(cluster);
  return { admin, topology: await admin.topology() };
}

function requestsOf(cluster: Awaited<ReturnType<FakeBench['cluster']>>, key: number): number[] {
  return cluster.brokers.map((broker) => broker.seen.filter((seen) => seen.key === key).length);
}

describe('offsets by timestamp', () => {
  const records = [
    { offset: 10n, timestampMs: 1000 },
    { offset: 11n, timestampMs: 2000 },
  ];

  test('the first record at or after the time; Infinity when all are older; NaN when the leader refuses; by position', async () => {
    const cluster = await bench.cluster({
      state: spread(4, (i) => (i === 2 ? { offsetsError: 78 } : i === 3 ? {} : { records })),
    });
    const { admin, topology } = await open(cluster);
    const wanted = Uint32Array.from([3, 1, 0, 2, 1]);
    const found = await admin.listOffsetsAt(topology, 1500.7, { wanted });
    expect([...found.offsets]).toEqual([Infinity, 11, 11, Number.NaN, 11]);
    expect([...found.timestamps]).toEqual([Number.NaN, 2000, 2000, Number.NaN, 2000]);
    expect(found.brokers.every((broker) => broker.fault === null && broker.roundTripMs !== null)).toBe(true);
  });

  test('at most 200 partitions a request, those of one leader one after another', async () => {
    const cluster = await bench.cluster({ releases: ['4.3'], state: spread(450, () => ({ replicas: [1], leader: 1, records })) });
    const { admin, topology } = await open(cluster);
    const broker = cluster.broker(1);
    broker.script(apis.listOffsets.key, () => 'silence');
    const wanted = Uint32Array.from({ length: 450 }, (_unused, i) => i);
    const cut = await admin.listOffsetsAt(topology, 0, { wanted, deadlineMs: 100 });
    expect(requestsOf(cluster, apis.listOffsets.key)).toEqual([1]);
    expect(cut.offsets.every(Number.isNaN)).toBe(true);
    broker.script(apis.listOffsets.key, null);
    await expect.poll(async () => (await admin.listOffsetsAt(topology, 0, { wanted })).offsets[449], { timeout: 5000 }).toBe(10);
    const before = requestsOf(cluster, apis.listOffsets.key)[0] ?? 0;
    const whole = await admin.listOffsetsAt(topology, 1001, { wanted });
    expect(whole.offsets.every((offset) => offset === 11)).toBe(true);
    expect((requestsOf(cluster, apis.listOffsets.key)[0] ?? 0) - before).toBe(3);
    expect(whole.brokers).toMatchObject([{ nodeId: 1, requests: 3 }]);
  });

  test('a dead leader costs its own partitions; one without leader is not asked', async () => {
    const cluster = await bench.cluster({ state: spread(4, (i) => (i === 3 ? { leader: -1, records } : { records })) });
    const { admin, topology } = await open(cluster);
    await cluster.broker(2).stop();
    const found = await admin.listOffsetsAt(topology, 0, { wanted: Uint32Array.from([0, 1, 2, 3, 99]) });
    expect([...found.offsets]).toEqual([10, Number.NaN, 10, Number.NaN, Number.NaN]);
    expect(found.brokers.map((broker) => broker.fault?.code ?? null)).toEqual([null, 'BROKER_UNREACHABLE', null]);
  });
});

describe('ends of leader epochs', () => {
  const epochEnds = [
    { leaderEpoch: 2, endOffset: 40n },
    { leaderEpoch: 5, endOffset: 2n ** 60n },
  ];

  test('each asked epoch has its end, the same partition asked twice too; no epoch known is NO_EPOCH', async () => {
    const cluster = await bench.cluster({ state: spread(3, (i) => (i === 2 ? {} : { epochEnds })) });
    const { admin, topology } = await open(cluster);
    const items = await admin.epochEnds(topology, [
      { index: 0, leaderEpoch: 4 },
      { index: 2, leaderEpoch: 5 },
      { index: 0, leaderEpoch: 9 },
      { index: 1, leaderEpoch: 1 },
      { index: 7, leaderEpoch: 1 },
    ]);
    expect(items.map((item) => (item.ok ? item.value : item.fault.code))).toEqual([
      { leaderEpoch: 2, endOffset: 40n },
      'NO_EPOCH',
      { leaderEpoch: 5, endOffset: 2n ** 60n },
      'NO_EPOCH',
      'NOT_ASKED',
    ]);
  });
});

describe('producers', () => {
  test('what each leader remembers, in the order wanted; a dead leader is a fault of its own', async () => {
    const producer = { producerId: 2n ** 60n, producerEpoch: 3, lastTimestampMs: 1234, transactionStart: -1n };
    const cluster = await bench.cluster({
      state: spread(3, (i) => (i === 0 ? { producers: [producer, { ...producer, producerId: 8n, transactionStart: 55n }] } : {})),
    });
    const { admin, topology } = await open(cluster);
    await cluster.broker(3).stop();
    const [dead, some, none] = await admin.producers(topology, Uint32Array.from([2, 0, 1]));
    expect(dead).toMatchObject({ ok: false, fault: { code: 'BROKER_UNREACHABLE', nodeId: 3 } });
    expect(some?.ok && some.value).toMatchObject([
      { producerId: 2n ** 60n, producerEpoch: 3, lastTimestampMs: 1234, currentTransactionStart: null },
      { producerId: 8n, currentTransactionStart: 55n },
    ]);
    expect(none).toEqual({ ok: true, value: [] });
  });
});

describe('eligible replicas', () => {
  test('all pages are read; what is gone is left out; null where the broker does not tell', async () => {
    const { topics } = smallState();
    topics[0]?.partitions.splice(2, 1, fakePartition([3, 1], { eligible: [1] }));
    const cluster = await bench.cluster({ state: { topics, groups: [] } });
    const { admin } = await open(cluster);
    const item = await admin.eligibleReplicas(['pedidos', 'nada', 'estoque', 'pedidos']);
    expect(item.ok && item.value).toEqual([
      { topic: 'estoque', partition: 0, eligible: null, lastKnownEligible: null },
      { topic: 'pedidos', partition: 0, eligible: null, lastKnownEligible: null },
      { topic: 'pedidos', partition: 1, eligible: null, lastKnownEligible: null },
      { topic: 'pedidos', partition: 2, eligible: [1], lastKnownEligible: [] },
    ]);
    const pages = requestsOf(cluster, apis.describeTopicPartitions.key).reduce((sum, count) => sum + count, 0);
    expect(pages).toBe(2);
    expect(await admin.eligibleReplicas([])).toEqual({ ok: true, value: [] });
  });

  test('a broker whose pages do not lead on is malformed, not endless', async () => {
    const cluster = await bench.cluster({ releases: ['4.3'] });
    const stuck = Buffer.from([0, 0, 0, 0, 0, 1, 1, 2, 0x61, 0, 0, 0, 0, 0, 0]);
    cluster.broker(1).script(apis.describeTopicPartitions.key, () => stuck);
    const { admin } = await open(cluster);
    expect(await admin.eligibleReplicas(['pedidos'])).toMatchObject({ ok: false, fault: { code: 'MALFORMED_RESPONSE' } });
    expect(requestsOf(cluster, apis.describeTopicPartitions.key)).toEqual([2]);
  });
});

describe('share and streams groups', () => {
  const member = {
    memberId: 'm',
    instanceId: null,
    clientId: 'c',
    host: '/h',
    rack: 'r2',
    epoch: 6,
    assignment: [{ topic: 'pedidos', partitions: [0] }],
  };

  test('a streams group shows its topology, its tasks as partitions, and the target where it differs', async () => {
    const target = [{ topic: 'pedidos', partitions: [0, 1] }];
    const groups = [fakeGroup('fluxo', 2, { kind: 'streams', epoch: 8, assignmentEpoch: 7, members: [{ ...member, target }] })];
    const { admin } = await open(await bench.cluster({ state: { ...smallState(), groups } }));
    const [item] = await admin.describeGroups([groupListing('fluxo', 2, { kind: 'streams' })]);
    expect(item?.ok && item.value).toMatchObject({
      kind: 'streams',
      epoch: 8,
      assignmentEpoch: 7,
      members: [{ rack: 'r2', epoch: 6, assignment: member.assignment, target }],
      streams: {
        topologyEpoch: 2,
        subtopologies: [
          {
            id: 'sub-pedidos',
            sourceTopics: ['pedidos'],
            repartitionTopics: ['pedidos-repartition'],
            changelogTopics: ['pedidos-changelog'],
          },
        ],
      },
    });
  });

  test('a share group has members with racks and epochs, and no target', async () => {
    const groups = [fakeGroup('comp', 1, { kind: 'share', members: [member] })];
    const { admin } = await open(await bench.cluster({ state: { ...smallState(), groups } }));
    const [item] = await admin.describeGroups([groupListing('comp', 1, { kind: 'share' })]);
    expect(item?.ok && item.value).toMatchObject({ kind: 'share', assignmentEpoch: 5, streams: null });
    expect(item?.ok && item.value.members[0]).toEqual({ ...member, target: null });
  });

  test('progress of many share groups in one request per coordinator; each bad thing stays its own', async () => {
    const shared = [
      { topic: 'pedidos', partition: 0, startOffset: 2n ** 60n, lag: 12n },
      { topic: 'pedidos', partition: 1, startOffset: -1n, lag: -1n },
      { topic: 'pedidos', partition: 2, startOffset: -1n, lag: -1n, errorCode: 29 },
    ];
    const groups = Array.from({ length: 30 }, (_unused, i) => fakeGroup(`s-${i}`, (i % 3) + 1, { kind: 'share', shared }));
    const [refused] = groups;
    if (refused !== undefined) refused.errorCode = 30;
    const cluster = await bench.cluster({ state: { ...smallState(), groups } });
    const { admin } = await open(cluster);
    // The last one is said to be elsewhere than it is.
    const listings = groups.map((group, i) =>
      groupListing(group.groupId, i === 29 ? 1 : group.coordinator, { kind: 'share' as const }),
    );
    const items = await admin.shareOffsets([...listings, groupListing('nada', 1, { kind: 'share' })]);
    expect(items[0]).toMatchObject({ ok: false, fault: { code: 'GROUP_AUTHORIZATION_FAILED' } });
    expect(items[30]).toEqual({ ok: true, value: [] });
    expect(items.filter((item) => item.ok)).toHaveLength(30);
    expect(items[29]?.ok && items[29].value).toMatchObject([
      { topic: 'pedidos', partition: 0, startOffset: 2n ** 60n, lag: 12n, fault: null },
      { partition: 1, startOffset: null, lag: null, fault: null },
      { partition: 2, startOffset: null, lag: null, fault: { code: 'TOPIC_AUTHORIZATION_FAILED' } },
    ]);
    expect(requestsOf(cluster, apis.describeShareGroupOffsets.key)).toEqual([1, 1, 2]);
  });
});

describe('transactions', () => {
  const startedMs = Date.now() - 60_000;
  const transactions = [
    { transactionalId: 'b', producerId: 2n ** 60n, state: 'Ongoing', coordinator: 1, startedMs, partitions: [] },
    { transactionalId: 'a', producerId: 7n, state: 'CompleteCommit', coordinator: 2, startedMs: -1, partitions: [] },
  ];

  test('listed at every broker, older ones alone on demand, described at their coordinators even when they have moved', async () => {
    const cluster = await bench.cluster({ state: { ...smallState(), transactions: [...transactions] } });
    const { admin, topology } = await open(cluster);
    const all = await admin.listTransactions(topology);
    expect(all.transactions.map(({ transactionalId, coordinator }) => [transactionalId, coordinator])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    const old = await admin.listTransactions(topology, { olderThanMs: 30_000 });
    expect(old.transactions.map(({ transactionalId }) => transactionalId)).toEqual(['b']);
    const moved = all.transactions.map((listing) => ({ ...listing, coordinator: 3 }));
    const items = await admin.describeTransactions([
      ...moved,
      { ...moved[0], transactionalId: 'nada' } as (typeof moved)[number],
    ]);
    expect(items.map((item) => (item.ok ? [item.value.startedMs, item.value.coordinator] : item.fault.code))).toEqual([
      [null, 2],
      [startedMs, 1],
      'TRANSACTIONAL_ID_NOT_FOUND',
    ]);
  });

  test('those of a dead broker are unknown, with its name', async () => {
    const cluster = await bench.cluster({ state: { ...smallState(), transactions: [...transactions] } });
    const { admin, topology } = await open(cluster);
    await cluster.broker(2).stop();
    const { transactions: found, brokers } = await admin.listTransactions(topology);
    expect(found.map(({ transactionalId }) => transactionalId)).toEqual(['b']);
    expect(brokers.map((broker) => broker.fault?.code ?? null)).toEqual([null, 'BROKER_UNREACHABLE', null]);
  });
});

test('Kafka 2.8 is never sent what it does not know: capabilities say so, calls are UNSUPPORTED, connections stay', async () => {
  const cluster = await bench.cluster({ releases: ['2.8', '2.8', '2.8'] });
  const { admin, topology } = await open(cluster);
  await admin.listGroups(topology);
  const capabilities = await admin.capabilities();
  expect(capabilities.describeProducers.supported).toBe(true);
  for (const name of ['shareGroupOffsets', 'listTransactions', 'describeTopicPartitions'] as const) {
    expect(capabilities[name]).toMatchObject({ supported: false, reason: expect.stringMatching(/needs Kafka|ZooKeeper/) });
  }
  const unsupported = { ok: false, fault: { code: 'UNSUPPORTED' } };
  expect(await admin.eligibleReplicas(['pedidos'])).toMatchObject(unsupported);
  expect(await admin.shareOffsets([groupListing('s', 1)])).toMatchObject([unsupported]);
  const listing = { transactionalId: 'x', producerId: 1n, state: 'Ongoing', coordinator: 1 };
  expect(await admin.describeTransactions([listing])).toMatchObject([unsupported]);
  const { brokers } = await admin.listTransactions(topology);
  expect(brokers.map((broker) => [broker.fault?.code, broker.requests])).toEqual(Array(3).fill(['UNSUPPORTED', 0]));
  expect((await admin.producers(topology, Uint32Array.from([0])))[0]?.ok).toBe(true);
  expect(cluster.brokers.flatMap((broker) => broker.seen).filter((seen) => seen.key === apis.apiVersions.key)).toHaveLength(3);
});
