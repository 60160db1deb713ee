import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClusterNames } from '#lib/contracts/names.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { sampleCluster, TOPICS } from '#lib/testing/sampled-cluster.ts';

const NAMES = '/api/v1/clusters/lab/names';

let database: TestDatabase;
let app: TestApp;
let cookie: string;
let clusterKey: number;

const get = (path: string, headers: Record<string, string> = {}) => app.call('GET', path, { cookie, headers });

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database.db, { demo: true });
  cookie = await signInByDemoLink(app, database.db);
  const connection = {
    bootstrap: ['localhost:1'],
    clientId: 'farol',
    tls: null,
    sasl: null,
    connectTimeoutMs: 1000,
    requestTimeoutMs: 1000,
  };
  const cluster = await app.services.clusters.create({ id: 'lab', name: 'Lab', source: 'app', connection });
  clusterKey = cluster.key;
});
afterAll(async () => {
  await app.close();
  await database.close();
});

describe('names', () => {
  it('are none before the first pass', async () => {
    expect(ClusterNames.parse(await (await get(NAMES)).json())).toEqual({ topics: [], groups: [], brokers: [] });
  });

  it('are all of them in order, and are not sent again while none came or went', async () => {
    await sampleCluster(database.db, clusterKey);
    const first = await get(NAMES);
    expect(first.status).toBe(200);
    const names = ClusterNames.parse(await first.json());
    expect(names.topics).toHaveLength(TOPICS);
    expect(names.topics).toContain('Pedidos');
    expect(names.topics).toEqual(names.topics.toSorted());
    expect(names.groups).toEqual(['estoque/1 %20']);

    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const again = await get(NAMES, { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('cache-control')]).toEqual([304, '', 'no-store']);
    const other = await get(NAMES, { 'if-none-match': '"of-another-time"' });
    expect([other.status, other.headers.get('etag')]).toEqual([200, etag]);
  });

  it('are told to nobody who is not signed in, and of no cluster that does not exist', async () => {
    expect((await app.call('GET', NAMES)).status).toBe(401);
    expect((await get('/api/v1/clusters/other/names')).status).toBe(404);
  });
});
