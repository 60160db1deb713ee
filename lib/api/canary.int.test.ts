import { afterAll, beforeAll, expect, it } from 'vitest';
import { CanaryAnswer, CanarySeriesAnswer, type CanarySnapshot } from '#lib/contracts/canary.ts';
import { emptyTally } from '#lib/core/canary-tally.ts';
import { addLatency } from '#lib/core/latency-histogram.ts';
import { NO_MEASURING } from '#lib/core/measuring.ts';
import { writeCanaryMinutes } from '#lib/store/canary.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const MINUTE = 60_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;

const SNAPSHOT: CanarySnapshot = {
  state: 'running',
  fault: null,
  topic: '__farol_canary',
  startedAt: new Date(NOW).toISOString(),
  brokers: [],
};

let database: TestDatabase;
let app: TestApp;
let cookie: string;

const get = (path: string) => app.call('GET', path, { cookie });

/** Adds a cluster with a stored pass that holds what an earlier run of the canary left. */
async function addCluster(id: string, canary: boolean): Promise<{ key: number; fence: bigint }> {
  const connection = {
    bootstrap: ['localhost:1'],
    clientId: 'farol',
    tls: null,
    sasl: null,
    connectTimeoutMs: 1000,
    requestTimeoutMs: 1000,
  };
  const measuring = { ...NO_MEASURING, canary };
  const { key } = await app.services.clusters.create({ id, name: id, source: 'app', connection, measuring });
  const lease = await acquireLease(database.db, { clusterKey: key, holder: 'test', ttlMs: 600_000 });
  if (lease === null) throw new Error('the lease of a new cluster is taken');
  const pass = { clusterKey: key, fence: lease.fence, startedAtMs: Date.now(), stepMs: 5_000 as const, durationMs: 1 };
  const cost = { requests: 1, bytesOut: 1, bytesIn: 1, brokersAnswered: 1, brokersExpected: 1, fault: null };
  await writePass(database.db, { ...pass, ...cost, ...passColumns([]) }, { canary: SNAPSHOT });
  return { key, fence: lease.fence };
}

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database.db, { demo: true });
  cookie = await signInByDemoLink(app, database.db);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

it('tells what the last pass saw; off when it is switched off, whatever an earlier run left', async () => {
  await addCluster('on', true);
  await addCluster('off', false);
  const answer = async (id: string) => CanaryAnswer.parse(await (await get(`/api/v1/clusters/${id}/canary`)).json());
  expect(await answer('on')).toMatchObject({ ...SNAPSHOT, pass: { stale: false } });
  expect(await answer('off')).toMatchObject({ state: 'off', brokers: [], startedAt: null });
});

it('merges histograms over brokers, runs and minutes, and says null where nothing was measured', async () => {
  const { key, fence } = await addCluster('series', true);
  const minute = (minuteMs: number, nodeId: number, latencies: readonly number[]) => {
    const tally = { ...emptyTally(), ok: latencies.length, timeout: 1 };
    for (const latency of latencies) addLatency(tally.histogram, latency);
    return { minuteMs, nodeId, kind: 'e2e' as const, tally };
  };
  const write = (run: bigint, minutes: Parameters<typeof writeCanaryMinutes>[1]['minutes']) =>
    writeCanaryMinutes(database.db, { clusterKey: key, fence, run, minutes });
  await write(1n, [minute(NOW - 3 * MINUTE, 1, [2, 2, 2]), minute(NOW - 3 * MINUTE, 2, [400])]);
  await write(2n, [minute(NOW - 3 * MINUTE, 1, [2, 2])]);
  const range = `from=${NOW - 5 * MINUTE}&to=${NOW}&points=10`;
  const series = async (more: string) =>
    CanarySeriesAnswer.parse(await (await get(`/api/v1/clusters/series/canary/series?kind=e2e&${range}&${more}`)).json());
  expect(await series('quantile=1')).toMatchObject({
    bucketMs: MINUTE,
    latencyMs: [null, null, 400, null, null],
    ok: [0, 0, 6, 0, 0],
    failed: [0, 0, 3, 0, 0],
  });
  expect((await series('quantile=1&broker=1')).latencyMs).toEqual([null, null, 2, null, null]);
  expect((await series('broker=9')).latencyMs).toEqual([null, null, null, null, null]);
});

it('refuses a quantile, a kind and a range that make no sense', async () => {
  const base = '/api/v1/clusters/series/canary/series?';
  const queries = [
    'kind=e2e&from=0&to=1&quantile=2',
    'kind=nothing&from=0&to=1',
    `kind=e2e&from=${NOW}&to=${NOW}`,
    'kind=e2e&from=0',
  ];
  const statuses = await Promise.all(queries.map(async (query) => (await get(base + query)).status));
  expect(statuses).toEqual([400, 400, 400, 400]);
});
