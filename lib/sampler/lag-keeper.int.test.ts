import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { readLag } from '#lib/store/lag/lag-store.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster } from '#lib/testing/stored-cluster.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { derivePass, emptyMemory, type DerivedPass, type SamplerMemory } from './derive-pass.ts';
import { LagKeeper } from './lag-keeper.ts';
import { restoreMemory } from './restore-memory.ts';
import { makePass, type PassSketch } from './testing/make-pass.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const STEP = 15;

/** A busy topic whose group stopped after ten minutes, and a quiet one that it has not finished. */
const at = (second: number): PassSketch => ({
  monotonic: second * 1_000,
  topics: {
    busy: { partitions: [{ end: 1_000 + second * 10, start: 0 }, { end: null }] },
    quiet: { partitions: [{ end: second < 60 ? 100 : 200, start: 0 }] },
  },
  groups: { g: { commits: { busy: { 0: 1_000 + Math.min(second, 600) * 10, 1: 5 }, quiet: { 0: 150 } } } },
});

function run(memory: SamplerMemory, from: number, to: number): { memory: SamplerMemory; derived: DerivedPass } {
  let step = derivePass(makePass(at(from)), memory, 45_000);
  for (let second = from + STEP; second <= to; second += STEP) step = derivePass(makePass(at(second)), step.memory, 45_000);
  return step;
}

const judged = (derived: DerivedPass) => {
  const [group] = buildSnapshot(derived, []).groups;
  const { lag, pass } = derived;
  return {
    verdict: group?.verdict,
    behind: [...lag.byPair.lower.keys()].map((pair) => lag.byPair.seconds(pair)),
    topics: pass.topology.topics.length,
  };
};

test('the sampler that takes over goes on as if it had been there all the time; only what was not written is less certain', async () => {
  const { db } = database;
  const cluster = await storeCluster(db, []);
  const options = { db, clusterKey: cluster.clusterKey, lease: cluster, clock: systemClock, logger: silentLogger };
  const keeper = new LagKeeper(options);
  expect((await keeper.read())?.crossings.size).toBe(0);

  const half = run(emptyMemory(), 0, 300);
  await keeper.write(half.memory.lag);
  const whole = run(half.memory, 300 + STEP, 915);
  await keeper.write(whole.memory.lag);

  const heir = restoreMemory([], [], 0, [], await new LagKeeper(options).read());
  const after = run(heir, 960, 960);
  const uninterrupted = run(run(emptyMemory(), 0, 915).memory, 960, 960);
  expect(judged(after.derived)).toEqual(judged(uninterrupted.derived));
  // The quiet topic was written down with the first half; that it has stood since is known all the same.
  const quiet = after.derived.pass.topology.topicByName.get('quiet');
  expect(after.memory.lag.crossings.points(quiet?.base ?? -1)).toEqual(
    uninterrupted.memory.lag.crossings.points(quiet?.base ?? -1),
  );
});

test('what a sampler without the lease holds is not written, and is kept for the next time', async () => {
  const { db } = database;
  const cluster = await storeCluster(db, []);
  const lease = { fence: cluster.fence - 1n };
  const keeper = new LagKeeper({ db, clusterKey: cluster.clusterKey, lease, clock: systemClock, logger: silentLogger });
  const { memory } = run(emptyMemory(), 0, 30);
  const moved = new Set(memory.lag.moved);
  await keeper.write(memory.lag);
  expect((await readLag(db, cluster.clusterKey)).crossings.size).toBe(0);
  expect(memory.lag.moved).toEqual(moved);
});
