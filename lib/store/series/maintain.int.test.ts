import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { createRandom } from '#lib/testing/random.ts';
import { storeCluster, valuesOf, type StoredCluster } from '#lib/testing/stored-cluster.ts';
import { openDatabase, type Database } from '../database.ts';
import { maintain } from './maintain.ts';
import { ensurePartitions, expirePartitions } from './partitions.ts';
import { readLatest, readSeries } from './read.ts';
import { RETENTION_MS, WINDOW_MS } from './tiers.ts';
import type { ReadResult, Tier } from './types.ts';
import { writePass } from './write-pass.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.close());

const END = METRICS['topic.end_offset'].id;
const LAG = METRICS['topic.lag'].id;
const RATE = METRICS['topic.messages_in'].id;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP = 60_000;
/** The start of a UTC day and month long enough ago for whole days to have closed. */
const DAY0 = Date.UTC(2026, 2, 1);
const TOPICS = Array.from({ length: 3 }, (_, i) => ({ kind: 'topic', topicId: `id-${i}`, topic: `t-${i}` }) as const);

interface Written {
  cluster: StoredCluster;
  ownerIds: number[];
  /** By owner: lag and first partition's end offset by slot; NaN = not written. */
  lag: Map<number, number[]>;
  end: Map<number, number[]>;
}

/** Writes `count` passes from `fromMs`, some missed, some values unknown. */
async function writePasses(db: Database, fromMs: number, count: number, stepMs: 5_000 | 60_000): Promise<Written> {
  const random = createRandom(11);
  const cluster = await storeCluster(db, TOPICS);
  const ownerIds = cluster.owners.map((o) => o.ownerId);
  const lag = new Map(ownerIds.map((id) => [id, new Array<number>(count).fill(Number.NaN)]));
  const end = new Map(ownerIds.map((id) => [id, new Array<number>(count).fill(Number.NaN)]));
  for (let i = 0; i < count; i++) {
    if (random() < 0.05) continue;
    const values = ownerIds.map((id) => {
      const lagNow = random() < 0.1 ? Number.NaN : Math.floor(random() * 1_000);
      const endNow = 1_000_000 + i * 37 + id;
      (lag.get(id) ?? [])[i] = lagNow;
      (end.get(id) ?? [])[i] = endNow;
      return valuesOf(id, [END, [endNow, endNow * 2]], [LAG, lagNow], [RATE, i / 4]);
    });
    await writePass(db, cluster.pass(fromMs + i * stepMs, values, { stepMs }));
  }
  return { cluster, ownerIds, lag, end };
}

const read = (db: Database, written: Written, tier: Tier, fromMs: number, toMs: number): Promise<ReadResult> =>
  readSeries(db, {
    clusterKey: written.cluster.clusterKey,
    ownerIds: written.ownerIds,
    metricIds: [END, LAG, RATE],
    tier,
    fromMs,
    toMs,
  });

/** Order of columns is no promise. */
const sorted = (result: ReadResult): ReadResult => ({
  ...result,
  columns: result.columns.toSorted((a, b) => a.ownerId - b.ownerId || a.metricId - b.metricId || a.sub - b.sub),
});

const count = async (db: Database, table: string, written: Written): Promise<number> =>
  (await db.pool.query(`SELECT 1 FROM ts.${table} WHERE owner_id = ANY ($1)`, [written.ownerIds])).rowCount ?? 0;

