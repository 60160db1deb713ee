import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultProxy } from '#demo/kafka/fault-proxy.ts';
import { PortAllocator } from '#demo/kafka/free-ports.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const CONNECTIONS = 4;

let direct: TestDatabase;
let proxy: FaultProxy;
let db: Database;
let app: TestApp;
let cookie: string;
beforeAll(async () => {
  direct = await createTestDatabase();
  const url = new URL(direct.url);
  proxy = await FaultProxy.listen({ port: await new PortAllocator().next(), targetPort: Number(url.port) });
  url.port = String(proxy.port);
  db = openDatabase({ url: url.href, applicationName: 'farol-test', maxConnections: CONNECTIONS, logger: silentLogger });
  app = await startTestApp(db, { demo: true });
  cookie = await signInByDemoLink(app, db);
});
afterAll(async () => {
  await proxy?.heal();
  await app?.close();
  await db?.close();
  await proxy?.close();
  await direct?.close();
});

it('F-12: a slow PostgreSQL and an exhausted pool: each reader hears 503 with Retry-After within 5 s, others’ connections are not touched, and nothing is left behind', async () => {
  const ask = async () => {
    const startedAt = performance.now();
    const response = await app.call('GET', '/api/v1/clusters', { cookie });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), ms: performance.now() - startedAt };
  };
  expect((await Promise.all(Array.from({ length: 40 }, ask))).every(({ status }) => status === 200)).toBe(true);
  await proxy.setLatency(2_000);
  const asked = Promise.all(Array.from({ length: 40 }, ask));
  // The sampler's pool is another one: it has its own connections, so it does not queue behind pages.
  const startedAt = performance.now();
  await direct.db.pool.query('SELECT 1');
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  const answers = await asked;
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(5_000);
  const refused = answers.filter(({ status }) => status !== 200);
  // Forty readers, four connections, two seconds a question: most cannot be served.
  expect(refused.length).toBeGreaterThan(20);
  expect(new Set(refused.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(new Set(['503 5']));
  await proxy.heal();
  await expect.poll(() => db.pool.waitingCount, { timeout: 15_000 }).toBe(0);
  await expect.poll(async () => (await ask()).status, { timeout: 15_000 }).toBe(200);
});
