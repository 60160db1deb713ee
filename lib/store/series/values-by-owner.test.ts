import { expect, test } from 'vitest';
import { NOWHERE, ValuesByOwner } from './values-by-owner.ts';

const END = 40;
const LAG = 42;
const UP = 25;

/** Owners 16, 17, one that is not stored, and 16 again. */
const given = new ValuesByOwner({
  ownerIds: Int32Array.of(16, 17, -1, 16),
  columns: [
    {
      metricId: END,
      owners: Uint32Array.of(0, 1, 2),
      values: Float64Array.of(1, 2, 3, 4, 5),
      starts: Uint32Array.of(0, 2, 2, 5),
    },
    { metricId: LAG, owners: Uint32Array.of(1, 2), values: Float64Array.of(7, 8), starts: null },
    { metricId: UP, owners: Uint32Array.of(3), values: Float64Array.of(1), starts: null },
  ],
});

/** `[metric, values]` of one owner. */
function entriesOf(ownerId: number): [number, number[]][] {
  const slot = given.slotOf(ownerId);
  return Array.from({ length: given.to(slot) - given.from(slot) }, (_entry, i) => {
    const entry = given.from(slot) + i;
    const start = given.start(entry);
    return [given.metricId(entry), [...given.values(entry).subarray(start, start + given.length(entry))]];
  });
}

test('the values of an owner stand together, whatever columns and places they come from', () => {
  expect(entriesOf(16)).toEqual([
    [END, [1, 2]],
    [UP, [1]],
  ]);
  expect(entriesOf(17)).toEqual([
    [END, []],
    [LAG, [7]],
  ]);
});

test('an owner without a number is in no shard, the others in theirs', () => {
  expect(given.slotsOf(0).map((slot) => given.ownerId(slot))).toEqual([16]);
  expect(given.slotsOf(1).map((slot) => given.ownerId(slot))).toEqual([17]);
  expect(given.slotOf(-1)).toBe(NOWHERE);
  expect(given.slotOf(18)).toBe(NOWHERE);
});

test('an entry is found by its metric, at the likely place or elsewhere', () => {
  const slot = given.slotOf(16);
  expect(given.find(slot, UP, 1)).toBe(given.find(slot, UP, 0));
  expect(given.metricId(given.find(slot, UP, 5))).toBe(UP);
  expect(given.find(slot, LAG, 0)).toBe(NOWHERE);
});
