import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { startFakeCluster, type FakeCluster, type FakeClusterOptions } from '#lib/testing/fake-broker/fake-cluster.ts';
import {
  fakeGroup,
  fakePartition,
  fakeTopicId,
  type FakePartition,
  type FakeState,
} from '#lib/testing/fake-broker/fake-state.ts';
import { apis } from '../wire/apis/index.ts';
import { createKafkaAdmin } from './create-kafka-admin.ts';
import { KafkaUnavailableError } from './kafka-unavailable-error.ts';
import { NOT_ASKED_CODE, UNREACHABLE_CODE, type GroupListing, type KafkaAdmin, type KafkaConnection } from './port.ts';

const HUGE = 2n ** 60n + 1n;
const PASS_DEADLINE_MS = 400;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close();
});

async function fake(options: FakeClusterOptions): Promise<FakeCluster> {
  const cluster = await startFakeCluster(options);
  open.push({ close: () => cluster.stop() });
  return cluster;
}

function client(cluster: Pick<FakeCluster, 'bootstrap'>, changes: Partial<KafkaConnection> = {}): KafkaAdmin {
  const admin = createKafkaAdmin(
    {
      bootstrap: cluster.bootstrap,
      clientId: 'test',
      tls: null,
      sasl: null,
      connectTimeoutMs: 1000,
      requestTimeoutMs: 5000,
      ...changes,
    },
    { clock: systemClock, logger: silentLogger },
  );
  open.push(admin);
  return admin;
}

function topic(name: string, partitions: FakePartition[]): FakeState['topics'][number] {
  return { name, topicId: fakeTopicId(name.length), internal: false, partitions };
}

/** Two topics; partition i of `pedidos` is led by broker i + 1. */
function state(): Pick<FakeState, 'topics' | 'groups'> {
  return {
    topics: [
      topic('pedidos', [
        fakePartition([1, 2], { startOffset: 5n, endOffset: 100n, stableOffset: 90n }),
        fakePartition([2, 3], { endOffset: 200n }),
        fakePartition([3, 1], { endOffset: HUGE }),
      ]),
      topic('estoque', [fakePartition([1], { endOffset: 0n })]),
    ],
    groups: [
      fakeGroup('g-1', 1, {
        commits: [
          {
            topic: 'pedidos',
            partitions: [
              { partition: 0, offset: 95n },
              { partition: 2, offset: HUGE - 1n },
            ],
          },
        ],
      }),
      fakeGroup('g-2', 2, { commits: [{ topic: 'apagado', partitions: [{ partition: 4, offset: 3n }] }] }),
      fakeGroup('g-3', 3),
    ],
  };
}

function listing(groupId: string, coordinator: number, changes: Partial<GroupListing> = {}): GroupListing {
  return { groupId, kind: 'classic', state: 'Stable', protocolType: 'consumer', coordinator, ...changes };
}

describe('a healthy cluster', () => {
  test('topology, offsets, groups and commits come whole and exact', async () => {
    const admin = client(await fake({ state: state() }));
    const topology = await admin.topology();
    expect(topology.topics.map((t) => [t.name, t.base])).toEqual([
      ['estoque', 0],
      ['pedidos', 1],
    ]);
    const end = await admin.listOffsets(topology, 'latest');
    expect([...end.values]).toEqual([0, 100, 200, Number(HUGE)]);
    expect(end.wide).toEqual(new Map([[3, HUGE]]));
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
    expect(committed.wide).toEqual(new Map([[1, HUGE - 1n]]));
    expect(committed.strangers).toEqual(new Map([[2, { topic: 'apagado', partition: 4 }]]));
    expect(committed.faults).toEqual([null, null, null]);
  });

  test('a pass takes one request per broker and question, whatever the number of topics and groups', async () => {
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
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
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
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
    const admin = client(await fake({ state: { ...state(), configs, fenced: [7] } }));
    const topology = await admin.topology();
    const dirs = (await admin.logDirs(topology)).get(1);
    expect(dirs?.ok && dirs.value[0]).toMatchObject({ path: '/data/1', totalBytes: 1_000_000n, usableBytes: 400_000n });
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
      },
    ]);
    expect(missing).toMatchObject({ ok: false, fault: { code: 'UNKNOWN_TOPIC_OR_PARTITION' } });
    const [broker] = await admin.describeConfigs('broker', ['2']);
    expect(broker?.ok && broker.value[0]).toMatchObject({ sensitive: true, value: null });
  });
});

