import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { apis } from '#lib/kafka/wire/apis/index.ts';
import { listHeartbeats } from '#lib/store/heartbeat.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import { readSeries } from '#lib/store/series/read.ts';
import { startTestPostgres, type TestPostgres } from '#lib/testing/postgres.ts';
import { BENCH_SECRET, eventually, gapsIn, samplingBench, type SamplingBench } from '#lib/testing/sampling-bench.ts';

const STEP_MS = 5_000;

let postgres: TestPostgres;
let bench: SamplingBench;
let children: ChildProcess[] = [];
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  bench = await samplingBench(postgres);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await bench.close();
});

/** Starts a sampler process: the real one, or one whose lease has a length of the test's choice. */
function startSampler(lease?: { holder: string; ttlMs: number }): ChildProcess {
  const command =
    lease === undefined
      ? [join(import.meta.dirname, 'main.ts')]
      : [join(import.meta.dirname, '../testing/sampler-process.ts'), lease.holder, String(lease.ttlMs)];
  const env = { ...process.env, DATABASE_URL: bench.database.url, APP_SECRET: BENCH_SECRET, LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, command, { env, stdio: 'ignore' });
  children.push(child);
  return child;
}

/** Calls `what` at the moment when a broker receives the next request for end offsets, before it answers. */
async function inTheMiddleOfAPass(what: () => void): Promise<void> {
  const broker = bench.cluster.broker(1);
  await new Promise<void>((resolve) => {
    broker.script(apis.listOffsets.key, () => {
      broker.script(apis.listOffsets.key, null);
      what();
      resolve();
      return undefined;
    });
  });
}

const stored = (count: number) => eventually(`${count} passes`, async () => (await bench.passes()).length >= count);

it('F-17: a leader that slept through three leases writes nothing more of its old time, and steps down', async () => {
  const ttlMs = 3_000;
  const holders = ['one', 'two'] as const;
  const processes = new Map(holders.map((holder) => [holder as string, startSampler({ holder, ttlMs })]));
  await stored(2);
  const holding = async () =>
    (await listHeartbeats(bench.database.db))
      .filter(({ info }) => JSON.stringify(info).includes('fake'))
      .map(({ samplerId }) => samplerId);
  const leader = await eventually('one holds the cluster', async () => (await holding())[0] ?? null);
  await inTheMiddleOfAPass(() => processes.get(leader)?.kill('SIGSTOP'));
  const stoppedAt = performance.now();
  const fences = async () => [...new Set((await bench.passes()).map(({ fence }) => fence))];
  await eventually('the other has taken over', async () => (await fences()).length === 2);
  await eventually('three leases have gone', async () => performance.now() - stoppedAt > 3 * ttlMs);
  processes.get(leader)?.kill('SIGCONT');
  const count = (await bench.passes()).length;
  await stored(count + 3);
  await eventually('the old leader says that it stands by', async () => {
    const now = await holding();
    return now.length === 1 && now[0] !== leader;
  });
  const passes = await bench.passes();
  const [first, second] = await fences();
  expect(await fences()).toHaveLength(2);
  const taken = passes.findIndex(({ fence }) => fence === second);
  expect(passes.slice(0, taken).every(({ fence }) => fence === first)).toBe(true);
  expect(passes.slice(taken).every(({ fence }) => fence === second)).toBe(true);
});

it('F-28: a sampler that stood still for 20 s blames nobody for it, counts the ticks it missed, and goes on', async () => {
  const sampler = startSampler();
  await stored(2);
  const before = await bench.passes();
  await inTheMiddleOfAPass(() => sampler.kill('SIGSTOP'));
  const stoppedAt = performance.now();
  await eventually('20 s have gone', async () => performance.now() - stoppedAt >= 20_000);
  sampler.kill('SIGCONT');
  const seen = new Set<string>();
  const count = (await bench.passes()).length;
  await eventually('three more passes', async () => {
    const overview = await bench.overview();
    for (const { id } of overview?.problems ?? []) seen.add(id);
    for (const broker of overview?.brokers ?? []) if (broker.state !== 'up') seen.add(`broker ${broker.nodeId} ${broker.state}`);
    return (await bench.passes()).length >= count + 3;
  });
  expect([...seen]).toEqual([]);
  const passes = await bench.passes();
  expect(passes.every(({ fault }) => fault === null)).toBe(true);
  // The pass it stopped in, three or four ticks, and one more where the lease had to be taken again.
  expect(gapsIn(passes, STEP_MS)).toBeGreaterThanOrEqual(3);
  expect(gapsIn(passes, STEP_MS)).toBeLessThanOrEqual(6);
  const [owner] = await ensureOwners(bench.database.db, bench.key, [{ kind: 'cluster' }]);
  const { columns } = await readSeries(bench.database.db, {
    clusterKey: bench.key,
    ownerIds: [owner?.ownerId ?? 0],
    metricIds: [METRICS['cluster.ticks_skipped'].id],
    tier: 'raw',
    fromMs: before[0]?.slotMs ?? 0,
    toMs: (passes.at(-1)?.slotMs ?? 0) + STEP_MS,
  });
  const skipped = [...(columns[0]?.values ?? [])].filter((value) => !Number.isNaN(value)).reduce((sum, value) => sum + value, 0);
  expect(skipped).toBeGreaterThanOrEqual(3);
});

it('F-31: SIGTERM in the middle of a pass: gone within 10 s with code 0, the lease given back, no half pass', async () => {
  const sampler = startSampler();
  await stored(1);
  for (const broker of bench.cluster.brokers) broker.script(apis.listOffsets.key, () => 'silence');
  const broker = bench.cluster.broker(1);
  const asked = () => broker.seen.filter(({ key }) => key === apis.listOffsets.key).length;
  const before = asked();
  await eventually('a pass waits for an answer', async () => asked() > before);
  const startedAt = performance.now();
  sampler.kill('SIGTERM');
  const [code] = (await once(sampler, 'exit')) as [number];
  expect(code).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  const { rows } = await bench.database.db.pool.query<{ free: boolean; halves: number }>(
    `SELECT (SELECT expires_at <= clock_timestamp() FROM sampler_lease) AS free,
            (SELECT count(*)::int FROM ts.pass p WHERE NOT EXISTS (SELECT 1 FROM ts.pass_log l WHERE l.cluster_key = p.cluster_key AND l.slot = p.slot)) AS halves`,
  );
  expect(rows).toEqual([{ free: true, halves: 0 }]);
});
