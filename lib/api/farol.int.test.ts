import { afterAll, beforeAll, expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { FarolAnswer } from '#lib/contracts/farol.ts';
import { beat } from '#lib/store/heartbeat.ts';
import { releaseLease } from '#lib/store/lease.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster, valuesOf, type StoredCluster } from '#lib/testing/stored-cluster.ts';

const STEP_MS = 5_000;

let database: TestDatabase;
let app: TestApp;
let cookie: string;
let cluster: StoredCluster;
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  app = await startTestApp(db, { demo: true });
  cookie = await signInByDemoLink(app, db);
  cluster = await storeCluster(db, [{ kind: 'cluster' }]);
  const owner = cluster.owners[0]?.ownerId ?? NaN;
  const values = [valuesOf(owner, [METRICS['cluster.messages_in'].id, 10])];
  // Twenty ticks up to now, of which the fifth to the seventh were not taken; the second failed as a whole, the third missed a broker.
  const last = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  for (let tick = 0; tick < 20; tick++) {
    if (tick >= 4 && tick <= 6) continue;
    const odd =
      tick === 1 ? { fault: { code: 'unavailable', detail: 'no broker answered' } } : tick === 2 ? { brokersAnswered: 2 } : {};
    await writePass(db, cluster.pass(last - (19 - tick) * STEP_MS, values, { durationMs: 10 * (tick + 1), ...odd }));
  }
  const sampler = { host: 'a', pid: 7, startedAtMs: Date.now() - 60_000 };
  await beat(db, { ...sampler, samplerId: 'test', info: { version: '0.1.0', clusters: [cluster.id], passesWaiting: 0 } });
  await beat(db, { ...sampler, samplerId: 'gone', info: {} });
  await db.pool.query(`UPDATE sampler_heartbeat SET beat_at = now() - interval '1 minute' WHERE sampler_id = 'gone'`);
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

/** The page's answer; the app checks it against its contract. */
async function read(): Promise<FarolAnswer> {
  const response = await app.call('GET', '/api/v1/farol', { cookie });
  expect(response.status).toBe(200);
  return FarolAnswer.parse(await response.json());
}

it('tells the passes of the hour from all of them: what is missing, what failed, true percentiles', async () => {
  const { clusters } = await read();
  const [row] = clusters.data ?? [];
  expect(row).toMatchObject({ id: cluster.id, enabled: true, pass: { intervalMs: STEP_MS, intervalReason: 'size' } });
  // Durations 10, 20, 30, 40, 80, 90 … 200 ms: the middle one of seventeen is the ninth.
  expect(row?.window).toMatchObject({
    passes: 17,
    skipped: 3,
    partial: 1,
    failed: 1,
    durationP50Ms: 120,
    durationMaxMs: 200,
    lastFault: { fault: { code: 'unavailable', detail: 'no broker answered' } },
  });
  expect(row?.window?.durationP95Ms).toBeCloseTo(192);
  expect(row?.window?.coverage).toBeCloseTo(17 / 20);
});

it('tells who holds a cluster, and that nobody does once the lease is given back', async () => {
  const held = (await read()).clusters.data?.[0]?.lease;
  expect(held).toMatchObject({ holder: 'test', fence: String(cluster.fence), isHeld: true });
  await releaseLease(database.db, cluster);
  const free = (await read()).clusters.data?.[0]?.lease;
  expect(free).toMatchObject({ fence: String(cluster.fence), isHeld: false });
  expect(free?.expiresInMs).toBeLessThanOrEqual(0);
});

it('tells living and silent samplers by the database’s clock, and leaves out what a heartbeat does not carry', async () => {
  const { samplers } = await read();
  expect(samplers.data?.map(({ samplerId, state }) => [samplerId, state])).toEqual([
    ['test', 'alive'],
    ['gone', 'silent'],
  ]);
  expect(samplers.data?.[0]).toMatchObject({ version: '0.1.0', clusters: [cluster.id], passesWaiting: 0, rssBytes: null });
});

it('tells what is stored by tier and the size of the database', async () => {
  const { storage, database: facts, web } = await read();
  const table = (name: string) => storage.data?.find((each) => each.table === name);
  for (const name of ['pass', 'pass_log', 'raw', 'minute', 'hour', 'canary', 'event', 'now']) {
    expect([name, BigInt(table(name)?.bytes ?? 0) > 0n]).toEqual([name, true]);
  }
  expect(Date.parse(table('pass')?.oldestAt ?? '')).toBeLessThan(Date.now());
  expect(table('raw')).toMatchObject({ oldestAt: null, bytesPerDay: null, retentionMs: 172_800_000 });
  expect(BigInt(facts.data?.sizeBytes ?? 0)).toBeGreaterThan(1_000_000n);
  expect(facts.data?.connectionsOpen).toBeGreaterThan(0);
  expect(facts.data?.connections.some(({ name }) => name.startsWith('farol'))).toBe(true);
  expect(web).toMatchObject({ node: process.version, pid: process.pid });
});

it('a part that cannot be read says why and hides no other', async () => {
  await database.db.pool.query('ALTER TABLE sampler_heartbeat RENAME TO sampler_heartbeat_away');
  try {
    const { samplers, clusters, storage, database: facts } = await read();
    expect(samplers).toMatchObject({ data: null, fault: { code: 'internal' } });
    expect(clusters.data).toHaveLength(1);
    expect(storage.fault).toBeNull();
    expect(facts.fault).toBeNull();
  } finally {
    await database.db.pool.query('ALTER TABLE sampler_heartbeat_away RENAME TO sampler_heartbeat');
  }
});

it('is for signed-in people alone', async () => {
  expect((await app.call('GET', '/api/v1/farol')).status).toBe(401);
});