describe('one thing is wrong, the rest is whole', () => {
  test('a leaderless partition is not asked for; the others have their offsets', async () => {
    const cluster = await fake({ state: state() });
    const [pedidos] = cluster.state.topics;
    pedidos?.partitions.splice(1, 1, fakePartition([2, 3], { leader: -1, isr: [] }));
    const admin = client(cluster);
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
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
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
    const committed = await admin.committed(topology, [listing('g-1', 1), listing('g-2', 2)]);
    expect(committed.faults.map((fault) => fault?.code ?? null)).toEqual([null, 'BROKER_UNREACHABLE']);
    expect([...committed.starts]).toEqual([0, 2, 2]);
  });

  test('a broker that comes back is used again', async () => {
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
    const topology = await admin.topology();
    await admin.listOffsets(topology, 'latest');
    await cluster.broker(2).stop();
    await admin.listOffsets(topology, 'latest');
    await cluster.broker(2).start();
    await expect.poll(async () => (await admin.listOffsets(topology, 'latest')).values[2], { timeout: 5000 }).toBe(200);
  });

  test('a broker that closed an idle connection is asked again over a new one, unnoticed', async () => {
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
    const topology = await admin.topology();
    await admin.listOffsets(topology, 'latest');
    for (const broker of cluster.brokers) broker.reset();
    expect([...(await admin.listOffsets(topology, 'latest')).errors]).toEqual([0, 0, 0, 0]);
  });

  test('a mute broker ends the call at its deadline, not later; the next calls wait only briefly; after it speaks again all is whole', async () => {
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
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
    const againAt = systemClock.monotonic();
    await admin.listGroups(topology, { deadlineMs: 10_000 });
    expect(systemClock.monotonic() - againAt).toBeLessThan(1000);
    expect(cluster.broker(3).connectionCount).toBeLessThanOrEqual(1);
    cluster.broker(3).unmute();
    await expect.poll(async () => (await admin.listOffsets(topology, 'latest')).errors[3], { timeout: 8000 }).toBe(0);
  });

  test('with the first bootstrap broker mute, the topology comes from another within the deadline', async () => {
    const cluster = await fake({ state: state() });
    cluster.broker(1).mute();
    const admin = client(cluster);
    const topology = await admin.topology({ deadlineMs: 1000 });
    expect(topology.partitionCount).toBe(4);
  });

  test('a group without right has its fault; the others their commits', async () => {
    const cluster = await fake({ state: state() });
    const [first] = cluster.state.groups;
    if (first !== undefined) first.errorCode = 30;
    const admin = client(cluster);
    const topology = await admin.topology();
    const committed = await admin.committed(topology, [listing('g-1', 1), listing('g-2', 2)]);
    expect(committed.faults[0]).toMatchObject({ code: 'GROUP_AUTHORIZATION_FAILED', kafkaCode: 30, nodeId: 1 });
    expect(committed.faults[1]).toBeNull();
    expect([...committed.starts]).toEqual([0, 0, 1]);
  });

  test('a partition’s own error stands in its row and its column', async () => {
    const cluster = await fake({ state: state() });
    const [pedidos] = cluster.state.topics;
    const [partition] = pedidos?.partitions ?? [];
    if (partition !== undefined) partition.offsetsError = 78;
    const admin = client(cluster);
    const end = await admin.listOffsets(await admin.topology(), 'latest');
    expect([...end.errors]).toEqual([0, 78, 0, 0]);
    expect(end.values[1]).toBeNaN();
  });

  test('a group that moved to another coordinator is found there', async () => {
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
    const topology = await admin.topology();
    const committed = await admin.committed(topology, [listing('g-1', 3)]);
    expect(committed.faults).toEqual([null]);
    expect(committed.coordinators).toEqual([1]);
    expect([...committed.starts]).toEqual([0, 2]);
    const [described] = await admin.describeGroups([listing('g-1', 3)]);
    expect(described?.ok && described.value.coordinator).toBe(1);
  });
});

