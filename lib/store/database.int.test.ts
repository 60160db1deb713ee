import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { startTestPostgres, type TestDatabase, type TestPostgres } from '#lib/testing/postgres.ts';
import { storeCluster, valuesOf } from '#lib/testing/stored-cluster.ts';
import { inTransaction } from './database.ts';
import { prismaOn } from './prisma.ts';
import { readSeries } from './series/read.ts';
import { floorTo, WINDOW_MS } from './series/tiers.ts';
import { writePass } from './series/write-pass.ts';

let server: TestPostgres;
let test_: TestDatabase;
beforeAll(async () => {
  server = await startTestPostgres();
  test_ = await server.createDatabase();
});
afterAll(async () => {
  await test_.close();
  await server.stop();
});

const LAG = METRICS['cluster.lag'].id;
const STEP = 5_000;

describe('database', () => {
  test('while the server restarts everything says "unavailable", nothing crashes, and passes go on afterwards with one gap', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, [{ kind: 'cluster' }]);
    const ownerId = cluster.owners[0]?.ownerId ?? 0;
    const start = floorTo(Date.now() - 2 * WINDOW_MS.raw, WINDOW_MS.raw);
    const write = (i: number): Promise<unknown> =>
      writePass(db, cluster.pass(start + i * STEP, [valuesOf(ownerId, [LAG, 1_000 + i])]));
    await write(0);
    await write(1);
    // A transaction in the middle of which the server goes, and connections idle in the pool.
    const cut = inTransaction(db, async (client) => {
      await client.query('SELECT 1');
      await client.query('SELECT pg_sleep(60)');
    }).catch((error: unknown) => error);
    await server.restart(async () => {
      expect(await cut).toMatchObject({ code: 'unavailable' });
      await expect(write(2)).rejects.toMatchObject({ code: 'unavailable' });
      await expect(db.pool.query('SELECT 1')).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('DATABASE_URL'),
      });
      await expect(prismaOn(db).cluster.count()).rejects.toMatchObject({
        name: 'AppError',
        code: 'unavailable',
        message: expect.stringMatching(/^The database of/),
      });
    });
    await write(3);
    expect(await prismaOn(db).cluster.count()).toBe(1);
    const query = {
      clusterKey: cluster.clusterKey,
      ownerIds: [ownerId],
      metricIds: [LAG],
      tier: 'raw',
      fromMs: start,
      toMs: start + 4 * STEP,
    } as const;
    expect([...((await readSeries(db, query)).columns[0]?.values ?? [])]).toEqual([1_000, 1_001, Number.NaN, 1_003]);
  });

  test('a connection killed by an administrator in the middle of a transaction fails that transaction only', async () => {
    const { db } = test_;
    const killed = inTransaction(db, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await db.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await client.query('SELECT 1');
    });
    await expect(killed).rejects.toMatchObject({ code: 'unavailable' });
    expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('a transaction that throws leaves nothing behind and gives its connection back', async () => {
    const { db } = test_;
    for (let i = 0; i < 25; i++) {
      const failing = inTransaction(db, async (client) => {
        await client.query(`INSERT INTO rate_limit (id, key, count, last_request) VALUES ('x', 'x', 1, 1)`);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
    }
    expect((await db.pool.query('SELECT 1 FROM rate_limit')).rowCount).toBe(0);
    expect(db.pool.waitingCount).toBe(0);
  });

  test('a statement beyond its time is "timeout", and a lock that is not free too', async () => {
    const { db } = test_;
    const slow = inTransaction(db, async (client) => {
      await client.query('SET LOCAL statement_timeout = 50');
      await client.query('SELECT pg_sleep(5)');
    });
    await expect(slow).rejects.toMatchObject({ code: 'timeout' });
  });
});
