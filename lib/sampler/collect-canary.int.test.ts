import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { getCanary } from '#lib/canary/get-canary.ts';
import { readCanarySeries } from '#lib/canary/read-canary-series.ts';
import type { CanaryAnswer, CanaryBroker } from '#lib/contracts/canary.ts';
import { CANARY_TOPIC, isCanaryGroup } from '#lib/core/canary-names.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { NO_MEASURING } from '#lib/core/measuring.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { clusterRepository, type ClusterRepository } from '#lib/store/clusters.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { startTestPostgres, type TestDatabase, type TestPostgres } from '#lib/testing/postgres.ts';
import { runClusters } from './run-clusters.ts';

const SECRET = 'a secret of the tests, long enough: 8f3kq0Zp';

let postgres: TestPostgres;
let kafka: LabCluster;
let database: TestDatabase;
let clusters: ClusterRepository;
let admin: KafkaAdmin;
let key: number;

beforeAll(async () => {
  [postgres, kafka] = await Promise.all([
    startTestPostgres(),
    // Leadership returns by itself soon after a broker is back.
    startCluster({
      brokers: 3,
      brokerConfig: { 'leader.imbalance.check.interval.seconds': '3', 'leader.imbalance.per.broker.percentage': '0' },
    }),
  ]);
  database = await postgres.createDatabase();
  clusters = clusterRepository(database.db, createSecretBox(SECRET));
  const { connection } = parseClientProperties(kafka.clientProperties());
  const measuring = { ...NO_MEASURING, canary: true };
  key = (await clusters.create({ id: 'lab', name: 'lab', source: 'app', connection, measuring })).key;
  admin = createKafkaAdmin(connection, { clock: systemClock, logger: silentLogger });
});
afterAll(async () => {
  await admin?.close();
  await database?.close();
  await kafka?.stop();
  await postgres?.stop();
});

/** Runs a sampler in this process while `work` goes on. */
async function sampling(work: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const running = runClusters(
    { db: database.db, clusters, holder: 'test', clock: systemClock, logger: silentLogger },
    stop.signal,
  );
  try {
    await work();
  } finally {
    stop.abort();
    await running;
  }
}

const canary = (): Promise<CanaryAnswer> => getCanary(database.db, { key, canary: true });

async function broker(nodeId: number): Promise<CanaryBroker> {
  const found = (await canary()).brokers.find((candidate) => candidate.nodeId === nodeId);
  if (found === undefined) throw new Error(`the canary knows no broker ${nodeId}`);
  return found;
}