describe('compaction', () => {
  test('30 passes of a process that died come back equal after another process compacted them', async () => {
    const dying = openDatabase({ url: test_.url, applicationName: 'farol-test', logger: silentLogger });
    const written = await writePasses(dying, DAY0, 30, 5_000);
    await dying.close();
    const { db } = test_;
    const before = sorted(await read(db, written, 'raw', DAY0, DAY0 + 30 * 5_000));
    expect(before.columns.find((c) => c.metricId === LAG && c.ownerId === written.ownerIds[0])?.values).toEqual(
      Float64Array.from(written.lag.get(written.ownerIds[0] ?? 0) ?? []),
    );
    expect(await count(db, 'raw', written)).toBe(0);
    await maintain(db, { ...written.cluster, now: DAY0 + HOUR });
    expect(await count(db, 'raw', written)).toBe(3);
    expect(sorted(await read(db, written, 'raw', DAY0, DAY0 + 30 * 5_000))).toEqual(before);
  });

  test('the window that is still open is left alone', async () => {
    const { db } = test_;
    const written = await writePasses(db, DAY0, 10, 5_000);
    expect((await maintain(db, { ...written.cluster, now: DAY0 + WINDOW_MS.raw })).windows).toBe(0);
    expect((await maintain(db, { ...written.cluster, now: DAY0 + WINDOW_MS.raw + 31_000 })).windows).toBe(1);
  });

  test('killed at any point and repeated, it gives the same blocks once', async () => {
    const { db } = test_;
    const written = await writePasses(db, DAY0, 180, 5_000);
    const before = sorted(await read(db, written, 'raw', DAY0, DAY0 + 180 * 5_000));
    const { clusterKey } = written.cluster;
    await maintain(db, { ...written.cluster, now: DAY0 + HOUR });
    // As if the process had died after storing the blocks and before noting it; some blocks had not been stored yet.
    await db.pool.query(`UPDATE ts.watermark SET done_until = $2 WHERE cluster_key = $1 AND tier = 'raw'`, [
      clusterKey,
      new Date(DAY0),
    ]);
    await db.pool.query('DELETE FROM ts.raw WHERE owner_id = $1', [written.ownerIds[1]]);
    await maintain(db, { ...written.cluster, now: DAY0 + HOUR });
    expect(await count(db, 'raw', written)).toBe(9);
    expect(sorted(await read(db, written, 'raw', DAY0, DAY0 + 180 * 5_000))).toEqual(before);
  });

  test('the latest values are found in compacted blocks too', async () => {
    const { db } = test_;
    const written = await writePasses(db, DAY0, 20, 5_000);
    const before = await readLatest(db, written.cluster.clusterKey, written.ownerIds);
    expect(before.size).toBe(3);
    await maintain(db, { ...written.cluster, now: DAY0 + HOUR });
    expect(await readLatest(db, written.cluster.clusterKey, written.ownerIds)).toEqual(before);
  });
});

describe('roll-up', () => {
  test('minutes and hours hold mean, smallest and largest of what was written, equal before and after they are stored', async () => {
    const { db } = test_;
    const passes = 26 * 60;
    const written = await writePasses(db, DAY0, passes, STEP);
    const toMs = DAY0 + passes * STEP;
    const tails = [sorted(await read(db, written, 'minute', DAY0, toMs)), sorted(await read(db, written, 'hour', DAY0, toMs))];
    const done = await maintain(db, { ...written.cluster, now: toMs + 10 * STEP });
    expect(done).toMatchObject({ windows: 312, hours: 26, days: 1, more: false });
    expect(await count(db, 'minute', written)).toBe(3 * 26);
    expect(await count(db, 'hour', written)).toBe(3);
    expect(sorted(await read(db, written, 'minute', DAY0, toMs))).toEqual(tails[0]);
    const hours = sorted(await read(db, written, 'hour', DAY0, toMs));

    for (const ownerId of written.ownerIds) {
      const lag = hours.columns.find((c) => c.ownerId === ownerId && c.metricId === LAG);
      const end = hours.columns.find((c) => c.ownerId === ownerId && c.metricId === END && c.sub === 0);
      for (let hour = 0; hour < 26; hour++) {
        const known = (written.lag.get(ownerId) ?? []).slice(hour * 60, hour * 60 + 60).filter((value) => !Number.isNaN(value));
        expect(lag?.values[hour]).toBeCloseTo(known.reduce((a, b) => a + b, 0) / known.length, 1);
        expect([lag?.min?.[hour], lag?.max?.[hour]]).toEqual([Math.min(...known), Math.max(...known)]);
        const ends = (written.end.get(ownerId) ?? []).slice(hour * 60, hour * 60 + 60).filter((value) => !Number.isNaN(value));
        expect(end?.values[hour]).toBe(ends.at(-1));
      }
      expect(end?.min).toBeNull();
    }
    for (const [i, column] of (tails[1]?.columns ?? []).entries()) {
      // Stored means are rounded to their scale; everything else is equal.
      for (const [slot, value] of column.values.entries()) expect(hours.columns[i]?.values[slot]).toBeCloseTo(value, 1);
      expect([hours.columns[i]?.min, hours.columns[i]?.max]).toEqual([column.min, column.max]);
    }
  });

  test('a stretch without passes is a gap in every tier and does not hold up the rest', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, TOPICS.slice(0, 1));
    const [ownerId = 0] = cluster.owners.map((o) => o.ownerId);
    const early = DAY0 + 2 * HOUR;
    const late = DAY0 + 9 * HOUR;
    await writePass(db, cluster.pass(early, [valuesOf(ownerId, [LAG, 5])]));
    await writePass(db, cluster.pass(late, [valuesOf(ownerId, [LAG, 7])]));
    const done = await maintain(db, { ...cluster, now: DAY0 + DAY + HOUR });
    expect(done).toMatchObject({ windows: 2, hours: 2, days: 1 });
    const query = {
      clusterKey: cluster.clusterKey,
      ownerIds: [ownerId],
      metricIds: [LAG],
      tier: 'hour',
      fromMs: DAY0,
      toMs: DAY0 + DAY,
    } as const;
    const values = (await readSeries(db, query)).columns[0]?.values ?? new Float64Array();
    expect([...values].flatMap((value, hour) => (Number.isNaN(value) ? [] : [[hour, value]]))).toEqual([
      [2, 5],
      [9, 7],
    ]);
  });

  test('a budget that runs out leaves the rest for the next call', async () => {
    const { db } = test_;
    const written = await writePasses(db, DAY0, 3 * 60, STEP);
    const now = DAY0 + 4 * HOUR;
    let calls = 0;
    let windows = 0;
    for (let more = true; more; calls++) {
      const done = await maintain(db, { ...written.cluster, now, budgetMs: 0 });
      more = done.more;
      windows += done.windows;
    }
    expect(windows).toBe(36);
    expect(calls).toBeGreaterThan(36);
  });
});

