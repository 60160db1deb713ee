import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyTally, type CanaryTally } from '#lib/core/canary-tally.ts';
import { addLatency, quantileOf } from '#lib/core/latency-histogram.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster } from '#lib/testing/stored-cluster.ts';
import { readCanaryMinutes, writeCanaryMinutes, type CanaryMinute } from './canary.ts';
import { LeaseLostError } from './lease.ts';
import { expirePartitions } from './series/partitions.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

function tally(latencies: readonly number[], changes: Partial<CanaryTally> = {}): CanaryTally {
  const made = { ...emptyTally(), ok: latencies.length, ...changes };
  for (const latency of latencies) addLatency(made.histogram, latency);
  return made;
}

const minute = (ok: CanaryTally, changes: Partial<CanaryMinute> = {}): CanaryMinute => ({
  minuteMs: NOW,
  nodeId: 1,
  kind: 'e2e',
  tally: ok,
  ...changes,
});

async function read(clusterKey: number, changes: { nodeId?: number; rowsMax?: number } = {}) {
  const { nodeId = null, rowsMax = 100 } = changes;
  return readCanaryMinutes(database.db, { clusterKey, kind: 'e2e', nodeId, fromMs: NOW - DAY, toMs: NOW + DAY, rowsMax });
}

test('a minute comes back whole; stored again by the same run it is replaced, by another run it is added', async () => {
  const { clusterKey, fence } = await storeCluster(database.db, []);
  const write = (run: bigint, minutes: CanaryMinute[]) => writeCanaryMinutes(database.db, { clusterKey, fence, run, minutes });
  const full = tally([1, 2, 700], { timeout: 4, errors: { NOT_ENOUGH_REPLICAS: 2 }, lost: 1, late: 3, duplicate: 5, flagged: 6 });
  await write(-(2n ** 63n), [minute(tally([1])), minute(tally([9]), { nodeId: 2 }), minute(tally([5]), { kind: 'produce' })]);
  await write(-(2n ** 63n), [minute(full)]);
  expect(await read(clusterKey, { nodeId: 1 })).toEqual([minute(full)]);
  await write(7n, [minute(tally([30]))]);
  const rows = await read(clusterKey, { nodeId: 1 });
  expect(rows.map((row) => row.tally.ok).sort()).toEqual([1, 3]);
  expect(rows.map((row) => quantileOf(row.tally.histogram, 1)).sort()).toEqual([30, 700]);
  expect(await read(clusterKey)).toHaveLength(3);
  expect(await read(clusterKey, { rowsMax: 1 })).toHaveLength(2);
});

test('nothing is written under a lease that is lost', async () => {
  const { clusterKey, fence } = await storeCluster(database.db, []);
  const write = writeCanaryMinutes(database.db, { clusterKey, fence: fence + 1n, run: 1n, minutes: [minute(tally([1]))] });
  await expect(write).rejects.toThrow(LeaseLostError);
  expect(await read(clusterKey)).toEqual([]);
});

test('partitions are made when needed and go after 30 days', async () => {
  const { clusterKey, fence } = await storeCluster(database.db, []);
  const old = NOW - 10 * DAY;
  await writeCanaryMinutes(database.db, { clusterKey, fence, run: 1n, minutes: [minute(tally([1]), { minuteMs: old })] });
  const held = async () => {
    const options = { clusterKey, kind: 'e2e' as const, nodeId: null, fromMs: old, toMs: old + MINUTE, rowsMax: 10 };
    return (await readCanaryMinutes(database.db, options)).length;
  };
  await expirePartitions(database.db, old + 30 * DAY);
  expect(await held()).toBe(1);
  await expirePartitions(database.db, old + 32 * DAY);
  expect(await held()).toBe(0);
});
