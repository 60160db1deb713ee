import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { clusterRepository, type ClusterRepository, type DeclaredCluster } from './clusters.ts';
import { writeLag } from './lag/lag-store.ts';
import { acquireLease } from './lease.ts';
import { createSecretBox } from './secret-box.ts';
import { ensureOwners } from './series/owners.ts';

const SECRET = 'sup3r-s3cret-passw0rd';
let test_: TestDatabase;
let clusters: ClusterRepository;
beforeAll(async () => {
  test_ = await createTestDatabase();
  clusters = clusterRepository(test_.db, createSecretBox('the secret of the tests, long enough'));
});
afterAll(() => test_.close());

const connection = (host: string, password: string | null = null): KafkaConnection => ({
  bootstrap: [`${host}:9092`],
  clientId: 'farol',
  tls:
    password === null ? null : { ca: null, cert: null, key: `-----KEY ${SECRET}`, keyPassphrase: SECRET, verifyHostname: true },
  sasl: password === null ? null : { mechanism: 'SCRAM-SHA-512', username: 'farol', password },
  connectTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
});

const declared = (id: string, host: string, password: string | null = null): DeclaredCluster => ({
  id,
  name: id.toUpperCase(),
  source: 'environment',
  connection: connection(host, password),
});

describe('clusters', () => {
  test('a connection comes back whole, and nothing secret of it can be found in the database', async () => {
    const made = await clusters.create({ id: 'prod', name: 'Produção', source: 'app', connection: connection('k1', SECRET) });
    expect(made).toMatchObject({
      id: 'prod',
      name: 'Produção',
      enabled: true,
      bootstrap: ['k1:9092'],
      security: 'SASL_SSL',
      version: 1,
    });
    expect(await clusters.connection('prod')).toEqual(connection('k1', SECRET));
    const { rows } = await test_.db.pool.query<{ text: string; sealed: Buffer }>(
      'SELECT c::text AS text, connection_sealed AS sealed FROM cluster c',
    );
    expect(rows).toHaveLength(1);
    for (const { text, sealed } of rows) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(Buffer.from(SECRET).toString('hex'));
      expect(sealed.includes(SECRET)).toBe(false);
    }
    expect(JSON.stringify(await clusters.list())).not.toContain(SECRET);
  });

  test('sealed bytes moved to another cluster do not open there', async () => {
    await clusters.create({ id: 'other', name: 'other', source: 'app', connection: connection('k2') });
    await test_.db.pool.query(
      `UPDATE cluster SET connection_sealed = (SELECT connection_sealed FROM cluster WHERE id = 'prod') WHERE id = 'other'`,
    );
    await expect(clusters.connection('other')).rejects.toMatchObject({ code: 'precondition' });
    await clusters.remove('other');
  });

  test('an id is given once; unknown ids are "not found"', async () => {
    await expect(clusters.create({ id: 'prod', name: 'x', source: 'app', connection: connection('k') })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await clusters.get('absent')).toBeNull();
    const calls = [
      () => clusters.connection('absent'),
      () => clusters.setEnabled('absent', true),
      () => clusters.remove('absent'),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'not_found' });
  });

  test('declared clusters follow the declaration: changed, disabled when gone, enabled when back, same key throughout', async () => {
    const keys = new Map(
      (await clusters.upsertDeclared([declared('env-a', 'a'), declared('env-b', 'b', SECRET)])).map((c) => [c.id, c.key]),
    );
    const again = await clusters.upsertDeclared([declared('env-a', 'a'), declared('env-b', 'b', SECRET)]);
    expect(again.filter((c) => c.source === 'environment').map((c) => c.version)).toEqual([1, 1]);
    await clusters.upsertDeclared([declared('env-a', 'a2')]);
    expect(await clusters.get('env-a')).toMatchObject({ bootstrap: ['a2:9092'], version: 2, enabled: true });
    expect(await clusters.get('env-b')).toMatchObject({ enabled: false, version: 1 });
    await clusters.upsertDeclared([declared('env-a', 'a2'), declared('env-b', 'b', 'rotated')]);
    expect(await clusters.get('env-b')).toMatchObject({ enabled: true, key: keys.get('env-b') });
    expect((await clusters.connection('env-b')).sasl?.password).toBe('rotated');
    expect((await clusters.get('prod'))?.enabled).toBe(true);
  });

  test('a declaration never takes over a cluster added in the app', async () => {
    await expect(clusters.upsertDeclared([declared('prod', 'elsewhere')])).rejects.toMatchObject({ code: 'conflict' });
    expect(await clusters.connection('prod')).toEqual(connection('k1', SECRET));
  });

  test('with another APP_SECRET a declared cluster is sealed anew, one of the app says what to do', async () => {
    const rotated = clusterRepository(test_.db, createSecretBox('another secret of the tests, long too'));
    await rotated.upsertDeclared([declared('env-a', 'a2'), declared('env-b', 'b', 'rotated')]);
    expect((await rotated.connection('env-b')).sasl?.password).toBe('rotated');
    await expect(rotated.connection('prod')).rejects.toThrow(/another APP_SECRET/);
  });

  test('a removed cluster takes its lease, owners and remembered lag with it, and its key is never given again', async () => {
    const { key } = await clusters.create({ id: 'gone', name: 'gone', source: 'app', connection: connection('k') });
    await ensureOwners(test_.db, key, [{ kind: 'cluster' }]);
    const { fence } = (await acquireLease(test_.db, { clusterKey: key, holder: 'x', ttlMs: 60_000 })) ?? { fence: 0n };
    const body = new Map([['orders', new Uint8Array([1])]]);
    await writeLag(test_.db, { clusterKey: key, fence, crossings: body, groups: body, seenUntilMs: 0, existing: null });
    await clusters.remove('gone');
    const left = await test_.db.pool.query(
      ['ts.owner', 'ts.crossing', 'ts.group_lag', 'ts.lag_seen', 'sampler_lease']
        .map((table) => `SELECT 1 FROM ${table} WHERE cluster_key = $1`)
        .join(' UNION ALL '),
      [key],
    );
    expect(left.rowCount).toBe(0);
    expect((await clusters.create({ id: 'gone', name: 'gone', source: 'app', connection: connection('k') })).key).toBeGreaterThan(
      key,
    );
  });
});
