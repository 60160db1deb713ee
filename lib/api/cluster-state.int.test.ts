import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { DiskAnswer } from '#lib/contracts/disk.ts';
import { QuorumAnswer } from '#lib/contracts/quorum.ts';
import { SeriesAnswer } from '#lib/contracts/series.ts';
import { TransactionsAnswer } from '#lib/contracts/transactions.ts';
import { ZookeeperAnswer } from '#lib/contracts/zookeeper.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { runClusters } from '#lib/sampler/run-clusters.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

let lab: LabCluster;
let database: TestDatabase;
let app: TestApp;
let cookie: string;
const stop = new AbortController();
let sampling: Promise<void>;
beforeAll(async () => {
  [lab, database] = await Promise.all([startCluster({ brokers: 1 }), createTestDatabase()]);
  app = await startTestApp(database.db, { demo: true });
  cookie = await signInByDemoLink(app, database.db);
  const { clusters } = app.services;
  const { connection } = parseClientProperties(lab.clientProperties());
  await clusters.create({ id: 'lab', name: 'lab', source: 'app', connection });
  sampling = runClusters({ db: database.db, clusters, holder: 'test', clock: systemClock, logger: silentLogger }, stop.signal);
});
afterAll(async () => {
  stop.abort();
  await sampling;
  await app?.close();
  await Promise.all([lab?.stop(), database?.close()]);
});

/** An answer of the API; each is checked against its contract by the app itself. */
async function get(path: string): Promise<unknown> {
  const response = await app.call('GET', `/api/v1/clusters/lab/${path}`, { cookie });
  expect(response.status).toBe(200);
  return response.json();
}

/** Asks until the answer satisfies the check. */
async function getUntil<T>(path: string, parse: (body: unknown) => T, check: (answer: T) => boolean): Promise<T> {
  await expect.poll(async () => check(parse(await get(path))), { timeout: 60_000, interval: 250 }).toBe(true);
  return parse(await get(path));
}

it('tells the disks of a sampled cluster, and that half a minute of history forecasts nothing', async () => {
  const disk = await getUntil(
    'disk',
    DiskAnswer.parse,
    ({ brokers, forecastAt }) => brokers[0]?.dirs != null && forecastAt !== null,
  );
  expect(disk.brokers).toMatchObject([{ nodeId: 1, state: 'up', fault: null, behind: [] }]);
  const [dir] = disk.brokers[0]?.dirs ?? [];
  expect(dir).toMatchObject({ fault: null, replicasBehind: 0, forecast: { state: 'unknown', daysToFull: null } });
  expect(BigInt(dir?.usedBytes ?? 0) + BigInt(dir?.usableBytes ?? 0)).toBe(BigInt(dir?.totalBytes ?? -1));

  const now = Date.now();
  const path = `series?metric=log_dir.used&by=log_dir&from=${now - 600_000}&to=${now + 1}`;
  const series = await getUntil(path, SeriesAnswer.parse, (answer) => answer.series.length === 1);
  expect(series.series[0]?.key).toBe(`1:${dir?.path}`);
  expect(series.series[0]?.mean.some((value) => value !== null && value > 0)).toBe(true);
});

it('tells the quorum with its margin, and that a KRaft cluster has no ensemble', async () => {
  const quorum = await getUntil('quorum', QuorumAnswer.parse, (answer) => answer.quorum?.margin === 0);
  expect(quorum).toMatchObject({
    mode: 'kraft',
    fault: null,
    quorum: { leaderId: 1, majority: 1, caughtUp: 1, voters: [{ nodeId: 1, isLeader: true, lag: '0', caughtUp: true }] },
  });
  expect(ZookeeperAnswer.parse(await get('zookeeper'))).toMatchObject({ mode: 'kraft', ensemble: null });
});

it('tells that no transaction is open, which is not the same as not knowing', async () => {
  const { reading } = await getUntil('transactions', TransactionsAnswer.parse, (answer) => answer.reading !== null);
  expect(reading).toMatchObject({ fault: null, open: 0, hanging: 0, oldestAgeMs: null, transactions: [], hidden: 0 });
});
