import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertUser } from '#lib/store/users.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const PATH = '/api/v1/me/views';

let database: TestDatabase;
let app: TestApp;
let cookie: string;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database.db, { demo: true });
  cookie = await signInByDemoLink(app, database.db);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const viewsOf = async (list: string) => (await app.call('GET', `${PATH}?list=${list}`, { cookie })).json();
const save = (body: unknown) => app.call('POST', PATH, { cookie, body });

it('keeps views by list, the first saved first; a name that is saved again takes the new query', async () => {
  await save({ list: 'topics', name: 'grandes', query: 'sort=size&order=desc' });
  await save({ list: 'topics', name: '  meus ', query: 'q=pedidos' });
  await save({ list: 'groups', name: 'grandes', query: 'q=lag%3E1000' });
  const answer = await save({ list: 'topics', name: 'grandes', query: 'sort=size' });
  const topics = {
    data: [
      { name: 'grandes', query: 'sort=size' },
      { name: 'meus', query: 'q=pedidos' },
    ],
  };
  expect(await answer.json()).toEqual(topics);
  expect(await viewsOf('topics')).toEqual(topics);
  expect(await viewsOf('groups')).toEqual({ data: [{ name: 'grandes', query: 'q=lag%3E1000' }] });
  const { rows } = await database.db.pool.query(`SELECT count(*)::int AS n FROM audit_entry WHERE action = 'view.save'`);
  expect(rows).toEqual([{ n: 4 }]);
});

it('nobody sees, replaces or removes the views of others, and they go with their account', async () => {
  const other = { id: 'other', name: 'Bia', email: 'bia@loja.example', role: 'viewer', passwordHash: null } as const;
  await insertUser(database.db.pool, other);
  await database.db.pool.query(`INSERT INTO saved_view (user_id, list, name, query) VALUES ('other', 'topics', 'dela', 'q=x')`);
  expect(JSON.stringify(await viewsOf('topics'))).not.toContain('dela');
  expect((await app.call('DELETE', PATH, { cookie, body: { list: 'topics', name: 'dela' } })).status).toBe(204);
  const left = () => database.db.pool.query(`SELECT query FROM saved_view WHERE user_id = 'other'`);
  expect((await left()).rows).toEqual([{ query: 'q=x' }]);
  await database.db.pool.query(`DELETE FROM "user" WHERE id = 'other'`);
  expect((await left()).rows).toEqual([]);
});

it('removes one, and says nothing when it is gone already', async () => {
  for (const _time of [1, 2]) {
    expect((await app.call('DELETE', PATH, { cookie, body: { list: 'topics', name: 'meus' } })).status).toBe(204);
  }
  expect(await viewsOf('topics')).toEqual({ data: [{ name: 'grandes', query: 'sort=size' }] });
});

it.each([
  ['no name', { list: 'topics', name: '  ', query: '' }],
  ['a name that is too long', { list: 'topics', name: 'x'.repeat(61), query: '' }],
  ['a query that is too long', { list: 'topics', name: 'x', query: 'x'.repeat(4_001) }],
  ['a list that cannot be one', { list: '../etc', name: 'x', query: '' }],
  ['a field that nobody knows', { list: 'topics', name: 'x', query: '', userId: 'other' }],
])('refuses %s', async (_what, body) => {
  expect((await save(body)).status).toBe(400);
});

it('says that there are enough instead of dropping one, and keeps what was there', async () => {
  for (let at = 0; at < 50; at++) expect((await save({ list: 'brokers', name: `v${at}`, query: '' })).status).toBe(200);
  const answer = await save({ list: 'brokers', name: 'one more', query: '' });
  expect(answer.status).toBe(409);
  expect(((await answer.json()) as { detail: string }).detail).toContain('remove one');
  expect(((await viewsOf('brokers')) as { data: unknown[] }).data).toHaveLength(50);
  expect((await save({ list: 'brokers', name: 'v7', query: 'q=changed' })).status).toBe(200);
});