describe('brokers of different age', () => {
  test('Kafka 2.8: one OffsetFetch per group, unknown kinds, no quorum request', async () => {
    const cluster = await fake({ releases: ['2.8', '2.8', '2.8'], state: state() });
    const admin = client(cluster);
    const capabilities = await admin.capabilities();
    expect(capabilities).toMatchObject({ mode: 'zookeeper', version: '2.8', batchedOffsetFetch: { supported: false } });
    const topology = await admin.topology();
    const { groups } = await admin.listGroups(topology);
    expect(new Set(groups.map((group) => group.kind))).toEqual(new Set(['unknown']));
    const committed = await admin.committed(topology, groups);
    expect([...committed.starts]).toEqual([0, 2, 3, 3]);
    expect([...(await admin.listOffsets(topology, 'latest')).values]).toEqual([0, 100, 200, Number(HUGE)]);
    expect(await admin.quorum()).toMatchObject({ ok: false, fault: { code: 'UNSUPPORTED' } });
    expect((await admin.describeCluster()).fencedBrokerIds).toBeNull();
    const dirs = (await admin.logDirs(topology)).get(1);
    expect(dirs?.ok && dirs.value[0]).toMatchObject({ totalBytes: null, usableBytes: null });
    expect(cluster.brokers.flatMap((broker) => broker.seen).some((seen) => seen.key === apis.describeQuorum.key)).toBe(false);
  });

  test('a mixed cluster is asked in each broker’s own versions, and can do what its oldest can', async () => {
    const cluster = await fake({ releases: ['4.3', '2.8', '3.9'], state: state() });
    const admin = client(cluster);
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
    const admin = client(await fake({ state: { ...state(), groups } }));
    const [modern, classic] = await admin.describeGroups([listing('novo', 2, { kind: 'consumer' }), listing('velho', 1)]);
    expect(modern?.ok && modern.value).toMatchObject({ groupId: 'novo', kind: 'consumer', epoch: 5, coordinator: 2 });
    expect(classic?.ok && classic.value).toMatchObject({ groupId: 'velho', kind: 'classic', epoch: null, assignor: 'range' });
    for (const item of [modern, classic]) expect(item?.ok && item.value.members[0]).toEqual(member);
  });

  test('a group of unknown kind that DescribeGroups calls dead is tried on the consumer protocol', async () => {
    const groups = [fakeGroup('novo', 1, { kind: 'consumer', state: 'Stable', members: [member] })];
    const admin = client(await fake({ releases: ['3.9'], state: { ...state(), groups } }));
    const [item] = await admin.describeGroups([listing('novo', 1, { kind: 'unknown' })]);
    expect(item?.ok && item.value).toMatchObject({ kind: 'consumer', state: 'Stable' });
  });

  test('a group that is gone is a fault of its own', async () => {
    const admin = client(await fake({ state: state() }));
    const items = await admin.describeGroups([listing('nada', 1), listing('g-1', 1)]);
    expect(items[0]).toMatchObject({ ok: false, fault: { code: 'GROUP_ID_NOT_FOUND' } });
    expect(items[1]?.ok).toBe(true);
  });
});

