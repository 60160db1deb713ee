import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { MeasuringTestResult } from '#lib/contracts/measuring.ts';
import { NO_MEASURING } from '#lib/core/measuring.ts';
import { listAudit } from '#lib/store/audit.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const CANARY = 'canary-jmx-7f3a';
const PATH = '/api/v1/clusters/prod/measuring';

let database: TestDatabase;
let app: TestApp;
let cookie: string;
/** A source that tells what it was sent. */
let source: Server;
let sourcePort: number;
const authorizations: (string | undefined)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database.db, { demo: true });
  cookie = await signInByDemoLink(app, database.db);
  source = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    response.end('kafka_network_requestchannel_requestqueuesize 3\n');
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  sourcePort = (source.address() as AddressInfo).port;
  const connection = { bootstrap: ['127.0.0.1:1'], clientId: 'farol', tls: null, sasl: null } as unknown as Parameters<
    typeof app.services.clusters.create
  >[0]['connection'];
  const { key } = await app.services.clusters.create({ id: 'prod', name: 'prod', source: 'app', connection });
  await app.services.clusters.upsertDeclared([{ id: 'env', name: 'env', source: 'environment', connection }]);
  await storePass(key);
});
afterAll(async () => {
  source?.close();
  await app?.close();
  await database?.close();
});

const BROKER: BrokerSummary = {
  nodeId: 1,
  host: '127.0.0.1',
  port: 9092,
  rack: null,
  state: 'up',
  since: '2026-11-21T00:00:00.000Z',
  fault: null,
  nextTryAt: null,
  isController: true,
  isQuorumLeader: true,
  leaders: 1,
  replicas: 1,
  outOfSync: 0,
  messagesInPerSecond: null,
  roundTripMs: null,
  logDirs: null,
  replicaBytes: null,
  diskTotalBytes: null,
  diskUsableBytes: null,
  logDirsAt: null,
};

async function storePass(clusterKey: number): Promise<void> {
  const lease = await acquireLease(database.db, { clusterKey, holder: 'test', ttlMs: 600_000 });
  const entry = { since: '2026-11-21T00:00:00.000Z', fault: null, raftState: 'leader' };
  const parts: Partial<SnapshotParts> = {
    brokers: [BROKER, { ...BROKER, nodeId: 2, host: '169.254.169.254' }, { ...BROKER, nodeId: 3, host: 'x/../y?' }],
    resources: {
      source: 'jolokia',
      brokers: {
        1: {
          ...entry,
          state: 'ok',
          readAt: '2026-11-21T00:00:05.000Z',
          readings: { 'broker.cpu': 0.25, 'broker.heap_used': 50, 'broker.heap_max': 200, 'broker.produce_p99': 12.5 },
          unknown: { 'broker.handler_idle': 'mean_since_start' },
        },
        2: {
          ...entry,
          state: 'failed',
          fault: { code: 'TIMEOUT', detail: 'no answer' },
          readAt: null,
          readings: {},
          unknown: {},
        },
      },
    },
  };
  const startedAtMs = Math.floor(Date.now() / 5000) * 5000;
  const counts = { durationMs: 1, requests: 1, bytesOut: 1, bytesIn: 1, brokersAnswered: 3, brokersExpected: 3 };
  await writePass(
    database.db,
    { clusterKey, fence: lease?.fence ?? 0n, startedAtMs, stepMs: 5000, ...counts, fault: null, ...passColumns([]) },
    parts,
  );
}

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  app.call(method, path, { cookie, headers, ...(body === undefined ? {} : { body }) });
const json = async <T = Record<string, unknown>>(response: Promise<Response>) => (await (await response).json()) as T;
const etag = async () => (await send('GET', PATH)).headers.get('etag') ?? '';
const patch = async (body: unknown, ifMatch?: string) => send('PATCH', PATH, body, { 'if-match': ifMatch ?? (await etag()) });

function sourceInput(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { kind: 'prometheus', url: `http://{host}:${sourcePort}/metrics`, ...more };
}

