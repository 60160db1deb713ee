import { expect, it } from 'vitest';
import { keepOrder, rowsToMove } from './keep-order.ts';

const keyOf = (row: { key: string; value: number }) => row.key;

it('updates values without moving rows', () => {
  const rows = [
    { key: 'b', value: 9 },
    { key: 'a', value: 1 },
  ];
  expect(keepOrder(rows, keyOf, ['a', 'b'])).toEqual([
    { key: 'a', value: 1 },
    { key: 'b', value: 9 },
  ]);
});

it('drops rows that are gone and appends new ones', () => {
  const rows = ['n', 'c', 'a'].map((key) => ({ key, value: 0 }));
  expect(keepOrder(rows, keyOf, ['a', 'b', 'c']).map(keyOf)).toEqual(['a', 'c', 'n']);
});

it('counts the rows that would have to move, not all that stand elsewhere afterwards', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'];
  expect(rowsToMove(rows, rows)).toBe(0);
  expect(rowsToMove(rows, ['b', 'c', 'd', 'e', 'a'])).toBe(1);
  expect(rowsToMove(rows, ['e', 'd', 'c', 'b', 'a'])).toBe(4);
  expect(rowsToMove([], [])).toBe(0);
});
