import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { systemClock, type Clock } from '#lib/core/clock.ts';
import { AppError } from '#lib/core/errors.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { maintain } from '#lib/store/series/maintain.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import { readSeries } from '#lib/store/series/read.ts';
import { startTestPostgres, type TestPostgres } from '#lib/testing/postgres.ts';
import { eventually, gapsIn, samplingBench, type SamplingBench } from '#lib/testing/sampling-bench.ts';
import { PassWriter } from './pass-writer.ts';
import { metricValue, valuesOfReadings } from './sampled-values.ts';

const STEP_MS = 5_000;

let postgres: TestPostgres;
let bench: SamplingBench;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  bench = await samplingBench(postgres);
});
afterEach(() => bench.close());

/** How many passes are stored; null while the test's own connection is cut by what it did to PostgreSQL. */
const storedNow = async (): Promise<number | null> => {
  try {
    return (await bench.passes()).length;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null;
    throw error;
  }
};
const stored = (count: number) => eventually(`${count} passes`, async () => ((await storedNow()) ?? -1) >= count);

it('F-11, F-35: PostgreSQL down for a minute: no pass is lost, nothing is resolved, and charts and roll-ups are those of an unbroken run', async () => {
  await bench.cluster.broker(3).stop();
  await bench.sampling(systemClock, async () => {
    await stored(2);
    const before = await bench.overview();
    expect(before?.problems.map(({ id }) => id)).toContain('broker_down:3');
    const since = before?.problems.find(({ id }) => id === 'broker_down:3')?.since;
    const count = (await bench.passes()).length;
    await postgres.restart(() => new Promise((resolve) => setTimeout(resolve, 60_000)));
    await stored(count + 13);
    const after = await bench.overview();
    expect(after?.problems.find(({ id }) => id === 'broker_down:3')?.since).toBe(since);
  });
  const passes = await bench.passes();
  expect(gapsIn(passes, STEP_MS)).toBe(0);
  const { db } = bench.database;
  const lease = await acquireLease(db, { clusterKey: bench.key, holder: 'test', ttlMs: 600_000 });
  const [owner] = await ensureOwners(db, bench.key, [{ kind: 'cluster' }]);
  const first = passes[0]?.slotMs ?? 0;
  const last = passes.at(-1)?.slotMs ?? 0;
  const read = async (tier: 'raw' | 'minute', fromMs: number, toMs: number) => {
    const query = {
      clusterKey: bench.key,
      ownerIds: [owner?.ownerId ?? 0],
      metricIds: [METRICS['cluster.brokers_up'].id],
      tier,
      fromMs,
      toMs,
    };
    return [...((await readSeries(db, query)).columns[0]?.values ?? [])];
  };
  expect(new Set(await read('raw', first, last + STEP_MS))).toEqual(new Set([2]));
  const done = await maintain(db, { clusterKey: bench.key, fence: lease?.fence ?? 0n, now: last + 7_200_000 });
  expect(done.windows).toBeGreaterThanOrEqual(1);
  const minute = 60_000;
  const minutes = await read('minute', Math.floor(first / minute) * minute, (Math.floor(last / minute) + 1) * minute);
  expect(new Set(minutes)).toEqual(new Set([2]));
}, 150_000);