describe('hostile and broken brokers', () => {
  const hostile: [string, Buffer][] = [
    ['an empty body', Buffer.alloc(0)],
    ['a count beyond the frame', Buffer.from([0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f])],
    ['random bytes', Buffer.from('deadbeef'.repeat(20), 'hex')],
  ];

  test.each(hostile)('%s to ListOffsets is that broker’s MALFORMED_RESPONSE; the others answer', async (_title, payload) => {
    const cluster = await fake({ state: state() });
    cluster.broker(2).script(apis.listOffsets.key, () => payload);
    const admin = client(cluster);
    const end = await admin.listOffsets(await admin.topology(), 'latest');
    expect([...end.errors]).toEqual([0, 0, UNREACHABLE_CODE, 0]);
    expect(end.brokers.find((broker) => broker.nodeId === 2)?.fault?.code).toBe('MALFORMED_RESPONSE');
  });

  const frames: [string, Buffer][] = [
    ['a negative size', Buffer.from([0xff, 0xff, 0xff, 0xf0, 0, 0, 0, 0])],
    ['a size of 2 GiB', Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0])],
    ['a frame too short for its header', Buffer.from([0, 0, 0, 1, 0])],
    ['an answer to a request never sent', Buffer.from([0, 0, 0, 4, 0, 0x98, 0x96, 0x80])],
    ['an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ];

  test.each(frames)('%s ends the connection, not the process', async (_title, frame) => {
    const cluster = await fake({ state: state() });
    cluster.broker(2).script(apis.listOffsets.key, () => ({ frame }));
    const admin = client(cluster);
    const topology = await admin.topology();
    const end = await admin.listOffsets(topology, 'latest', { deadlineMs: 2000 });
    expect(end.brokers.find((broker) => broker.nodeId === 2)?.fault?.code).toBe('MALFORMED_RESPONSE');
    expect([...end.errors]).toEqual([0, 0, UNREACHABLE_CODE, 0]);
  });

  test('a broker that hangs up in the middle of ApiVersions is unreachable, with the protocol to look at', async () => {
    const cluster = await fake({ releases: ['4.3'], state: state() });
    cluster.broker(1).script(apis.apiVersions.key, () => 'close');
    const error = await client(cluster)
      .topology()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KafkaUnavailableError);
    expect((error as KafkaUnavailableError).fault).toMatchObject({ code: 'BROKER_UNREACHABLE' });
    expect((error as Error).message).toContain('security.protocol');
  });

  test('hosts from Metadata are put to the lookup rule before anything is sent to them', async () => {
    const cluster = await fake({ releases: ['4.3', '4.3'], state: state() });
    const asked: string[] = [];
    const admin = createKafkaAdmin(
      {
        bootstrap: cluster.bootstrap.slice(0, 1),
        clientId: 't',
        tls: null,
        sasl: null,
        connectTimeoutMs: 1000,
        requestTimeoutMs: 1000,
      },
      {
        clock: systemClock,
        logger: silentLogger,
        lookup(host, _options, callback) {
          asked.push(host);
          if (asked.length > 1) callback(Object.assign(new Error('refused by policy'), { code: 'EPOLICY' }), [], 4);
          else callback(null, [{ address: host, family: 4 }]);
        },
      },
    );
    open.push(admin);
    const list = await admin.listGroups(await admin.topology());
    expect(list.brokers[1]).toMatchObject({ nodeId: 2, fault: { code: 'BROKER_UNREACHABLE' } });
    expect(cluster.broker(2).seen).toEqual([]);
    expect(asked).toEqual(['127.0.0.1', '127.0.0.1']);
  });
});

describe('credentials', () => {
  const user = { username: 'ana', password: 'certa' };

  test('the right password gets in', async () => {
    const admin = client(await fake({ state: state(), user }), { sasl: { mechanism: 'PLAIN', ...user } });
    expect((await admin.topology()).partitionCount).toBe(4);
  });

  test('a wrong password is AUTHENTICATION_FAILED, never repeated in the message, and not tried over and over', async () => {
    const cluster = await fake({ releases: ['4.3'], state: state(), user });
    const admin = client(cluster, { sasl: { mechanism: 'PLAIN', username: 'ana', password: 'errada-123' } });
    for (let i = 0; i < 3; i += 1) {
      const error = await admin.topology().catch((thrown: unknown) => thrown);
      expect((error as KafkaUnavailableError).fault.code).toBe('AUTHENTICATION_FAILED');
      expect((error as Error).message).not.toContain('errada-123');
    }
    expect(cluster.broker(1).seen.filter((seen) => seen.key === apis.saslAuthenticate.key)).toHaveLength(1);
  });
});

describe('ending', () => {
  test('nobody there: KafkaUnavailableError with BROKER_UNREACHABLE', async () => {
    const cluster = await fake({ state: state() });
    await cluster.stop();
    await expect(client(cluster).topology()).rejects.toMatchObject({
      name: 'KafkaUnavailableError',
      fault: { code: 'BROKER_UNREACHABLE' },
    });
  });

  test('an aborted call throws CANCELLED at once', async () => {
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
    const topology = await admin.topology();
    for (const broker of cluster.brokers) broker.mute();
    const controller = new AbortController();
    const call = admin.listOffsets(topology, 'latest', { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ fault: { code: 'CANCELLED' } });
  });

  test('a closed client throws CANCELLED, and no connection stays', async () => {
    const cluster = await fake({ state: state() });
    const admin = client(cluster);
    const topology = await admin.topology();
    await admin.listGroups(topology);
    await admin.close();
    await expect(admin.listGroups(topology)).rejects.toMatchObject({ fault: { code: 'CANCELLED' } });
    await expect.poll(() => cluster.brokers.reduce((sum, broker) => sum + broker.connectionCount, 0)).toBe(0);
  });

  test('an unusable bootstrap is refused before anything is opened', () => {
    for (const bootstrap of [[], ['sem-porta'], ['a:0'], ['a:99999'], ['ok:1', 'http://x/']]) {
      expect(() => client({ bootstrap })).toThrow(/host:port/);
    }
  });
});
