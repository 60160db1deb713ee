import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoLink, ensureSetupLink } from '#lib/auth/links.ts';
import { SIGN_IN_ATTEMPTS } from '#lib/auth/sign-in-limits.ts';
import { listAudit } from '#lib/store/audit.ts';
import { TEST_ORIGIN, cookieOf, loadRoutes, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const ADMIN = { name: 'Ana', email: 'Ana@example.com', password: 'correct horse battery' };
const tokenOf = (link: string | null) => link?.split('#')[1] ?? '';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database.db);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

describe('a fresh install', () => {
  it('answers 401 to anonymous on every route that is not declared public', async () => {
    let tried = 0;
    for (const { path, exports } of await loadRoutes()) {
      const url = path
        .replace('[clusterId]', 'prod')
        .replace('[nodeId]', '1')
        .replaceAll(/\[\w+\]/g, 'x');
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
        const isPublic =
          /^\/(healthz|readyz)$|^\/api\/v1\/setup$/.test(path) || (method === 'POST' && /\/session(\/link)?$/.test(path));
        if (exports[method] === undefined || isPublic) continue;
        const response = await app.call(method, url, method === 'GET' ? {} : { body: {} });
        expect([method, path, response.status]).toEqual([method, path, 401]);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(20);
  });

  it('says that it needs a setup, and is alive and ready', async () => {
    expect(await (await app.call('GET', '/api/v1/setup')).json()).toEqual({ needsSetup: true, demo: false });
    expect((await app.call('GET', '/healthz')).status).toBe(200);
    expect(await (await app.call('GET', '/readyz')).json()).toMatchObject({
      ready: true,
      migrations: 'done',
      samplerHeartbeatAgeMs: null,
    });
  });

  it('refuses an invented token and a link that a newer one ended', async () => {
    const older = tokenOf(await ensureSetupLink(database.db, { publicUrl: TEST_ORIGIN }));
    await ensureSetupLink(database.db, { publicUrl: TEST_ORIGIN });
    for (const token of ['x'.repeat(43), older]) {
      const response = await app.call('POST', '/api/v1/setup', { body: { token, ...ADMIN } });
      expect(response.status).toBe(403);
    }
  });

  it('makes one account of one link, even when two people use it at once, and closes for ever', async () => {
    const link = await ensureSetupLink(database.db, { publicUrl: `${TEST_ORIGIN}/` });
    expect(link).toMatch(/^http:\/\/farol\.test\/setup#[\w-]{43}$/);
    const token = tokenOf(link);
    const answers = await Promise.all(
      [1, 2, 3].map((n) => app.call('POST', '/api/v1/setup', { body: { token, ...ADMIN, email: `ana${n}@example.com` } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, expect.any(Number), expect.any(Number)]);
    const users = await database.db.pool.query('SELECT role FROM "user"');
    expect(users.rows).toEqual([{ role: 'admin' }]);

    expect((await app.call('POST', '/api/v1/setup', { body: { token, ...ADMIN } })).status).toBe(403);
    expect(await ensureSetupLink(database.db, { publicUrl: TEST_ORIGIN })).toBeNull();
    expect(await (await app.call('GET', '/api/v1/setup')).json()).toEqual({ needsSetup: false, demo: false });

    const done = answers.find(({ status }) => status === 201);
    const me = await app.call('GET', '/api/v1/me', { cookie: cookieOf(done ?? new Response()) });
    expect(await me.json()).toMatchObject({ role: 'admin', demo: false });
  });
});

describe('signing in', () => {
  const email = 'bia@example.com';
  const remote = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const signIn = (password: string, address = '10.0.0.1', who = email) =>
    app.call('POST', '/api/v1/session', { body: { email: who, password }, ...remote(address) });

  beforeAll(async () => {
    await database.db.pool.query(`UPDATE "user" SET email = $1`, [email]);
  });

  it('sets an HttpOnly, SameSite cookie that ends with the session', async () => {
    const response = await signIn(ADMIN.password);
    expect(response.status).toBe(200);
    const [line = ''] = response.headers.getSetCookie();
    expect(line).toMatch(/^farol_session=.+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/i);
    const cookie = cookieOf(response);
    expect((await app.call('GET', '/api/v1/me', { cookie })).status).toBe(200);
    expect((await app.call('DELETE', '/api/v1/session', { cookie })).status).toBe(204);
    expect((await app.call('GET', '/api/v1/me', { cookie })).status).toBe(401);
  });

  it('marks the cookie Secure and pins it to the host where Farol is reached by https', async () => {
    const secure = await startTestApp(database.db, { publicUrl: 'https://farol.test' });
    const response = await secure.call('POST', '/api/v1/session', {
      body: { email, password: ADMIN.password },
      headers: { origin: 'https://farol.test', 'x-forwarded-for': '10.0.0.9' },
    });
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-farol_session=.+; Secure/i);
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
    app = await startTestApp(database.db);
  });

  it('a forged or altered cookie is nobody', async () => {
    const cookie = cookieOf(await signIn(ADMIN.password));
    const altered = `${cookie.slice(0, -4)}AAAA`;
    for (const bad of [altered, 'farol_session=x', 'farol_session=x.y', `other=${cookie}`]) {
      expect((await app.call('GET', '/api/v1/me', { cookie: bad })).status).toBe(401);
    }
  });

  it('tells a wrong password and an unknown account apart in nothing', async () => {
    const wrong = await signIn('wrong password', '10.1.0.1');
    const unknown = await signIn('wrong password', '10.1.0.2', 'nobody@example.com');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const strip = async (response: Response) => ({ ...((await response.json()) as object), requestId: '' });
    expect(await strip(wrong)).toEqual(await strip(unknown));
  });

  it('locks the pair of account and address after too many tries, right password or not, and nobody else', async () => {
    for (let i = 0; i < SIGN_IN_ATTEMPTS.pair; i++) expect((await signIn('wrong', '10.2.0.1')).status).toBe(401);
    expect((await signIn(ADMIN.password, '10.2.0.1')).status).toBe(429);
    expect((await signIn(ADMIN.password, '10.2.0.2')).status).toBe(200);
  });

  it('stops one address that tries many accounts', async () => {
    const statuses: number[] = [];
    for (let i = 0; i <= SIGN_IN_ATTEMPTS.address; i++)
      statuses.push((await signIn('wrong', '10.3.0.1', `user${i}@example.com`)).status);
    expect(statuses.at(-2)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
  });

  it('leaves an audit entry for each try of a person, without the password', async () => {
    const entries = await listAudit(database.db.pool, { limit: 500 });
    const tries = entries.filter(({ action }) => action === 'session.create');
    expect(tries.some(({ outcome }) => outcome === 'done')).toBe(true);
    expect(tries.some(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(JSON.stringify(entries, (_k, v: unknown) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(ADMIN.password);
  });

  it('refuses unknown fields, so that nobody gives themselves a role', async () => {
    const response = await app.call('POST', '/api/v1/session', {
      body: { email, password: 'x', role: 'admin' },
      ...remote('10.4.0.1'),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ invalidParams: [{ name: 'role', reason: 'unknown field' }] });
  });

  it('refuses forms, other sites, broken and huge bodies', async () => {
    const body = { email, password: 'x' };
    const form = await app.call('POST', '/api/v1/session', { body, headers: { 'content-type': 'text/plain' } });
    const other = await app.call('POST', '/api/v1/session', { body, headers: { origin: 'https://evil.example' } });
    const broken = await app.call('POST', '/api/v1/session', { raw: '{"email":' });
    const huge = await app.call('POST', '/api/v1/session', { raw: JSON.stringify({ email, password: 'x'.repeat(300_000) }) });
    expect([form.status, other.status, broken.status, huge.status]).toEqual([400, 403, 400, 400]);
  });
});

describe('the demonstration', () => {
  it('signs in once by its link, and its account is nobody outside the demonstration', async () => {
    const token = tokenOf(await createDemoLink(database.db, { publicUrl: TEST_ORIGIN }));
    const post = () => app.call('POST', '/api/v1/session/link', { body: { token } });
    expect((await post()).status).toBe(403);

    app = await startTestApp(database.db, { demo: true });
    const answers = await Promise.all([post(), post()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    const cookie = cookieOf(answers.find(({ status }) => status === 200) ?? new Response());
    expect(await (await app.call('GET', '/api/v1/me', { cookie })).json()).toMatchObject({ role: 'admin', demo: true });

    app = await startTestApp(database.db);
    expect((await app.call('GET', '/api/v1/me', { cookie })).status).toBe(401);
  });
});

describe('roles', () => {
  it('a viewer may look and not change', async () => {
    await database.db.pool.query(`UPDATE "user" SET role = 'viewer' WHERE email = 'bia@example.com'`);
    const cookie = cookieOf(
      await app.call('POST', '/api/v1/session', {
        body: { email: 'bia@example.com', password: ADMIN.password },
        headers: { 'x-forwarded-for': '10.5.0.1' },
      }),
    );
    expect((await app.call('GET', '/api/v1/clusters', { cookie })).status).toBe(200);
    const denied = await app.call('POST', '/api/v1/clusters/plan', { cookie, body: { name: 'x', bootstrap: 'localhost:9092' } });
    expect(denied.status).toBe(403);
    const [entry] = await listAudit(database.db.pool, { limit: 1 });
    expect(entry).toMatchObject({ action: 'cluster.plan', outcome: 'refused', actor: 'bia@example.com' });
  });
});