it('F-13: the connection is cut in the middle of writing a pass: no half pass shows, and the second try leaves one', async () => {
  const { db } = bench.database;
  const lease = await acquireLease(db, { clusterKey: bench.key, holder: 'test', ttlMs: 60_000 });
  const writer = new PassWriter({
    db,
    lease: { fence: lease?.fence ?? 0n, recover: () => Promise.resolve(true) },
    clusterKey: bench.key,
    logger: silentLogger,
  });
  const write = (startedAtMs: number) =>
    writer.push({
      write: {
        clusterKey: bench.key,
        startedAtMs,
        stepMs: STEP_MS,
        durationMs: 1,
        requests: 1,
        bytesOut: 1,
        bytesIn: 1,
        brokersAnswered: 3,
        brokersExpected: 3,
        fault: null,
      },
      values: valuesOfReadings([{ ref: { kind: 'cluster' }, values: [metricValue('cluster.lag', 7)] }]),
      parts: {},
    });
  const now = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  write(now - STEP_MS);
  await stored(1);
  // The values cannot be written while the table is locked: the pass row is, in the same transaction.
  const locker = await db.pool.connect();
  await locker.query('BEGIN');
  await locker.query('LOCK TABLE ts.pass_log IN EXCLUSIVE MODE');
  write(now);
  const blocked = await eventually('the writer waits for the lock', async () => {
    const { rows } = await db.pool.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO ts.pass_log%' AND datname = current_database()`,
    );
    return rows[0]?.pid ?? null;
  });
  expect(await bench.passes()).toHaveLength(1);
  await db.pool.query('SELECT pg_terminate_backend($1)', [blocked]);
  expect(await bench.passes()).toHaveLength(1);
  await locker.query('ROLLBACK');
  locker.release();
  await stored(2);
  await writer.close(5_000);
  expect(writer.backlog).toEqual({ passes: 0, dropped: 0 });
  const { rows } = await db.pool.query<{ count: number }>('SELECT count(*)::int FROM ts.pass_log WHERE cluster_key = $1', [
    bench.key,
  ]);
  expect(rows[0]?.count).toBe(2);
});

it('F-14: a read-only PostgreSQL serves what is there, passes wait, and all is written when it takes writes again', async () => {
  const { db, url } = bench.database;
  const name = new URL(url).pathname.slice(1);
  const setReadOnly = async (isReadOnly: boolean) => {
    await db.pool.query(
      `BEGIN READ WRITE; ALTER DATABASE ${name} SET default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}; COMMIT`,
    );
    // The setting holds for new connections.
    await db.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await db.pool.query('SELECT pg_terminate_backend(pg_backend_pid())').catch((error: unknown) => error);
  };
  await bench.sampling(systemClock, async () => {
    await stored(2);
    await setReadOnly(true);
    await expect(db.pool.query('DELETE FROM ts.pass')).rejects.toMatchObject({ code: 'unavailable' });
    const count = await eventually('the passes are read', storedNow);
    const until = performance.now() + 2 * STEP_MS;
    await eventually('two intervals have gone', async () => performance.now() > until);
    expect((await bench.passes()).length).toBe(count);
    expect((await bench.overview())?.problems).toEqual([]);
    await setReadOnly(false);
    await stored(count + 3);
  });
  expect(gapsIn(await bench.passes(), STEP_MS)).toBe(0);
});

it('F-27: a clock that jumps by +10 min, −10 min and a day is told, judges nothing, and neither loses nor misplaces a row', async () => {
  let offMs = 0;
  const clock: Clock = { now: () => Date.now() + offMs, monotonic: () => systemClock.monotonic() };
  const skewIs = (refused: string | null) =>
    eventually(`the clock problem is ${refused}`, async () => {
      const problem = (await bench.overview())?.problems.find(({ code }) => code === 'clock_skew');
      return (problem?.params.refused ?? null) === refused;
    });
  await bench.sampling(clock, async () => {
    await stored(1);
    for (const jumpMs of [600_000, -600_000, 86_400_000]) {
      offMs = jumpMs;
      await skewIs('yes');
      await stored((await bench.passes()).length + 1);
      const { rows } = await bench.database.db.pool.query<{ now: number }>(
        'SELECT (extract(epoch FROM now()) * 1000)::float8 AS now',
      );
      const newest = (await bench.passes()).at(-1);
      expect(Math.abs((rows[0]?.now ?? 0) - (newest?.startedAtMs ?? 0))).toBeLessThan(2 * STEP_MS);
    }
    // Something does break now, but with such a clock nothing is judged.
    await bench.cluster.broker(3).stop();
    await stored((await bench.passes()).length + 1);
    expect((await bench.overview())?.problems.map(({ code }) => code)).toEqual(['clock_skew']);
    offMs = 5_000;
    await skewIs('no');
    offMs = 0;
    await skewIs(null);
    await eventually('what broke is told', async () =>
      ((await bench.overview())?.problems ?? []).some(({ id }) => id === 'broker_down:3'),
    );
  });
  expect(gapsIn(await bench.passes(), STEP_MS)).toBe(0);
});
