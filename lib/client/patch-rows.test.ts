import { expect, it } from 'vitest';
import type { PassInfo } from '#lib/contracts/common.ts';
import { patchRows } from './patch-rows.ts';

interface Row {
  name: string;
  n: number;
}

const at = (takenAt: string) => ({ takenAt }) as PassInfo;
const nameOf = (row: Row) => row.name;
const [a, b, c] = [
  { name: 'a', n: 1 },
  { name: 'b', n: 1 },
  { name: 'c', n: 1 },
];
const list = { rows: [a, b, c], total: 3, pass: at('one') };

it('changes, adds and removes rows by name; the others stay the same objects in their place', () => {
  const patch = {
    base: 'one',
    pass: at('two'),
    changed: [
      { name: 'c', n: 2 },
      { name: 'd', n: 1 },
    ],
    gone: ['a'],
    total: 3,
  };
  const patched = patchRows(list, patch, nameOf);
  expect(patched).toEqual({ rows: [b, { name: 'c', n: 2 }, { name: 'd', n: 1 }], total: 3, pass: at('two') });
  expect(patched?.rows[0]).toBe(b);
});

it('leaves alone a list of another pass, or one of which only a part is here', () => {
  const patch = { base: 'zero', pass: at('two'), changed: [], gone: [], total: 3 };
  expect(patchRows(list, patch, nameOf)).toBeNull();
  expect(patchRows({ ...list, total: 4 }, { ...patch, base: 'one' }, nameOf)).toBeNull();
});
