import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { startTestPostgres, type TestPostgres } from '#lib/testing/postgres.ts';

let server: TestPostgres;
let db: Database;
let app: TestApp;
let cookie: string;
beforeAll(async () => {
  server = await startTestPostgres();
  const database = await server.createDatabase();
  await database.close();
  db = openDatabase({ url: database.url, applicationName: 'farol-test', logger: silentLogger });
  app = await startTestApp(db, { demo: true });
  cookie = await signInByDemoLink(app, db);
});
afterAll(async () => {
  await app.close();
  await db.close();
  await server.stop();
});

it('without its database Farol says “unavailable”, is not ready but alive, signs nobody out, and heals by itself', async () => {
  const statusOf = async (path: string) => (await app.call('GET', path, { cookie })).status;
  expect(await statusOf('/api/v1/clusters')).toBe(200);
  await server.restart(async () => {
    expect(await statusOf('/healthz')).toBe(200);
    const ready = await app.call('GET', '/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ ready: false, database: 'unreachable' });
    const problem = await app.call('GET', '/api/v1/clusters', { cookie });
    expect(problem.status).toBe(503);
    const text = await problem.text();
    expect(text).toContain('"code":"unavailable"');
    // The password of the database's URL must not show in what is told.
    expect(text).not.toContain(new URL(server.url).password);
    const signIn = await app.call('POST', '/api/v1/session', { body: { email: 'a@example.com', password: 'x' } });
    expect(signIn.status).toBe(503);
  });
  expect(await statusOf('/readyz')).toBe(200);
  expect(await statusOf('/api/v1/clusters')).toBe(200);
});

it('a database that is not migrated yet is not ready', async () => {
  const empty = await server.createDatabase({ empty: true });
  const other = await startTestApp(empty.db);
  const response = await other.call('GET', '/readyz');
  expect([response.status, ((await response.json()) as { migrations: string }).migrations]).toEqual([503, 'pending']);
  await empty.close();
});
