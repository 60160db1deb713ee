import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { maintain } from '#lib/store/series/maintain.ts';
import type { OwnerRef } from '#lib/store/series/types.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster, valuesOf, type StoredCluster } from '#lib/testing/stored-cluster.ts';
import { getDisk } from './get-disk.ts';
import { readForecasts, type DirForecast } from './read-forecasts.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const GB = 1e9;
const TOTAL = 1_000 * GB;
/** Passes of the history: one every ten minutes is enough for hourly values. */
const EVERY = 10 * MINUTE;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** What each directory uses by hours since the start; null = unknown. */
type Rule = (hour: number) => number | null;

const dirRef = (node: number, path = '/data'): OwnerRef => ({ kind: 'log_dir', node, topicId: path, topic: path });

interface Stored {
  cluster: StoredCluster;
  nowMs: number;
}

/** Stores so many hours of history that ends now, one directory a rule, on brokers 1, 2, 3, …; the last pass with `parts`. */
async function store(hours: number, rules: readonly Rule[], topics: readonly Rule[] = [], parts = {}): Promise<Stored> {
  const { db } = database;
  const refs = [
    ...rules.map((_rule, i) => dirRef(i + 1)),
    ...topics.map((_rule, i): OwnerRef => ({ kind: 'topic', topicId: `id-${i}`, topic: `t-${i}` })),
  ];
  const cluster = await storeCluster(db, refs);
  const nowMs = Math.floor(Date.now() / MINUTE) * MINUTE;
  const count = Math.round((hours * HOUR) / EVERY);
  for (let i = 0; i <= count; i++) {
    const at = nowMs - (count - i) * EVERY;
    const hour = (i * EVERY) / HOUR;
    const owners = cluster.owners.map(({ ownerId }, n) => {
      const used = ([...rules, ...topics][n]?.(hour) ?? NaN) * GB;
      return n < rules.length
        ? valuesOf(ownerId, [METRICS['log_dir.used'].id, used], [METRICS['log_dir.usable'].id, TOTAL - used])
        : valuesOf(ownerId, [METRICS['topic.size_bytes'].id, used]);
    });
    await writePass(db, cluster.pass(at, owners, { stepMs: 60_000 }), i === count ? parts : {});
  }
  return { cluster, nowMs };
}

const byNode = (forecasts: readonly DirForecast[]) => new Map(forecasts.map(({ nodeId, forecast }) => [nodeId, forecast]));

describe('forecasts from stored history', () => {
  test('of two days: growth, growth with a deletion, a level, a gap, and retention in teeth', async () => {
    const { db } = database;
    const { cluster, nowMs } = await store(48, [
      (h) => 400 + h,
      (h) => (h < 30 ? 600 : 300) + h,
      () => 500,
      (h) => (h > 15 && h < 32 ? null : 400 + h),
      (h) => 400 + (h % 6) * 4,
    ]);
    const read = async () => byNode(await readForecasts(db, cluster.clusterKey, nowMs));
    const forecasts = await read();
    // 400 + 48 of 1,000 GB are used, at 24 GB a day.
    expect(forecasts.get(1)).toMatchObject({ state: 'growing', history: { jumps: 0 } });
    expect(forecasts.get(1)?.daysToFull?.estimate).toBeCloseTo(552 / 24, 0);
    expect(forecasts.get(2)).toMatchObject({ state: 'growing', history: { jumps: 1 } });
    expect(forecasts.get(2)?.daysToFull?.estimate).toBeCloseTo(652 / 24, 0);
    expect(forecasts.get(3)).toMatchObject({ state: 'not_growing', daysToFull: null, bytesPerDay: { estimate: 0 } });
    expect(forecasts.get(4)?.daysToFull?.estimate).toBeCloseTo(552 / 24, 0);
    expect(forecasts.get(5)).toMatchObject({ state: 'not_growing' });
    const intervals = [...forecasts.values()].flatMap(({ daysToFull }) => daysToFull ?? []);
    expect(intervals).toHaveLength(3);
    expect(intervals.every(({ low, estimate, high }) => low <= estimate && estimate <= high)).toBe(true);

    // The same after compaction and roll-up, when hours come from their own tier.
    const right = { clusterKey: cluster.clusterKey, fence: cluster.fence };
    while ((await maintain(db, { ...right, now: nowMs })).more);
    const rolledUp = await read();
    for (const node of [1, 2, 4]) {
      expect(rolledUp.get(node)?.daysToFull?.estimate).toBeCloseTo(forecasts.get(node)?.daysToFull?.estimate ?? NaN, 1);
    }
  });

  test('of half an hour are unknown; of two hours they are told from minutes', async () => {
    const { db } = database;
    const short = await store(0.5, [(h) => 400 + h]);
    expect(byNode(await readForecasts(db, short.cluster.clusterKey, short.nowMs)).get(1)?.state).toBe('unknown');
    const two = await store(2, [(h) => 400 + h]);
    const forecast = byNode(await readForecasts(db, two.cluster.clusterKey, two.nowMs)).get(1);
    expect(forecast).toMatchObject({ state: 'growing' });
    expect(forecast?.daysToFull?.estimate).toBeCloseTo(598 / 24, 0);
  });

  test('a disk that began to fill up three hours ago is told by those hours', async () => {
    const { db } = database;
    const { cluster, nowMs } = await store(48, [(h) => (h < 42 ? 400 : 400 + (h - 42) * 50)]);
    const forecast = byNode(await readForecasts(db, cluster.clusterKey, nowMs)).get(1);
    // 700 of 1,000 GB are used, at 1,200 GB a day: six hours are left.
    expect((forecast?.daysToFull?.estimate ?? NaN) * 24).toBeCloseTo(6, 0);
  });

  test('a disk that is not read any more has none: its broker is gone', async () => {
    const { db } = database;
    const { cluster, nowMs } = await store(12, [(h) => 400 + h]);
    expect(await readForecasts(db, cluster.clusterKey, nowMs + HOUR)).toEqual([]);
  });
});