describe('partitions', () => {
  const names = async (db: Database): Promise<string[]> =>
    (
      await db.pool.query<{ name: string }>(
        `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE c.relnamespace = 'ts'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
      )
    ).rows.map((row) => row.name);

  test('they are made ahead, dropped whole when past retention, and kept as long as a pass is not compacted', async () => {
    const fresh = await createTestDatabase();
    const { db } = fresh;
    try {
      const now = Date.UTC(2026, 5, 15, 12, 10);
      await ensurePartitions(db, now);
      expect(await names(db)).toEqual(
        expect.arrayContaining(['pass_20260618', 'pass_log_20260615_15', 'raw_20260616_06', 'minute_20260618', 'hour_202609']),
      );
      expect(await ensurePartitions(db, now)).toEqual([]);

      const cluster = await storeCluster(db, TOPICS.slice(0, 1));
      await writePass(db, cluster.pass(now, [valuesOf(cluster.owners[0]?.ownerId ?? 0, [LAG, 5])]));
      const later = now + 3 * HOUR;
      expect(await expirePartitions(db, later)).toEqual(['pass_log_20260615_11', 'pass_log_20260615_13']);
      expect(await names(db)).toContain('pass_log_20260615_12');
      expect((await maintain(db, { ...cluster, now: later })).partitionsDropped).toEqual(['pass_log_20260615_12']);
      expect(await maintain(db, { ...cluster, now: later })).toMatchObject({ partitionsCreated: [], partitionsDropped: [] });

      await maintain(db, { ...cluster, now: now + RETENTION_MS.raw + 12 * HOUR });
      expect((await names(db)).filter((name) => name.startsWith('raw_20260615'))).toEqual([]);
      expect(await names(db)).toEqual(expect.arrayContaining(['minute_20260615', 'hour_202606', 'pass_20260615']));
      await maintain(db, { ...cluster, now: now + RETENTION_MS.minute + 2 * DAY });
      expect((await names(db)).filter((name) => /^(minute|pass)_20260615$/.test(name))).toEqual([]);
      expect(await names(db)).toContain('hour_202606');
      const hours = {
        clusterKey: cluster.clusterKey,
        ownerIds: cluster.owners.map((o) => o.ownerId),
        metricIds: [LAG],
        tier: 'hour',
      } as const;
      expect((await readSeries(db, { ...hours, fromMs: now, toMs: now + HOUR })).columns[0]?.values[0]).toBe(5);
      await expirePartitions(db, now + RETENTION_MS.hour + 32 * DAY);
      expect(await names(db)).not.toContain('hour_202606');
    } finally {
      await fresh.close();
    }
  });

  test('a pass far from the server’s time makes the partition it needs', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, []);
    await writePass(db, cluster.pass(Date.UTC(2031, 0, 1), []));
    expect(await names(db)).toContain('pass_20310101');
  });

  test('a detach that was interrupted is finished at the next turn', async () => {
    const fresh = await createTestDatabase();
    const { db } = fresh;
    try {
      await ensurePartitions(db, DAY0);
      // The two states a crash can leave: detached and not dropped, and half detached as PostgreSQL marks it.
      await db.pool.query('ALTER TABLE ts.raw DETACH PARTITION ts.raw_20260301_00');
      await db.pool.query(`UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'ts.raw_20260301_06'::regclass`);
      const dropped = await expirePartitions(db, DAY0 + 5 * DAY);
      expect(dropped).toEqual(expect.arrayContaining(['raw_20260301_00', 'raw_20260301_06']));
      expect((await names(db)).filter((name) => name.startsWith('raw_20260301'))).toEqual([]);
      expect((await db.pool.query(`SELECT to_regclass('ts.raw_20260301_00') IS NULL AS gone`)).rows).toEqual([{ gone: true }]);
    } finally {
      await fresh.close();
    }
  });
});