async function eventually(what: string, check: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms; ${JSON.stringify(await canary())}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Whether a run that began at `sinceMs` or later has measured every broker: latencies that no stall of this process spoiled, on a machine that may be busy. */
const measured =
  (ok: number, sinceMs = Date.now()) =>
  async (): Promise<boolean> => {
    const { brokers, startedAt } = await canary();
    const enough = ({ produce, e2e, commit }: CanaryBroker['lastMinute']): boolean =>
      produce.ok >= ok && e2e.ok >= ok && commit.ok >= 1 && [produce, e2e, commit].every(({ maxMs }) => maxMs !== null);
    const isNew = startedAt !== null && Date.parse(startedAt) >= sinceMs;
    return isNew && brokers.length === 3 && brokers.every(({ state, lastMinute }) => state === 'covered' && enough(lastMinute));
  };

interface Sums {
  kind: number;
  node: number;
  ok: number;
  failed: number;
  flagged: number;
  runs: number;
}

async function stored(): Promise<Sums[]> {
  const { rows } = await database.db.pool.query<Sums>(
    `SELECT kind, node, sum(ok)::int AS ok, sum(lost + timeouts + CASE WHEN errors IS NULL THEN 0 ELSE 1 END)::int AS failed,
            sum(flagged)::int AS flagged, count(DISTINCT run)::int AS runs
     FROM ts.canary WHERE cluster_key = $1 GROUP BY kind, node ORDER BY kind, node`,
    [key],
  );
  return rows;
}

async function recordsWritten(): Promise<number> {
  const topology = await admin.topology();
  const topic = topology.topicByName.get(CANARY_TOPIC);
  if (topic === undefined) throw new Error('there is no canary topic');
  const end = await admin.listOffsets(topology, 'latest');
  return topic.partitions.reduce((sum, _partition, i) => sum + (end.values[topic.base + i] ?? Number.NaN), 0);
}

it('covers every broker with a partition of its own, and measures writing, reading and committing', async () => {
  await sampling(async () => {
    await eventually('all brokers measured', measured(5));
    const topology = await admin.topology();
    const topic = topology.topicByName.get(CANARY_TOPIC);
    expect(topic?.partitions.map(({ replicas }) => replicas[0]).sort()).toEqual([1, 2, 3]);
    expect(topic?.partitions.map(({ replicas }) => new Set(replicas).size)).toEqual([3, 3, 3]);
    const [configs] = await admin.describeConfigs('topic', [CANARY_TOPIC]);
    const config = new Map(configs?.ok ? configs.value.map(({ name, value }) => [name, value]) : []);
    expect(['retention.ms', 'segment.bytes', 'min.insync.replicas', 'cleanup.policy'].map((name) => config.get(name))).toEqual([
      '3600000',
      '16777216',
      '2',
      'delete',
    ]);
    for (const nodeId of [1, 2, 3]) {
      const { lastMinute, partition, failingSince } = await broker(nodeId);
      expect(topic?.partitions[partition ?? -1]?.leader).toBe(nodeId);
      expect(failingSince).toBeNull();
      for (const { p50Ms, p99Ms, maxMs, lost, duplicate, successShare } of [lastMinute.produce, lastMinute.e2e]) {
        expect([lost, duplicate, successShare]).toEqual([0, 0, 1]);
        expect(p50Ms ?? Number.NaN).toBeGreaterThan(0.1);
        expect(p50Ms ?? Number.NaN).toBeLessThanOrEqual(p99Ms ?? Number.NaN);
        expect(p99Ms ?? Number.NaN).toBeLessThanOrEqual(maxMs ?? Number.NaN);
      }
    }
    const { groups } = await admin.listGroups(topology);
    const own = groups.filter(({ groupId }) => isCanaryGroup(groupId));
    expect(new Set(own.map(({ coordinator }) => coordinator))).toEqual(new Set([1, 2, 3]));
    expect(new Set(own.map(({ state }) => state))).toEqual(new Set(['Empty']));
    const { parts } = await readSnapshot(database.db, key, ['groups', 'overview']);
    expect(parts.groups).toEqual([]);
    expect(parts.overview?.problems).toEqual([]);
  });
});

it('stores each sample once, also when another run begins in the same minute', async () => {
  await sampling(() => eventually('measured again', measured(3)));
  await sampling(() => eventually('and again', measured(3)));
  const written = await recordsWritten();
  const sums = await stored();
  const produced = sums.filter(({ kind }) => kind === 1);
  const ok = produced.reduce((sum, row) => sum + row.ok, 0);
  expect(produced.map(({ node, failed }) => [node, failed])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
  expect(Math.max(...produced.map(({ runs }) => runs))).toBe(3);
  // At each of three ends one record per broker may have been on its way: written, but not measured.
  expect(ok).toBeLessThanOrEqual(written);
  expect(ok).toBeGreaterThanOrEqual(written - 9);
  const now = Date.now();
  const range = { from: now - 15 * 60_000, to: now + 60_000, points: 240, quantile: 1 };
  const series = await readCanarySeries(database.db, key, { kind: 'produce', ...range }, now);
  expect(series.ok.reduce((sum, count) => sum + count, 0)).toBe(ok);
  expect(series.latencyMs.filter((value) => value === null).length).toBeGreaterThan(5);
  const one = await readCanarySeries(database.db, key, { kind: 'produce', broker: 2, ...range }, now);
  expect(one.ok.reduce((sum, count) => sum + count, 0)).toBe(produced.find(({ node }) => node === 2)?.ok);
});

/** Whether brokers 1 and 2 have served `ok` more probes since the last one that failed at either. */
async function servesWithout(seen: Map<number, { failed: number; ok: number }>, ok: number): Promise<boolean> {
  const served = await Promise.all(
    [1, 2].map(async (nodeId) => {
      const { state, lastFiveMinutes } = await broker(nodeId);
      const { produce, e2e } = lastFiveMinutes;
      const failed = produce.timeout + Object.values(produce.errors).reduce((sum, count) => sum + count, 0) + e2e.lost;
      const before = seen.get(nodeId);
      if (before === undefined || before.failed !== failed) seen.set(nodeId, { failed, ok: produce.ok });
      return state === 'covered' && produce.ok - (seen.get(nodeId)?.ok ?? produce.ok) >= ok;
    }),
  );
  return served.every(Boolean);
}

it('a paused broker (SIGSTOP) fails its probes, since when is known, the others go on; after it goes on it is covered again', async () => {
  await sampling(async () => {
    await eventually('all brokers measured', measured(5));
    const pausedAtMs = Date.now();
    const failuresOf = new Map<number, { failed: number; ok: number }>();
    await kafka.broker(3).pause();
    try {
      await eventually('broker 3 fails', async () => {
        const { state, lastMinute } = await broker(3);
        return state === 'failing' && lastMinute.produce.timeout > 0;
      });
      const { failingSince, lastFault } = await broker(3);
      expect(lastFault?.code).toMatch(/TIMEOUT|UNREACHABLE/);
      expect(Math.abs(Date.parse(failingSince ?? '') - pausedAtMs)).toBeLessThan(15_000);
      // Until it is out of the replicas in sync, writes to the others wait for it: that is what acks=all means. Then they go on.
      await eventually('the others go on without a failure', () => servesWithout(failuresOf, 6), 120_000);
      expect((await broker(3)).state).toBe('failing');
      await eventually(
        'it is told as a problem',
        async () => {
          const { parts } = await readSnapshot(database.db, key, ['overview']);
          return parts.overview?.problems.some(({ id }) => id === 'canary_failing:3') ?? false;
        },
        200_000,
      );
      expect((await broker(3)).failingSince).toBe(failingSince);
      expect((await broker(3)).state).toBe('failing');
      const { parts } = await readSnapshot(database.db, key, ['overview']);
      const told = parts.overview?.problems.filter(({ code }) => code === 'canary_failing').map(({ id }) => id);
      expect(told).toEqual(['canary_failing:3']);
    } finally {
      await kafka.broker(3).resume();
    }
    await eventually(
      'broker 3 is covered again',
      async () => {
        const { state, lastMinute } = await broker(3);
        return state === 'covered' && lastMinute.produce.ok > 3;
      },
      120_000,
    );
    expect((await broker(3)).failingSince).toBeNull();
  });
  const timeouts = await database.db.pool.query<{ node: number; timeouts: number }>(
    'SELECT node, sum(timeouts)::int AS timeouts FROM ts.canary WHERE cluster_key = $1 AND kind = 1 GROUP BY node ORDER BY node',
    [key],
  );
  expect(timeouts.rows.find(({ node }) => node === 3)?.timeouts).toBeGreaterThan(0);
}, 300_000);
