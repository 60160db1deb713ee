import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster } from '#lib/testing/stored-cluster.ts';
import { LeaseLostError } from '../lease.ts';
import { readLag, writeLag, type LagWrite } from './lag-store.ts';

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const bytes = (...values: number[]) => Uint8Array.from(values);
const T0 = 1_800_000_000_000;

test('what is written under the lease comes back; what was not written along is known to have stood until then', async () => {
  const { clusterKey, fence } = await storeCluster(testDb.db, []);
  const other = await storeCluster(testDb.db, []);
  const write = (over: Partial<LagWrite>) =>
    writeLag(testDb.db, { clusterKey, fence, crossings: new Map(), groups: new Map(), seenUntilMs: T0, existing: null, ...over });
  expect(await readLag(testDb.db, clusterKey)).toMatchObject({ seenUntilMs: null });

  await write({
    crossings: new Map([
      ['a', bytes(1)],
      ['b', bytes(2)],
    ]),
    groups: new Map([
      ['g', bytes(3)],
      ['h', bytes(4)],
    ]),
  });
  await write({ crossings: new Map([['b', bytes(9)]]), seenUntilMs: T0 + 60_000 });
  const stored = await readLag(testDb.db, clusterKey);
  expect([...stored.crossings].map(([key, body]) => [key, body[0]]).sort()).toEqual([
    ['a', 1],
    ['b', 9],
  ]);
  expect([stored.unmoved, stored.seenUntilMs]).toEqual([new Set(['a']), T0 + 60_000]);

  const some = await readLag(testDb.db, clusterKey, { topicKeys: ['b'], groupNames: ['none'] });
  expect([[...some.crossings.keys()], [...some.groups.keys()]]).toEqual([['b'], []]);
  expect((await readLag(testDb.db, other.clusterKey)).crossings.size).toBe(0);

  await write({ existing: { topicKeys: ['b'], groupNames: ['h'] } });
  const swept = await readLag(testDb.db, clusterKey);
  expect([[...swept.crossings.keys()], [...swept.groups.keys()]]).toEqual([['b'], ['h']]);
});

test('a sampler that lost its lease writes nothing', async () => {
  const { clusterKey, fence } = await storeCluster(testDb.db, []);
  const write = {
    clusterKey,
    fence: fence - 1n,
    crossings: new Map([['a', bytes(1)]]),
    groups: new Map(),
    seenUntilMs: T0,
    existing: null,
  };
  await expect(writeLag(testDb.db, write)).rejects.toBeInstanceOf(LeaseLostError);
  expect((await readLag(testDb.db, clusterKey)).crossings.size).toBe(0);
});
