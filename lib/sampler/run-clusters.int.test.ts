import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { clusterRepository, type ClusterRepository } from '#lib/store/clusters.ts';
import { listHeartbeats } from '#lib/store/heartbeat.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { readEvents } from '#lib/store/events/read-events.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { startTestPostgres, type TestDatabase, type TestPostgres } from '#lib/testing/postgres.ts';
import { runClusters } from './run-clusters.ts';

const SECRET = 'a secret of the tests, long enough: 8f3kq0Zp';
const STEP_MS = 5_000;

let postgres: TestPostgres;
let kafka: LabCluster;
let database: TestDatabase;
let clusters: ClusterRepository;
let key: number;

beforeAll(async () => {
  [postgres, kafka] = await Promise.all([startTestPostgres(), startCluster({ brokers: 3 })]);
  await kafka.tool('kafka-topics', ['--create', '--topic', 'orders', '--partitions', '6', '--replication-factor', '3']);
  await kafka.tool('kafka-console-producer', ['--topic', 'orders'], { input: 'a\nb\nc\n' });
  await kafka.tool('kafka-consumer-groups', [
    '--group',
    'g',
    '--topic',
    'orders',
    '--reset-offsets',
    '--to-earliest',
    '--execute',
  ]);
});
afterAll(async () => {
  await kafka?.stop();
  await postgres?.stop();
});
beforeEach(async () => {
  database = await postgres.createDatabase();
  clusters = clusterRepository(database.db, createSecretBox(SECRET));
  const { connection } = parseClientProperties(kafka.clientProperties());
  key = (await clusters.create({ id: 'lab', name: 'lab', source: 'app', connection })).key;
});
afterEach(() => database.close());

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

interface StoredPass {
  slotMs: number;
  fence: number;
  durationMs: number;
  fault: { code: string } | null;
}

async function passes(): Promise<StoredPass[]> {
  const { rows } = await database.db.pool.query<StoredPass>(
    `SELECT (extract(epoch FROM slot) * 1000)::float8 AS "slotMs", fence::int AS fence, duration_ms AS "durationMs", fault
     FROM ts.pass WHERE cluster_key = $1 ORDER BY slot`,
    [key],
  );
  return rows;
}

async function eventually<T>(what: string, check: () => Promise<T | null | false>, timeoutMs = 60_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result !== null && result !== false) return result;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const stored = (count: number) => eventually(`${count} passes`, async () => (await passes()).length >= count);

async function now() {
  const { parts } = await readSnapshot(database.db, key, ['overview', 'topics', 'groups']);
  return parts;
}

/** Slots between the first and the last that hold no pass. */
function gaps(slots: readonly StoredPass[]): number {
  const first = slots[0]?.slotMs ?? 0;
  const last = slots.at(-1)?.slotMs ?? 0;
  return (last - first) / STEP_MS + 1 - slots.length;
}

it('stores a picture at once, rates with the second pass, and the lag of the cluster’s own tools', async () => {
  await sampling(async () => {
    await stored(1);
    expect((await now()).overview).toMatchObject({
      fault: null,
      topics: 2,
      groups: 1,
      lag: { value: '3', known: 6, total: 6 },
      problems: [],
    });
    await stored(2);
    const { overview, topics, groups } = await now();
    expect(overview?.messagesInPerSecond).toEqual({
      value: 0,
      known: overview?.partitions?.total,
      total: overview?.partitions?.total,
    });
    expect(topics?.find((topic) => topic.name === 'orders')).toMatchObject({
      minInsyncReplicas: 1,
      cleanupPolicy: 'delete',
      offsetsHeld: { value: '3' },
    });
    expect(groups).toMatchObject([{ groupId: 'g', state: 'Empty', members: 0, lag: { value: '3' } }]);
    const owners = () =>
      database.db.pool.query<{ count: number }>(
        'SELECT count(*)::int FROM ts.owner WHERE cluster_key = $1 GROUP BY kind ORDER BY kind',
        [key],
      );
    // Log directories are not read by the first pass.
    await eventually('log directories', async () => (await owners()).rows.length === 6);
    // One cluster, three brokers, two topics, one group, one pair of group and topic, a log directory of each broker.
    expect((await owners()).rows.map((row) => row.count)).toEqual([1, 3, 2, 1, 1, 3]);
  });
});

it('PostgreSQL away for a while: passes wait in memory and are written when it is back, each in its slot', async () => {
  await sampling(async () => {
    await stored(2);
    const before = (await passes()).length;
    await postgres.restart(() => new Promise((resolve) => setTimeout(resolve, 3 * STEP_MS)));
    await stored(before + 5);
    expect(gaps(await passes())).toBe(0);
    expect((await now()).overview?.fault).toBeNull();
  });
});

