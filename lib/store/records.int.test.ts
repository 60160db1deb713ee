import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { insertAudit, listAudit, type NewAuditEntry } from './audit.ts';
import { inTransaction } from './database.ts';
import { abandonIdempotent, beginIdempotent, completeIdempotent, expireIdempotencyKeys } from './idempotency.ts';
import { consumeSetupLink, createSetupLink, isSetupLinkValid } from './setup-links.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.close());

const entry = (resource: string, clusterId: string | null = null): NewAuditEntry => ({
  actorId: 'u1',
  actor: 'Ana',
  action: 'cluster.create',
  resource,
  clusterId,
  outcome: 'done',
  requestId: 'r',
  remote: '127.0.0.1',
  detail: { bootstrap: ['k:9092'] },
});

describe('audit', () => {
  test('entries are listed newest first, by page and by cluster', async () => {
    const { pool } = test_.db;
    for (const n of [1, 2, 3]) await insertAudit(pool, entry(`cluster/${n}`, n === 2 ? 'two' : null));
    const page = await listAudit(pool, { limit: 2 });
    expect(page.map((e) => e.resource)).toEqual(['cluster/3', 'cluster/2']);
    expect((await listAudit(pool, { limit: 2, before: page.at(-1)?.id })).map((e) => e.resource)).toEqual(['cluster/1']);
    expect(await listAudit(pool, { limit: 9, clusterId: 'two' })).toMatchObject([
      { ...entry('cluster/2', 'two'), at: expect.any(Date) },
    ]);
  });

  test('an entry goes with the change it tells of when that is rolled back', async () => {
    const { db } = test_;
    const change = inTransaction(db, async (client) => {
      await insertAudit(client, entry('cluster/undone'));
      throw new Error('the change failed');
    });
    await expect(change).rejects.toThrow('the change failed');
    expect((await listAudit(db.pool, { limit: 99 })).map((e) => e.resource)).not.toContain('cluster/undone');
  });

  test.each(['UPDATE audit_entry SET actor = $$nobody$$', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])(
    '%s is refused by the database',
    async (sql) => {
      await expect(test_.db.pool.query(sql)).rejects.toThrow(/append-only/);
    },
  );
});

describe('idempotency keys', () => {
  const request = (key: string, requestHash = 'hash') => ({ userId: 'u', key, requestHash });

  test('of many requests with one key at once exactly one goes ahead, and later ones get its answer', async () => {
    const { db } = test_;
    const states = await Promise.all([1, 2, 3, 4].map(() => beginIdempotent(db, request('k1'))));
    expect(states.map((s) => s.state).sort()).toEqual(['first', 'running', 'running', 'running']);
    await completeIdempotent(db, request('k1'), { status: 201, body: '{"id":"a"}' });
    expect(await beginIdempotent(db, request('k1'))).toEqual({ state: 'replay', status: 201, body: '{"id":"a"}' });
    expect(await beginIdempotent(db, request('k1', 'another request'))).toEqual({ state: 'mismatch' });
    expect(await beginIdempotent(db, { ...request('k1'), userId: 'somebody else' })).toEqual({ state: 'first' });
  });

  test('a key whose request failed, died or is past its time can be used again', async () => {
    const { db } = test_;
    await beginIdempotent(db, request('k2'));
    await abandonIdempotent(db, request('k2'));
    expect(await beginIdempotent(db, request('k2'))).toEqual({ state: 'first' });
    await db.pool.query(`UPDATE idempotency_key SET created_at = now() - interval '2 minutes' WHERE key = 'k2'`);
    expect(await beginIdempotent(db, request('k2'))).toEqual({ state: 'first' });
    await completeIdempotent(db, request('k2'), { status: 204, body: null });
    await db.pool.query(`UPDATE idempotency_key SET expires_at = now() - interval '1 second' WHERE key = 'k2'`);
    expect(await beginIdempotent(db, request('k2', 'another'))).toEqual({ state: 'first' });
    await db.pool.query(`UPDATE idempotency_key SET expires_at = now() - interval '1 second'`);
    expect(await expireIdempotencyKeys(db)).toBeGreaterThan(0);
  });
});

describe('setup links', () => {
  test('a token works once, even for two requests at the same time, and is nowhere in the database', async () => {
    const { pool } = test_.db;
    const { token } = await createSetupLink(pool, { purpose: 'setup', ttlMs: 60_000 });
    expect(
      (await pool.query<{ text: string }>('SELECT s::text AS text FROM setup_link s')).rows.map((r) => r.text).join(),
    ).not.toContain(token);
    expect(await isSetupLinkValid(pool, { purpose: 'setup', token })).toBe(true);
    expect(await consumeSetupLink(pool, { purpose: 'demo', token })).toBe(false);
    const used = await Promise.all([1, 2, 3].map(() => consumeSetupLink(pool, { purpose: 'setup', token })));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await isSetupLinkValid(pool, { purpose: 'setup', token })).toBe(false);
  });

  test('a token past its time, replaced by a newer one or made up is refused', async () => {
    const { pool } = test_.db;
    const late = await createSetupLink(pool, { purpose: 'setup', ttlMs: -1 });
    expect(await consumeSetupLink(pool, { purpose: 'setup', token: late.token })).toBe(false);
    const first = await createSetupLink(pool, { purpose: 'setup', ttlMs: 60_000 });
    const second = await createSetupLink(pool, { purpose: 'setup', ttlMs: 60_000 });
    expect(await consumeSetupLink(pool, { purpose: 'setup', token: first.token })).toBe(false);
    expect(await consumeSetupLink(pool, { purpose: 'setup', token: 'made-up' })).toBe(false);
    expect(await consumeSetupLink(pool, { purpose: 'setup', token: second.token })).toBe(true);
  });
});
