import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClusterEvent, EventList } from '#lib/contracts/events.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const PATH = '/api/v1/clusters/lab/events';

let database: TestDatabase;
let app: TestApp;
let cookie: string;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database.db, { demo: true });
  cookie = await signInByDemoLink(app, database.db);
  await app.services.clusters.create({
    id: 'lab',
    name: 'Lab',
    source: 'app',
    connection: {
      bootstrap: ['localhost:1'],
      clientId: 'farol',
      tls: null,
      sasl: null,
      connectTimeoutMs: 1000,
      requestTimeoutMs: 1000,
    },
  });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const get = async (query = '') => app.call('GET', `${PATH}${query}`, { cookie });
const post = (body: unknown) => app.call('POST', PATH, { cookie, body });

it('a mark is stored before any pass, audited, and read back by place', async () => {
  const created = await post({ text: '  loja 2.4 em produção ', scope: { kind: 'group', name: 'loja' } });
  expect(created.status).toBe(201);
  const mark = ClusterEvent.parse(await created.json());
  expect(mark).toMatchObject({ kind: 'mark', scope: { kind: 'group', name: 'loja' }, detail: { text: 'loja 2.4 em produção' } });
  await post({ text: 'teste de carga' });
  expect(EventList.parse(await (await get('?group=loja')).json())).toEqual({ data: [mark], meta: { nextCursor: null } });
  expect(EventList.parse(await (await get('?kind=mark&limit=1')).json()).data[0]?.detail.text).toBe('teste de carga');
  const { rows } = await database.db.pool.query(
    `SELECT outcome, detail->>'text' AS text FROM audit_entry WHERE action = 'event.create' ORDER BY id`,
  );
  expect(rows).toEqual([
    { outcome: 'done', text: 'loja 2.4 em produção' },
    { outcome: 'done', text: 'teste de carga' },
  ]);
});

it.each([
  ['an empty text', { text: '   ' }],
  ['a text that is too long', { text: 'x'.repeat(201) }],
  ['a moment long ago', { text: 'x', at: '2020-01-01T00:00:00.000Z' }],
  ['a moment to come', { text: 'x', at: '2999-01-01T00:00:00.000Z' }],
  ['a field it does not know', { text: 'x', kind: 'broker_down' }],
])('refuses a mark with %s', async (_name, body) => {
  expect((await post(body)).status).toBe(400);
});

it('refuses kinds and cursors it does not know', async () => {
  expect((await get('?kind=mark,nonsense')).status).toBe(400);
  expect((await get('?cursor=xyz')).status).toBe(400);
});

it('a viewer reads the time line and puts nothing on it', async () => {
  const id = (await database.db.pool.query<{ id: string }>('SELECT id FROM "user"')).rows[0]?.id;
  await database.db.pool.query(`UPDATE "user" SET role = 'viewer' WHERE id = $1`, [id]);
  try {
    expect((await get()).status).toBe(200);
    expect((await post({ text: 'x' })).status).toBe(403);
  } finally {
    await database.db.pool.query(`UPDATE "user" SET role = 'admin' WHERE id = $1`, [id]);
  }
});