it('a killed broker is named within two passes, the rest goes on, and the picture heals by itself', async () => {
  await sampling(async () => {
    await stored(2);
    await kafka.broker(3).kill();
    const killedAtMs = Date.now();
    const problem = await eventually(
      'broker 3 is a problem',
      async () => (await now()).overview?.problems.find(({ scope }) => scope.kind === 'broker' && scope.name === '3') ?? null,
    );
    // Counted in passes, not in seconds: of those that began after it, the second one saw it at the latest.
    const sinceMs = Date.parse(problem.since);
    const blind = (await passes()).filter(({ slotMs }) => slotMs >= killedAtMs && slotMs < sinceMs - STEP_MS / 2);
    expect(blind.length).toBeLessThanOrEqual(1);
    const ill = await eventually('leaders have moved', async () => {
      const { overview } = await now();
      return overview?.problems[0]?.code === 'broker_down' && overview.partitions?.offline === 0 ? overview : false;
    });
    expect(ill.lag).toEqual({ value: '3', known: 6, total: 6 });
    expect(ill.partitions?.underReplicated).toBeGreaterThanOrEqual(6);
    await kafka.broker(3).start();
    // That nobody reads for the group is another matter, and may have been found by now.
    const isOfGroup = (problem: { scope: { kind: string } }) => problem.scope.kind === 'group';
    await eventually('no problem is left', async () => (await now()).overview?.problems.every(isOfGroup) ?? false);
    expect((await passes()).every((pass) => pass.fault === null)).toBe(true);
  });
});

it('an unreachable cluster is one problem, and nothing is said about what could not be read', async () => {
  const { connection } = parseClientProperties('bootstrap.servers=127.0.0.1:1');
  const lost = await clusters.create({ id: 'lost', name: 'lost', source: 'app', connection });
  await sampling(async () => {
    const parts = await eventually('the failed pass is stored', async () => {
      const { parts } = await readSnapshot(database.db, lost.key, ['overview', 'topics']);
      return parts.overview === undefined ? null : parts;
    });
    expect(parts.overview).toMatchObject({
      fault: { code: 'BROKER_UNREACHABLE' },
      kafka: null,
      topics: null,
      lag: { value: null },
      problems: [{ code: 'cluster_unreachable', severity: 'critical' }],
    });
  });
});

const eventsOf = async (topic: string) => {
  const { events } = await readEvents(database.db, key, { places: [{ kind: 'topic', name: topic }], limit: 100 });
  return events.map(({ kind }) => kind);
};

it('tells what happened while no sampler ran, once, and nothing of what was there before', async () => {
  await sampling(async () => {
    await stored(2);
  });
  const topic = `unseen-${randomBytes(4).toString('hex')}`;
  await kafka.tool('kafka-topics', ['--create', '--topic', topic, '--partitions', '2', '--replication-factor', '1']);
  for (let run = 0; run < 2; run++) {
    const before = (await passes()).length;
    await sampling(async () => {
      await stored(before + 2);
    });
    expect(await eventsOf(topic)).toEqual(['topic_created']);
  }
  expect(await eventsOf('orders')).toEqual([]);
});

function startSampler(): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, DATABASE_URL: database.url, APP_SECRET: SECRET, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
}

it('two samplers: one samples; after kill -9 the other takes over when the lease has run out; SIGTERM ends it in order', async () => {
  const samplers = [startSampler(), startSampler()];
  try {
    await stored(3);
    expect(new Set((await passes()).map((pass) => pass.fence)).size).toBe(1);
    const beats = await listHeartbeats(database.db);
    expect(beats).toHaveLength(2);
    const holder = await eventually('one of them says that it holds the cluster', async () => {
      const holders = (await listHeartbeats(database.db)).filter((beat) => JSON.stringify(beat.info).includes('"lab"'));
      return holders.length === 1 ? holders[0] : null;
    });
    const [dead, heir] = samplers[0]?.pid === holder?.pid ? samplers : samplers.toReversed();
    dead?.kill('SIGKILL');
    await eventually('the other samples', async () => new Set((await passes()).map((pass) => pass.fence)).size === 2);
    await stored((await passes()).length + 2);
    // The lease holds 15 s; what lies in it is the gap.
    expect(gaps(await passes())).toBeLessThanOrEqual(4);
    const startedAt = performance.now();
    heir?.kill('SIGTERM');
    const [code] = (await once(heir ?? samplers[0] ?? process, 'exit')) as [number];
    expect(code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const { rows } = await database.db.pool.query<{ free: boolean }>(
      'SELECT expires_at <= clock_timestamp() AS free FROM sampler_lease',
    );
    expect(rows).toEqual([{ free: true }]);
  } finally {
    for (const sampler of samplers) sampler.kill('SIGKILL');
  }
});
