import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster, valuesOf } from '#lib/testing/stored-cluster.ts';
import { openDatabase } from '../database.ts';
import { ensureOwners, findOwners } from './owners.ts';
import { readLatest, readPassSlots, readSeries } from './read.ts';
import { floorTo, WINDOW_MS } from './tiers.ts';
import { DuplicateSlotError, SlotClosedError, writePass } from './write-pass.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.close());

const END = METRICS['topic.end_offset'].id;
const RATE = METRICS['topic.messages_in'].id;
const STEP = 5_000;
const TOPIC = { kind: 'topic', topicId: 'id-1', topic: 'Pedidos' } as const;
const N = Number.NaN;

/** The start of a window in the recent past, so that no test crosses the end of one by chance. */
const windowStart = (): number => floorTo(Date.now() - 2 * WINDOW_MS.raw, WINDOW_MS.raw);

describe('write a pass', () => {
  test('what was written is read back: values, gaps for unknown ones, and the slots that have a pass', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, [TOPIC]);
    const [ownerId = 0] = cluster.owners.map((o) => o.ownerId);
    const start = windowStart();
    await writePass(db, cluster.pass(start + 700, [valuesOf(ownerId, [END, [10, 20]], [RATE, 1.5])]));
    await writePass(db, cluster.pass(start + STEP, [valuesOf(ownerId, [END, [11, N]], [RATE, N])]));
    await writePass(db, cluster.pass(start + 3 * STEP, [valuesOf(ownerId, [END, [13, 23]], [RATE, 2.5])]));
    const query = {
      clusterKey: cluster.clusterKey,
      ownerIds: [ownerId],
      tier: 'raw',
      fromMs: start,
      toMs: start + 5 * STEP,
    } as const;
    const read = await readSeries(db, { ...query, metricIds: [END, RATE] });
    expect(read).toMatchObject({ tier: 'raw', fromMs: start, stepMs: STEP });
    expect(read.columns.map((c) => [c.metricId, c.sub, [...c.values]])).toEqual([
      [END, 0, [10, 11, N, 13, N]],
      [END, 1, [20, N, N, 23, N]],
      [RATE, 0, [1.5, N, N, 2.5, N]],
    ]);
    const oneSub = await readSeries(db, { ...query, metricIds: [END], subs: [1] });
    expect(oneSub.columns.map((c) => c.sub)).toEqual([1]);
    expect([...(await readPassSlots(db, cluster.clusterKey, start, start + 60_000))]).toEqual([
      start,
      start + STEP,
      start + 3 * STEP,
    ]);
    expect([...(await readPassSlots(db, cluster.clusterKey, start, start + 60_000, 10_000))]).toEqual([start, start + 10_000]);
  });

  test('a failed pass leaves its row and no values: the slot is a gap and does not count as covered', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, [TOPIC]);
    const start = windowStart();
    await writePass(
      db,
      cluster.pass(start, [], { fault: { code: 'BROKER_UNREACHABLE', detail: 'no broker answered' }, brokersAnswered: 0 }),
    );
    expect([...(await readPassSlots(db, cluster.clusterKey, start, start + STEP))]).toEqual([]);
    await expect(writePass(db, cluster.pass(start, []))).rejects.toThrow(DuplicateSlotError);
    // What a broker says may hold characters that PostgreSQL does not take.
    const detail = 'refused: \0 \ud83d';
    await writePass(db, cluster.pass(start + STEP, [], { fault: { code: 'AUTHENTICATION_FAILED', detail } }));
  });

  test('a second pass in the same slot is refused whoever writes it, and the first one stands', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, [TOPIC]);
    const [ownerId = 0] = cluster.owners.map((o) => o.ownerId);
    const start = windowStart();
    await writePass(db, cluster.pass(start + 100, [valuesOf(ownerId, [RATE, 1])]));
    await expect(writePass(db, cluster.pass(start + 4_900, [valuesOf(ownerId, [RATE, 9])]), { brokers: [] })).rejects.toThrow(
      DuplicateSlotError,
    );
    const both = await Promise.allSettled(
      [1, 2].map((n) => writePass(db, cluster.pass(start + STEP, [valuesOf(ownerId, [RATE, n])]))),
    );
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    await writePass(db, cluster.pass(start + 2 * STEP, [valuesOf(ownerId, [RATE, 3])]));
    const query = {
      clusterKey: cluster.clusterKey,
      ownerIds: [ownerId],
      metricIds: [RATE],
      tier: 'raw',
      fromMs: start,
      toMs: start + 3 * STEP,
    } as const;
    const values = (await readSeries(db, query)).columns[0]?.values;
    expect([values?.[0], values?.[2]]).toEqual([1, 3]);
    expect(values?.[1]).toBe(both[0]?.status === 'fulfilled' ? 1 : 2);
    expect((await db.pool.query('SELECT 1 FROM ts.snapshot WHERE cluster_key = $1', [cluster.clusterKey])).rowCount).toBe(0);
  });

  test('two processes under one lease never build on each other’s deltas', async () => {
    const { db } = test_;
    const other = openDatabase({ url: test_.url, applicationName: 'farol-test', logger: silentLogger });
    try {
      const cluster = await storeCluster(db, [TOPIC]);
      const [ownerId = 0] = cluster.owners.map((o) => o.ownerId);
      const start = windowStart();
      for (let i = 0; i < 10; i++) {
        await writePass(i % 3 === 1 ? other : db, cluster.pass(start + i * STEP, [valuesOf(ownerId, [END, [100 * i, 7]])]));
      }
      const query = {
        clusterKey: cluster.clusterKey,
        ownerIds: [ownerId],
        metricIds: [END],
        subs: [0],
        tier: 'raw',
        fromMs: start,
        toMs: start + 10 * STEP,
      } as const;
      expect([...((await readSeries(db, query)).columns[0]?.values ?? [])]).toEqual([
        0, 100, 200, 300, 400, 500, 600, 700, 800, 900,
      ]);
    } finally {
      await other.close();
    }
  });

  test('a pass for a window that is closed is refused, because it could not be kept', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, []);
    const start = windowStart();
    await writePass(db, cluster.pass(start, []));
    await expect(writePass(db, cluster.pass(start - STEP, []))).rejects.toThrow(SlotClosedError);
  });

  test('the latest values of an owner come with the slot they are from, also when later passes did not know it', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, [TOPIC, { kind: 'cluster' }]);
    const [topicId = 0, clusterId = 0] = cluster.owners.map((o) => o.ownerId);
    const lag = METRICS['cluster.lag'].id;
    const start = windowStart();
    await writePass(db, cluster.pass(start, [valuesOf(topicId, [END, [5, N, 9]]), valuesOf(clusterId, [lag, 1])]));
    await writePass(db, cluster.pass(start + STEP, [valuesOf(clusterId, [lag, 2])]));
    const latest = await readLatest(db, cluster.clusterKey, [topicId, clusterId, 999_999]);
    expect(latest.get(topicId)).toEqual({ slotMs: start, columns: [{ metricId: END, values: Float64Array.of(5, N, 9) }] });
    expect(latest.get(clusterId)).toEqual({ slotMs: start + STEP, columns: [{ metricId: lag, values: Float64Array.of(2) }] });
    expect(latest.size).toBe(2);
  });

  test('owners of another cluster are not read', async () => {
    const { db } = test_;
    const [mine, theirs] = [await storeCluster(db, [TOPIC]), await storeCluster(db, [TOPIC])];
    const start = windowStart();
    const [ownerId = 0] = theirs.owners.map((o) => o.ownerId);
    await writePass(db, mine.pass(start, []));
    await writePass(db, theirs.pass(start, [valuesOf(ownerId, [RATE, 1])]));
    const query = {
      clusterKey: mine.clusterKey,
      ownerIds: [ownerId],
      metricIds: [RATE],
      tier: 'raw',
      fromMs: start,
      toMs: start + STEP,
    } as const;
    expect((await readSeries(db, query)).columns).toEqual([]);
  });

  test('an empty or absurdly long range is refused in words', async () => {
    const query = { clusterKey: 1, ownerIds: [1], metricIds: [RATE], tier: 'raw' } as const;
    await expect(readSeries(test_.db, { ...query, fromMs: 5, toMs: 5 })).rejects.toMatchObject({ code: 'invalid' });
    await expect(readSeries(test_.db, { ...query, fromMs: 0, toMs: 1e12 })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('owners', () => {
  test('many processes that register the same owners at once get the same numbers, in the order asked', async () => {
    const { db } = test_;
    const { clusterKey } = await storeCluster(db, []);
    const refs = Array.from(
      { length: 300 },
      (_, i) => ({ kind: 'group_topic', group: `g${i % 7}`, topicId: `t${i}`, topic: `T${i}` }) as const,
    );
    const results = await Promise.all([refs, refs.toReversed(), refs].map((list) => ensureOwners(db, clusterKey, list)));
    const [first, second, third] = results.map((owners) => owners.map((o) => o.ownerId));
    expect(second?.toReversed()).toEqual(first);
    expect(third).toEqual(first);
    expect(new Set(first).size).toBe(300);
  });

  test('a recreated topic is another owner, and the newest comes first', async () => {
    const { db } = test_;
    const { clusterKey } = await storeCluster(db, [TOPIC, { ...TOPIC, topicId: 'id-2' }]);
    const found = await findOwners(db, clusterKey, { kind: 'topic', topic: 'Pedidos' });
    expect(found.map((o) => o.topicId)).toEqual(['id-2', 'id-1']);
    expect(await findOwners(db, clusterKey, { kind: 'topic', topic: 'absent' })).toEqual([]);
  });

  test('broker 0 and a group without a name are owners like others', async () => {
    const { db } = test_;
    const { owners, clusterKey } = await storeCluster(db, [
      { kind: 'broker', node: 0 },
      { kind: 'broker', node: 1 },
      { kind: 'cluster' },
    ]);
    expect(new Set(owners.map((o) => o.ownerId)).size).toBe(3);
    expect(await findOwners(db, clusterKey, { kind: 'broker', node: 0 })).toEqual([owners[0]]);
  });
});
