import { expect, test } from 'vitest';
import type { Item, SharePartition } from '#lib/kafka/admin/port.ts';
import { buildGroups } from './build-groups.ts';
import { buildShards } from './build-shards.ts';
import { derivePass, emptyMemory, type DerivedPass } from './derive-pass.ts';
import { fault, makePass, type PassSketch } from './testing/make-pass.ts';

const at = (
  partition: number,
  startOffset: bigint | null,
  lag: bigint | null,
  over: Partial<SharePartition> = {},
): SharePartition => ({
  topic: 't',
  partition,
  startOffset,
  lag,
  fault: null,
  ...over,
});

const read = (...partitions: SharePartition[]): Item<readonly SharePartition[]> => ({ ok: true, value: partitions });

function after(...shares: (Item<readonly SharePartition[]> | undefined)[]): DerivedPass {
  let memory = emptyMemory();
  let last: DerivedPass | null = null;
  for (const [i, item] of shares.entries()) {
    const sketch: PassSketch = { monotonic: i * 5_000, groups: { g: { kind: 'share', ...(item && { shares: item }) } } };
    const step = derivePass(makePass(sketch), memory, 15_000);
    memory = step.memory;
    last = step.derived;
  }
  if (last === null) throw new Error('no pass was given');
  return last;
}

const row = (derived: DerivedPass) => buildGroups(derived)[0];

test('the row of a share group has the lag that its coordinator tells, and says of how many partitions', () => {
  const derived = after(read(at(0, 5n, 9_007_199_254_740_993n), at(1, 7n, null), at(2, null, null)));
  expect(row(derived)).toMatchObject({
    topics: 1,
    partitions: 2,
    lag: { value: '9007199254740993', known: 1, total: 2 },
    maxLag: '9007199254740993',
    maxLagPartition: { topic: 't', partition: 0 },
    fault: null,
  });
});

test('the last reading stands until the next', () => {
  expect(row(after(read(at(0, 5n, 3n)), undefined))?.lag).toEqual({ value: '3', known: 1, total: 1 });
});

test('a reading that failed is unknown and says why, never 0', () => {
  const derived = after(read(at(0, 5n, 3n)), { ok: false, fault: fault('GROUP_AUTHORIZATION_FAILED', 30) });
  expect(row(derived)).toMatchObject({
    lag: { value: null, known: 0, total: 0 },
    maxLag: null,
    fault: { code: 'GROUP_AUTHORIZATION_FAILED' },
  });
});

test('before the first reading, and where brokers cannot tell, nothing is said', () => {
  expect(row(after(undefined))?.lag).toEqual({ value: null, known: 0, total: 0 });
});

test('the stored part is written anew when progress was read', () => {
  const first = after(read(at(0, 5n, 3n)));
  const { memory } = buildShards(first, null);
  const again = Object.values(buildShards(after(read(at(0, 5n, 2n))), memory).parts).find((shard) => 'g' in shard);
  expect(again?.['g']).toMatchObject({
    share: { fault: null, partitions: [{ topic: 't', partition: 0, startOffset: '5', lag: '2' }] },
  });
  expect(Object.keys(buildShards(after(undefined), memory).parts).filter((part) => part.startsWith('members:'))).toEqual([]);
});