test('the page of disks: sizes as of the pass, forecasts beside them, topics by size and by growth', async () => {
  const { db } = database;
  const topic = (i: number, sizeGb: number) =>
    ({ name: `t-${i}`, topicId: `id-${i}`, sizeBytes: String(sizeGb * GB) }) as TopicSummary;
  const broker = (nodeId: number, more: Partial<BrokerSummary> = {}) =>
    ({
      nodeId,
      state: 'up',
      fault: null,
      logDirsAt: '2026-01-01T00:00:00.000Z',
      logDirs: [{ path: '/data', fault: null, replicaBytes: '1000', totalBytes: '1000000', usableBytes: '250000' }],
      ...more,
    }) as BrokerSummary;
  const parts: Partial<SnapshotParts> = {
    brokers: [
      broker(1),
      broker(2, { state: 'down', logDirs: null, logDirsAt: null, fault: { code: 'BROKER_FENCED', detail: 'x' } }),
    ],
    topics: [topic(0, 100), topic(1, 50), topic(2, 70)],
    disk: [1, 2].map((nodeId) => ({
      nodeId,
      fault: null,
      dirs: [{ path: '/data', replicas: 7, replicasBehind: 1, replicaLag: '12', movingIn: 0 }],
      behind: [{ topic: 't-0', partition: 3, offsets: '12' }],
    })),
  };
  const { cluster, nowMs } = await store(6, [(h) => 400 + h], [() => 100, (h) => 44 + h, (h) => 76 - h], parts);
  const forecasts = await readForecasts(db, cluster.clusterKey, nowMs);
  await writePass(db, cluster.pass(nowMs + MINUTE, [], { stepMs: 60_000 }), {
    disk_forecast: { computedAt: new Date(nowMs).toISOString(), dirs: forecasts },
  });

  const answer = await getDisk(db, cluster.clusterKey, nowMs + MINUTE);
  expect(answer.brokers[0]).toMatchObject({
    nodeId: 1,
    dirs: [
      {
        path: '/data',
        usedBytes: '750000',
        usedShare: 0.75,
        replicas: 7,
        replicaLag: '12',
        forecast: { state: 'growing' },
      },
    ],
    behind: [{ topic: 't-0', partition: 3, offsets: '12' }],
  });
  expect(answer.brokers[1]).toEqual({
    nodeId: 2,
    state: 'down',
    fault: { code: 'BROKER_FENCED', detail: 'x' },
    readAt: null,
    dirs: null,
    behind: [],
  });
  expect(answer.topics.largest.map(({ topic: name }) => name)).toEqual(['t-0', 't-2', 't-1']);
  expect(answer.topics.fastest.map(({ topic: name }) => name)).toEqual(['t-1']);
  expect(answer.topics.fastest[0]?.bytesPerDay ?? NaN).toBeCloseTo(24 * GB, -9);
  expect(answer.topics).toMatchObject({ hidden: 0, fastestIsExact: true });
});