describe('what is measured of a cluster', () => {
  it('is nothing beyond the passes at first', async () => {
    expect(await json(send('GET', PATH))).toEqual({ ...NO_MEASURING, isEditable: true });
  });

  it('changes field by field, against the version that was read', async () => {
    const version = await etag();
    expect((await send('PATCH', PATH, { canary: true })).status).toBe(412);
    const changed = await patch({ canary: true, lagSloSeconds: 60, zookeeper: { servers: ['zk:2181'] } }, version);
    expect(await changed.json()).toMatchObject({
      canary: true,
      lagSloSeconds: 60,
      zookeeper: { servers: ['zk:2181'], adminUrls: [] },
    });
    expect(changed.headers.get('etag')).not.toBe(version);
    expect((await patch({ canary: false }, version)).status).toBe(412);
    expect(await json(patch({ zookeeper: null }))).toMatchObject({ canary: true, lagSloSeconds: 60, zookeeper: null });
  });

  it('keeps the zone of the cluster’s people, and refuses one that does not exist', async () => {
    const refused = await patch({ timeZone: 'Mars/Olympus' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ invalidParams: [{ name: 'timeZone' }] });
    expect(await json(patch({ timeZone: 'America/Sao_Paulo' }))).toMatchObject({ timeZone: 'America/Sao_Paulo' });
    expect(await json(patch({ timeZone: null }))).toMatchObject({ timeZone: null });
  });

  it('never gives a secret back: answers, audit and database columns say only that there is one', async () => {
    const stored = await json(patch({ resources: sourceInput({ username: 'ana', password: CANARY }) }));
    expect(stored).toMatchObject({ resources: { username: 'ana', hasPassword: true, hasBearerToken: false } });
    expect((await app.services.clusters.measuring('prod')).resources?.password).toBe(CANARY);
    const { rows } = await database.db.pool.query<{ line: string }>('SELECT c::text AS line FROM cluster c');
    const audit = JSON.stringify(await listAudit(database.db.pool, { limit: 500 }), (_key, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    const told = [JSON.stringify(stored), await (await send('GET', PATH)).text(), audit, ...rows.map(({ line }) => line)].join(
      '\n',
    );
    expect(told).not.toContain(CANARY);
    expect(told).not.toContain(Buffer.from(CANARY).toString('hex'));
    expect(audit).toContain('cluster.measure');
  });

  it('keeps a stored secret while addresses stay, and never sends it to another', async () => {
    await patch({ resources: sourceInput({ username: 'ana' }) });
    expect((await app.services.clusters.measuring('prod')).resources?.password).toBe(CANARY);
    for (const moved of [
      sourceInput({ username: 'ana', url: 'http://{host}.evil.example/metrics' }),
      sourceInput({ username: 'ana', urlByBroker: { 1: 'http://evil.example/' } }),
    ]) {
      const refused = await patch({ resources: moved });
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ invalidParams: [{ name: 'resources.password' }] });
      expect((await send('POST', `${PATH}/test`, { resources: moved })).status).toBe(400);
    }
    expect(await json(patch({ resources: sourceInput({ username: null, password: null }) }))).toMatchObject({
      resources: { hasPassword: false },
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['one address for all', { resources: { kind: 'jolokia', url: 'http://jmx:8778/' } }, 'resources.url'],
    ['a file', { resources: { kind: 'jolokia', url: 'file:///etc/{nodeId}' } }, 'resources.url'],
    ['a password in the address', { resources: { kind: 'jolokia', url: 'http://a:b@{host}/' } }, 'resources.url'],
    [
      'a token beside a password',
      { resources: sourceInput({ username: 'a', password: 'b', bearerToken: 'c' }) },
      'resources.bearerToken',
    ],
    ['a header in a token', { resources: sourceInput({ bearerToken: 'a\r\nx: y' }) }, 'resources.bearerToken'],
    ['a ZooKeeper without port', { zookeeper: { servers: ['zk'] } }, 'zookeeper.servers[0]'],
    ['a field that does not exist', { role: 'admin' }, 'role'],
  ])('refuses %s by name', async (_what, body, name) => {
    const refused = await patch(body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ invalidParams: expect.arrayContaining([expect.objectContaining({ name })]) });
  });

  it('of a declared cluster can be read and not changed', async () => {
    const path = '/api/v1/clusters/env/measuring';
    const read = await send('GET', path);
    expect(await read.json()).toMatchObject({ isEditable: false });
    expect((await send('PATCH', path, { canary: true }, { 'if-match': read.headers.get('etag') ?? '' })).status).toBe(409);
  });
});

describe('trying a source', () => {
  const faults = async (resources: Record<string, unknown>) => {
    const { data } = await json<MeasuringTestResult>(send('POST', `${PATH}/test`, { resources }));
    return data.map(({ nodeId, fault }) => [nodeId, fault?.code ?? null]);
  };

  it('tells broker by broker; hosts that a cluster advertises reach neither metadata services nor odd addresses', async () => {
    const { data } = await json<MeasuringTestResult>(send('POST', `${PATH}/test`, { resources: sourceInput() }));
    expect(data).toMatchObject([
      { nodeId: 1, fault: null, known: 1, address: `http://127.0.0.1:${sourcePort}/metrics` },
      { nodeId: 2, fault: { code: 'ADDRESS_DENIED' }, known: null },
      { nodeId: 3, fault: { code: 'ADDRESS_INVALID' }, known: null, address: null },
    ]);
  });

  it('sends credentials to no host that the cluster alone names', async () => {
    authorizations.length = 0;
    expect(await faults(sourceInput({ bearerToken: 'tok' }))).toEqual([
      [1, null],
      [2, 'CREDENTIALS_WITHHELD'],
      [3, 'ADDRESS_INVALID'],
    ]);
    expect(authorizations).toEqual(['Bearer tok']);
  });

  it('reaches neither Farol’s own database nor reserved addresses in any spelling', async () => {
    const own = new URL(database.db.pool.options.connectionString ?? '');
    const port = own.port === '' ? '5432' : own.port;
    for (const address of [
      `http://127.0.0.1:${port}/{nodeId}`,
      `http://localhost:${port}/{nodeId}`,
      `http://2130706433:${port}/{nodeId}`,
      'http://2852039166/{nodeId}',
      'http://0xa9fea9fe/{nodeId}',
      'http://[::ffff:169.254.169.254]/{nodeId}',
      'http://0.0.0.0/{nodeId}',
    ]) {
      const told = await faults({ kind: 'prometheus', url: address });
      expect([address, told]).toEqual([address, [1, 2, 3].map((nodeId) => [nodeId, 'ADDRESS_DENIED'])]);
    }
  });
});

describe('resources of brokers', () => {
  it('stand in the list, each null when unknown', async () => {
    const { data } = await json<{ data: { nodeId: number; resources: unknown }[] }>(
      send('GET', '/api/v1/clusters/prod/brokers?sort=cpu'),
    );
    expect(data.map(({ nodeId, resources }) => [nodeId, resources])).toEqual([
      [
        1,
        expect.objectContaining({
          state: 'ok',
          cpu: 0.25,
          heap: 0.25,
          produceP99Ms: 12.5,
          handlerIdle: null,
          bytesInPerSecond: null,
        }),
      ],
      [2, expect.objectContaining({ state: 'failed', fault: { code: 'TIMEOUT', detail: 'no answer' }, cpu: null })],
      [3, expect.objectContaining({ state: 'waiting', cpu: null })],
    ]);
  });

  it('are told one by one with unit, age, and why others are unknown', async () => {
    const answer = await json(send('GET', '/api/v1/clusters/prod/brokers/1/resources'));
    expect(answer).toMatchObject({
      state: 'ok',
      source: 'jolokia',
      raftState: 'leader',
      readings: expect.arrayContaining([{ metric: 'broker.cpu', unit: 'ratio', value: 0.25 }]),
      unknown: [{ metric: 'broker.handler_idle', reason: 'mean_since_start' }],
      advice: expect.stringContaining('OneMinuteRate'),
    });
    expect(answer['ageMs']).toBeGreaterThan(0);
    expect((await send('GET', '/api/v1/clusters/prod/brokers/9/resources')).status).toBe(404);
  });
});
