import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster, valuesOf } from '#lib/testing/stored-cluster.ts';
import { inTransaction } from './database.ts';
import { beat, listHeartbeats, removeHeartbeat } from './heartbeat.ts';
import { acquireLease, assertFence, LeaseLostError, releaseLease, renewLease } from './lease.ts';
import { maintain } from './series/maintain.ts';
import { writePass } from './series/write-pass.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.close());

const LAG = METRICS['cluster.lag'].id;

/** Makes the lease run out without waiting for it. */
const expire = (clusterKey: number): Promise<unknown> =>
  test_.db.pool.query(`UPDATE sampler_lease SET expires_at = clock_timestamp() - interval '1 second' WHERE cluster_key = $1`, [
    clusterKey,
  ]);

describe('lease', () => {
  test('only one of many samplers gets it, and another only after it ran out or was given back', async () => {
    const { db } = test_;
    const { clusterKey, fence } = await storeCluster(db, []);
    await releaseLease(db, { clusterKey, fence });
    const claims = await Promise.all(
      ['a', 'b', 'c', 'd'].map((holder) => acquireLease(db, { clusterKey, holder, ttlMs: 60_000 })),
    );
    const got = claims.filter((claim) => claim !== null);
    expect(got).toHaveLength(1);
    expect(await acquireLease(db, { clusterKey, holder: 'late', ttlMs: 60_000 })).toBeNull();
    await expire(clusterKey);
    const next = await acquireLease(db, { clusterKey, holder: 'late', ttlMs: 60_000 });
    expect(next?.fence).toBeGreaterThan(got[0]?.fence ?? 0n);
  });

  test('the fence grows even when the same holder takes it again or it was given back', async () => {
    const { db } = test_;
    const { clusterKey, fence } = await storeCluster(db, []);
    const again = await acquireLease(db, { clusterKey, holder: 'test', ttlMs: 60_000 });
    expect(again?.fence).toBe(fence + 1n);
    await releaseLease(db, { clusterKey, fence: fence + 1n });
    expect((await acquireLease(db, { clusterKey, holder: 'other', ttlMs: 60_000 }))?.fence).toBe(fence + 2n);
  });

  test('a lease that ran out or was taken over cannot be renewed or given back', async () => {
    const { db } = test_;
    const { clusterKey, fence } = await storeCluster(db, []);
    expect(await renewLease(db, { clusterKey, fence, ttlMs: 60_000 })).toBe(true);
    await expire(clusterKey);
    expect(await renewLease(db, { clusterKey, fence, ttlMs: 60_000 })).toBe(false);
    const other = await acquireLease(db, { clusterKey, holder: 'other', ttlMs: 60_000 });
    await releaseLease(db, { clusterKey, fence });
    expect(await renewLease(db, { clusterKey, fence: other?.fence ?? 0n, ttlMs: 60_000 })).toBe(true);
  });

  test('a sampler that slept through its lease can write nothing: no pass, no snapshot, no maintenance', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, [{ kind: 'cluster' }]);
    const { clusterKey, fence } = cluster;
    const ownerId = cluster.owners[0]?.ownerId ?? 0;
    const now = Date.now();
    await writePass(db, cluster.pass(now, [valuesOf(ownerId, [LAG, 1])]));
    await expire(clusterKey);
    await expect(writePass(db, cluster.pass(now + 5_000, [valuesOf(ownerId, [LAG, 2])]), { topics: [] })).rejects.toThrow(
      LeaseLostError,
    );
    const taken = await acquireLease(db, { clusterKey, holder: 'other', ttlMs: 60_000 });
    await expect(writePass(db, cluster.pass(now + 5_000, [valuesOf(ownerId, [LAG, 2])]), { topics: [] })).rejects.toThrow(
      LeaseLostError,
    );
    await expect(maintain(db, { clusterKey, fence, now: now + 600_000 })).rejects.toThrow(LeaseLostError);
    await writePass(db, cluster.pass(now + 5_000, [valuesOf(ownerId, [LAG, 3])], { fence: taken?.fence ?? 0n }));
    const { rows } = await db.pool.query('SELECT count(*)::int AS passes FROM ts.pass WHERE cluster_key = $1', [clusterKey]);
    expect(rows).toEqual([{ passes: 2 }]);
    expect((await db.pool.query('SELECT 1 FROM ts.snapshot WHERE cluster_key = $1', [clusterKey])).rowCount).toBe(0);
  });

  test('nobody takes the lease over while a write under it is on its way', async () => {
    const { db } = test_;
    const { clusterKey, fence } = await storeCluster(db, []);
    let takeover: Promise<unknown> = Promise.resolve();
    const order: string[] = [];
    await inTransaction(db, async (client) => {
      await assertFence(client, clusterKey, fence);
      takeover = acquireLease(db, { clusterKey, holder: 'test', ttlMs: 60_000 }).then(() => order.push('taken'));
      await client.query('SELECT pg_sleep(0.15)');
      order.push('written');
    });
    await takeover;
    expect(order).toEqual(['written', 'taken']);
  });

  test('a cluster that does not exist has no lease', async () => {
    await expect(acquireLease(test_.db, { clusterKey: 999_999, holder: 'x', ttlMs: 1_000 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('heartbeat', () => {
  test('the last beat of each sampler is listed with its age, and removed in good order', async () => {
    const { db } = test_;
    const sampler = { samplerId: 's1', host: 'h', pid: 42, startedAtMs: Date.now(), info: { clusters: 2 } };
    await beat(db, sampler);
    await beat(db, { ...sampler, info: { clusters: 3 } });
    const [found] = await listHeartbeats(db);
    expect(found).toMatchObject({ samplerId: 's1', pid: 42, info: { clusters: 3 } });
    expect(found?.ageMs).toBeLessThan(5_000);
    await removeHeartbeat(db, 's1');
    expect(await listHeartbeats(db)).toEqual([]);
  });
});
