import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import { ownDatabaseRule } from '#lib/core/own-database.ts';
import type { FakeCluster } from '#lib/testing/fake-broker/fake-cluster.ts';
import { FakeBench } from '#lib/testing/fake-broker/small-cluster.ts';
import { encodeResponse } from '../wire/api.ts';
import { apis } from '../wire/apis/index.ts';
import { createKafkaAdmin } from './create-kafka-admin.ts';
import type { KafkaAdmin, KafkaConnection } from './port.ts';

const MIB = 1024 * 1024;
const bench = new FakeBench();
const servers: Server[] = [];
afterEach(async () => {
  await bench.close();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

type Metadata = Parameters<typeof apis.metadata.response.write>[1];
type Broker = Metadata['brokers'][number];
type Topic = Metadata['topics'][number];

function topicNamed(name: string, partitions: Partial<Topic['partitions'][number]>[] = [{}]): Topic {
  return {
    errorCode: 0,
    name,
    topicId: null,
    isInternal: false,
    partitions: partitions.map((changes, partitionIndex) => ({
      errorCode: 0,
      partitionIndex,
      leaderId: 1,
      leaderEpoch: 1,
      replicaNodes: [1],
      isrNodes: [1],
      offlineReplicas: [],
      ...changes,
    })),
    topicAuthorizedOperations: 0,
  };
}

/** A cluster of one honest broker whose Metadata is made up: itself as broker 1, and what is given. */
async function clusterTelling(told: { brokers?: Broker[]; topics?: Topic[] }): Promise<FakeCluster> {
  const cluster = await bench.cluster({ releases: ['4.3'] });
  const self = { nodeId: 1, host: '127.0.0.1', port: cluster.broker(1).port, rack: null };
  cluster.broker(1).script(apis.metadata.key, ({ version }) =>
    encodeResponse(apis.metadata, version, {
      throttleTimeMs: 0,
      brokers: [self, ...(told.brokers ?? [])],
      clusterId: 'c',
      controllerId: 1,
      topics: told.topics ?? [topicNamed('pedidos')],
      clusterAuthorizedOperations: 0,
      errorCode: 0,
    }),
  );
  return cluster;
}

function clientOf(cluster: FakeCluster, databaseUrl: string | null = null, changes: Partial<KafkaConnection> = {}): KafkaAdmin {
  const admin = createKafkaAdmin(
    {
      bootstrap: cluster.bootstrap,
      clientId: 't',
      tls: null,
      sasl: null,
      connectTimeoutMs: 300,
      requestTimeoutMs: 1000,
      ...changes,
    },
    {
      clock: systemClock,
      logger: silentLogger,
      lookup: guardedLookup(denyNetworks(DENIED_BY_DEFAULT), undefined, ownDatabaseRule(databaseUrl)),
    },
  );
  bench.adopt(admin);
  return admin;
}

/** Something that listens and counts who connects. */
async function listener(): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

describe('advertised addresses', () => {
  test('Farol’s own PostgreSQL is not connected to, by whatever name; the honest broker’s data are whole', async () => {
    const postgres = await listener();
    const { port } = postgres;
    const brokers = ['127.0.0.1', 'localhost', '127.0.0.9', '::ffff:127.0.0.1'].map((host, i) => ({
      nodeId: i + 2,
      host,
      port,
      rack: null,
    }));
    const cluster = await clusterTelling({ brokers });
    const admin = clientOf(cluster, `postgresql://farol:x@127.0.0.1:${port}/farol`);
    const topology = await admin.topology();
    const list = await admin.listGroups(topology);
    expect(list.brokers.map((broker) => broker.fault?.code ?? null)).toEqual([null, ...Array(4).fill('BROKER_UNREACHABLE')]);
    for (const broker of list.brokers.slice(1)) expect(broker.fault?.message).toContain('its own database is there');
    expect(list.groups.map((group) => group.groupId)).toEqual(['g-1']);
    expect(postgres.connections()).toBe(0);
  });

  test('cloud metadata services, impossible hosts and ports are refused; nothing is sent there', async () => {
    const hosts = [
      '169.254.169.254',
      '::ffff:169.254.169.254',
      '',
      'h'.repeat(65_536),
      '\u001b[2J\u001b[31mowned',
      '<script>alert(1)</script>',
      'user:pass@evil/..',
    ];
    const brokers = hosts.map((host, i) => ({ nodeId: i + 2, host, port: 80, rack: '\u001b]0;x\u0007' }));
    const ports = [0, -1, 65_536, 2_147_483_647].map((port, i) => ({ nodeId: i + 50, host: '127.0.0.1', port, rack: null }));
    const cluster = await clusterTelling({ brokers: [...brokers, ...ports] });
    const admin = clientOf(cluster);
    const topology = await admin.topology();
    for (const broker of topology.brokers) {
      expect(broker.host.length).toBeLessThanOrEqual(255);
      // oxlint-disable-next-line no-control-regex -- these are what is looked for
      expect(`${broker.host}${broker.rack ?? ''}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
    const list = await admin.listGroups(topology, { deadlineMs: 3000 });
    const [self, ...others] = list.brokers;
    expect(self).toMatchObject({ nodeId: 1, fault: null });
    expect(others.map((broker) => broker.fault?.code)).toEqual(others.map(() => 'BROKER_UNREACHABLE'));
    const reasons = others.map((broker) => broker.fault?.message ?? '');
    expect(reasons.filter((reason) => /reserved|no usable host and port/.test(reason))).toHaveLength(hosts.length + ports.length);
    expect((await admin.listOffsets(topology, 'latest')).values[0]).toBe(100);
  });

  test('with a list of allowed addresses, brokers elsewhere are not connected to; the bootstrap needs no pattern', async () => {
    const [elsewhere, inside] = [await listener(), await listener()];
    const cluster = await clusterTelling({
      brokers: [
        { nodeId: 2, host: '127.0.0.1', port: elsewhere.port, rack: null },
        { nodeId: 3, host: '127.0.0.1', port: inside.port, rack: null },
      ],
    });
    const admin = clientOf(cluster, null, { advertisedHosts: ['*.Kafka.internal', `127.*:${inside.port}`] });
    const list = await admin.listGroups(await admin.topology());
    expect(list.brokers.map((broker) => broker.fault?.message ?? null)).toEqual([
      null,
      expect.stringContaining('farol.advertised.hosts does not allow'),
      expect.stringContaining('closed the connection'),
    ]);
    expect([elsewhere.connections(), inside.connections() > 0]).toEqual([0, true]);
  });
});

describe('absurd metadata', () => {
  test('1,000,000 topics are refused before they are taken in, in bounded memory, and the client lives on', async () => {
    const cluster = await clusterTelling({});
    const admin = clientOf(cluster);
    await admin.topology();
    const many = manyTopics(1_000_000);
    cluster.broker(1).script(apis.metadata.key, () => many);
    const before = process.memoryUsage().rss;
    await expect(admin.topology()).rejects.toMatchObject({ fault: { code: 'MALFORMED_RESPONSE' } });
    await expect(admin.topology()).rejects.toThrow(/1000000 topics, where Farol reads up to 200000/);
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * MIB);
    cluster.broker(1).script(apis.metadata.key, null);
    expect((await admin.topology()).partitionCount).toBe(4);
  });

  test('one topic of nonsense beside a sound one: negative and absurd ids, leaders and counts stay its own', async () => {
    const absurd = { leaderId: 2_147_483_647, replicaNodes: [-5, 2_147_483_647], isrNodes: [-5] };
    const cluster = await clusterTelling({
      topics: [
        topicNamed('pedidos'),
        topicNamed('alto', [{ partitionIndex: 2_147_483_647, ...absurd }]),
        topicNamed('negativo', [{ partitionIndex: -1 }]),
        topicNamed('<b>x</b>'),
        topicNamed('\u001b[31m'),
        topicNamed('n'.repeat(65_536)),
      ],
    });
    const admin = clientOf(cluster);
    const topology = await admin.topology();
    const end = await admin.listOffsets(topology, 'latest');
    expect(end.values[topology.topicByName.get('pedidos')?.base ?? -1]).toBe(100);
    expect(topology.partitionCount).toBe(2);
    expect(topology.topics.filter((topic) => topic.fault?.code === 'MALFORMED_RESPONSE')).toHaveLength(4);
    expect((await admin.producers(topology, Uint32Array.from([0, 1]))).map((item) => item.ok).sort()).toEqual([false, true]);
  });

  const brokersOf: [string, Broker[]][] = [
    ['a negative broker id', [{ nodeId: -7, host: 'x', port: 1, rack: null }]],
    ['a broker listed twice', [{ nodeId: 1, host: 'x', port: 1, rack: null }]],
    ['10,000 brokers', Array.from({ length: 10_000 }, (_unused, i) => ({ nodeId: i + 2, host: 'x', port: 1, rack: null }))],
  ];

  test.each(brokersOf)('%s: the answer is refused with the reason', async (_title, brokers) => {
    const admin = clientOf(await clusterTelling({ brokers }));
    await expect(admin.topology()).rejects.toMatchObject({ fault: { code: 'MALFORMED_RESPONSE' } });
  });
});

describe('absurd groups', () => {
  test('ids of 64 kB or with a zero character are left out with a fault; ids in HTML or with terminal codes are ids', async () => {
    const cluster = await bench.cluster({ releases: ['4.3'] });
    const ids = ['g'.repeat(65_536), 'a\u0000b', '<img src=x>', '\u001b[31mred', 'bom'];
    cluster.broker(1).script(apis.listGroups.key, ({ version }) =>
      encodeResponse(apis.listGroups, version, {
        throttleTimeMs: 0,
        errorCode: 0,
        groups: ids.map((groupId) => ({ groupId, protocolType: 'consumer', groupState: 'Empty', groupType: 'classic' })),
      }),
    );
    const admin = clientOf(cluster);
    const list = await admin.listGroups(await admin.topology());
    expect(list.groups.map((group) => group.groupId).sort()).toEqual(['\u001b[31mred', '<img src=x>', 'bom']);
    expect(list.brokers[0]).toMatchObject({ fault: { code: 'NAME_REFUSED' }, requests: 1 });
  });

  test('an answer of 5,000,000 tiny groups ends in a fault, not in the memory', async () => {
    const cluster = await clusterTelling({});
    const admin = clientOf(cluster);
    const topology = await admin.topology();
    const count = 5_000_000;
    const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, ...uvarint(count + 1)]);
    const answer = Buffer.concat([head, Buffer.alloc(count * 5, Buffer.from([1, 1, 1, 1, 0])), Buffer.from([0])]);
    cluster.broker(1).script(apis.listGroups.key, () => answer);
    const before = process.memoryUsage().rss;
    const list = await admin.listGroups(topology, { deadlineMs: 5000 });
    expect(list.brokers[0]?.fault?.code).toBe('MALFORMED_RESPONSE');
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * MIB);
  });
});

function uvarint(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/** A sound Metadata answer (version 13) of so many topics, made without making them. */
function manyTopics(count: number): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 1, 0, 255, 255, 255, 255, ...uvarint(count + 1)]);
  const topic = Buffer.concat([Buffer.from([0, 0, 2, 0x74]), Buffer.alloc(16), Buffer.from([0, 1, 0, 0, 0, 0, 0])]);
  return Buffer.concat([head, Buffer.alloc(count * topic.length, topic), Buffer.from([0, 0, 0])]);
}
