import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '#lib/store/audit.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const CANARY = 'canary-7f3a9e';
const PROPERTIES = `bootstrap.servers=127.0.0.1:19092
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="farol" password="${CANARY}";`;

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

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  app.call(method, path, { cookie, headers, ...(body === undefined ? {} : { body }) });
const json = async (response: Promise<Response>) => (await (await response).json()) as Record<string, unknown>;
const auditText = async () =>
  JSON.stringify(await listAudit(database.db.pool, { limit: 500 }), (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );

async function add(input: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const { planHash } = await json(send('POST', '/api/v1/clusters/plan', input));
  return send('POST', '/api/v1/clusters', { ...input, planHash }, headers);
}

describe('adding a cluster', () => {
  const input = { name: 'Produção', properties: PROPERTIES };

  it('plans without storing, then stores exactly what was planned, with its credential sealed', async () => {
    const plan = await json(send('POST', '/api/v1/clusters/plan', input));
    expect(plan).toMatchObject({ id: 'producao', name: 'Produção', bootstrap: ['127.0.0.1:19092'], security: 'SASL_PLAINTEXT' });
    expect((await send('GET', '/api/v1/clusters/producao')).status).toBe(404);

    expect((await send('POST', '/api/v1/clusters', input)).status).toBe(412);
    const moved = await send('POST', '/api/v1/clusters', { ...input, name: 'Producao', planHash: plan['planHash'] });
    expect(moved.status).toBe(409);

    const created = await send('POST', '/api/v1/clusters', { ...input, planHash: plan['planHash'] });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe('/api/v1/clusters/producao');
    expect(await created.json()).toMatchObject({ id: 'producao', state: 'waiting', pass: null, brokersUp: null });
    expect((await app.services.clusters.connection('producao')).sasl?.password).toBe(CANARY);
  });

  it('never gives the secret back: no answer, audit entry or database column holds it', async () => {
    const paths = [
      '',
      '/producao',
      '/producao/overview',
      '/producao/topics',
      '/producao/groups',
      '/producao/brokers',
      '/producao/removal-plan',
    ];
    for (const path of paths) {
      const text = await (await send('GET', `/api/v1/clusters${path}`)).text();
      expect(`${path} ${text}`).not.toContain(CANARY);
    }
    expect(await auditText()).not.toContain(CANARY);
    for (const table of ['cluster', 'audit_entry', 'idempotency_key']) {
      const { rows } = await database.db.pool.query<{ line: string }>(`SELECT t::text AS line FROM ${table} t`);
      expect(rows.map(({ line }) => line).join('\n')).not.toContain(CANARY);
      expect(rows.map(({ line }) => line).join('\n')).not.toContain(Buffer.from(CANARY).toString('hex'));
    }
  });

  it('refuses the id twice, reserved addresses and properties outside the list, by name and without echo', async () => {
    expect((await send('POST', '/api/v1/clusters/plan', input)).status).toBe(409);
    for (const bootstrap of ['169.254.169.254:80', '[fe80::1]:9092', '[::ffff:169.254.169.254]:9092', '0.0.0.0:9092']) {
      const { status } = await send('POST', '/api/v1/clusters/plan', { name: 'x', bootstrap });
      expect([bootstrap, status]).toEqual([bootstrap, 403]);
    }
    const evil = `${PROPERTIES}\nssl.engine.factory.class=${CANARY}\nsasl.login.callback.handler.class=x`;
    const refused = await send('POST', '/api/v1/clusters/plan', { name: 'x', properties: evil });
    const problem = await refused.text();
    expect(refused.status).toBe(400);
    expect(problem).toContain('properties.ssl.engine.factory.class');
    expect(problem).not.toContain(CANARY);
  });

  it('a line break in the bootstrap field is no second property', async () => {
    const plan = await json(
      send('POST', '/api/v1/clusters/plan', { name: 'y', bootstrap: 'localhost:9092\nsecurity.protocol=SASL_SSL' }),
    );
    expect(plan).toMatchObject({ code: 'invalid', invalidParams: [{ name: 'bootstrap' }] });
  });

  it('with an Idempotency-Key happens once; another request under that key is refused', async () => {
    const body = { name: 'Once', bootstrap: 'localhost:9092' };
    const { planHash } = await json(send('POST', '/api/v1/clusters/plan', body));
    const key = { 'idempotency-key': 'key-1' };
    const answers = await Promise.all([1, 2].map(() => send('POST', '/api/v1/clusters', { ...body, planHash }, key)));
    expect(answers.map(({ status }) => status).filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    const again = await send('POST', '/api/v1/clusters', { ...body, planHash }, key);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect((await send('POST', '/api/v1/clusters', { ...body, name: 'Other', planHash }, key)).status).toBe(409);
    const { rows } = await database.db.pool.query(`SELECT 1 FROM cluster WHERE id = 'once'`);
    expect(rows).toHaveLength(1);
  });
});

describe('editing and removing', () => {
  it('an edit names the version it was made from; a stale one is refused', async () => {
    expect((await add({ name: 'Edit', bootstrap: 'localhost:9092' })).status).toBe(201);
    const etag = (await send('GET', '/api/v1/clusters/edit')).headers.get('etag') ?? '';
    expect((await send('PATCH', '/api/v1/clusters/edit', { enabled: false })).status).toBe(412);
    const edited = await send('PATCH', '/api/v1/clusters/edit', { enabled: false }, { 'if-match': etag });
    expect(await edited.json()).toMatchObject({ enabled: false, state: 'disabled' });
    expect(edited.headers.get('etag')).not.toBe(etag);
    expect((await send('PATCH', '/api/v1/clusters/edit', { enabled: true }, { 'if-match': etag })).status).toBe(412);
  });

  it('a removal needs the plan and the typed name', async () => {
    const plan = await json(send('GET', '/api/v1/clusters/edit/removal-plan'));
    expect(plan['consequences']).toContain('Nothing changes in Kafka.');
    const remove = (confirm: string, planHash: unknown) => send('DELETE', '/api/v1/clusters/edit', { confirm, planHash });
    expect((await remove('edit', plan['planHash'])).status).toBe(412);
    expect((await remove('Edit', 'x')).status).toBe(409);
    expect((await remove('Edit', plan['planHash'])).status).toBe(204);
    expect((await send('GET', '/api/v1/clusters/edit')).status).toBe(404);
  });

  it('a declared cluster is read-only here', async () => {
    const connection = {
      bootstrap: ['localhost:1'],
      clientId: 'f',
      tls: null,
      sasl: null,
      connectTimeoutMs: 1,
      requestTimeoutMs: 1,
    };
    await app.services.clusters.create({ id: 'declared', name: 'Declared', source: 'environment', connection });
    const etag = (await send('GET', '/api/v1/clusters/declared')).headers.get('etag') ?? '';
    const edited = await send('PATCH', '/api/v1/clusters/declared', { enabled: false }, { 'if-match': etag });
    expect([edited.status, (await send('GET', '/api/v1/clusters/declared/removal-plan')).status]).toEqual([409, 409]);
  });

  it('every mutation, done or refused, left its entry', async () => {
    const entries = await listAudit(database.db.pool, { limit: 500 });
    const count = (action: string, outcome: string) => entries.filter((e) => e.action === action && e.outcome === outcome).length;
    expect(count('cluster.delete', 'done')).toBe(1);
    expect(count('cluster.delete', 'refused')).toBe(2);
    expect(count('cluster.update', 'done')).toBe(1);
    expect(count('cluster.update', 'refused')).toBe(3);
    expect(entries.every(({ requestId }) => requestId !== null)).toBe(true);
  });
});

describe('testing a connection', () => {
  it('streams steps, of which the first failing one carries advice, and stores nothing', async () => {
    const before = await json(send('GET', '/api/v1/clusters'));
    const response = await send('POST', '/api/v1/clusters/test', { name: 't', bootstrap: '127.0.0.1:1' });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const steps = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { step: string; status: string; advice: string | null });
    expect(steps.map(({ step, status }) => `${step} ${status}`)).toEqual([
      'parse ok',
      expect.stringMatching(/^dns (ok|skipped)$/),
      'tcp failed',
    ]);
    expect(steps.at(-1)?.advice).toContain('port');
    expect(await json(send('GET', '/api/v1/clusters'))).toEqual(before);
  });

  it('tells bad settings as the failed step “parse”', async () => {
    const response = await send('POST', '/api/v1/clusters/test', { name: 't', properties: 'security.protocol=NONE' });
    expect(JSON.parse((await response.text()).trim())).toMatchObject({ step: 'parse', status: 'failed' });
  });
});
