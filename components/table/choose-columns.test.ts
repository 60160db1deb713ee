import { expect, it } from 'vitest';
import { chosenColumns, shownColumns } from './choose-columns.ts';
import { moved, withColumn } from './column-order.ts';
import type { DataColumn } from './columns.ts';

const columns: DataColumn<object>[] = [
  { id: 'name', header: 'N', width: 140, narrow: 120, priority: 1, grow: true },
  { id: 'verdict', header: 'V', width: 150, narrow: 120, priority: 1 },
  { id: 'behind', header: 'B', width: 170, narrow: 110, priority: 1 },
  { id: 'lag', header: 'L', width: 100, priority: 2 },
  { id: 'rate', header: 'R', width: 100, from: 1400 },
  { id: 'rack', header: 'K', width: 100, hidden: true },
];
const idsOf = (shown: readonly DataColumn<object>[] | null) => shown?.map(({ id }) => id);
const shownAt = (windowWidth: number, tableWidth: number | null, ids: string[] | null = null) =>
  idsOf(shownColumns(columns, ids, windowWidth, tableWidth).columns);

it('a phone shows the columns that matter, at their narrow widths', () => {
  expect(shownAt(390, 358)).toEqual(['name', 'verdict', 'behind']);
  expect(shownColumns(columns, null, 390, 358).isNarrow).toBe(true);
  // Nothing is left to drop: the name stays, the table scrolls.
  expect(shownAt(200, 100)).toEqual(['name']);
});

it('columns come as there is room for them', () => {
  expect(shownAt(800, 559)).toEqual(['name', 'verdict', 'behind']);
  expect(shownAt(800, 560)).toEqual(['name', 'verdict', 'behind', 'lag']);
  expect(shownAt(1400, 1300)).toEqual(['name', 'verdict', 'behind', 'lag', 'rate']);
  expect(shownAt(1400, null)).toEqual(['name', 'verdict', 'behind', 'lag', 'rate']);
});

it('a choice holds at every width, with the name first, and passes over what is no column', () => {
  expect(shownAt(390, 358, ['rack', 'lag', 'gone', 'lag'])).toEqual(['name', 'rack', 'lag']);
  expect(idsOf(chosenColumns(columns, ['lag', 'name']))).toEqual(['name', 'lag']);
  expect(chosenColumns(columns, ['gone'])).toBeNull();
  expect(shownAt(390, 358, ['gone'])).toEqual(['name', 'verdict', 'behind']);
});

it('columns move, but none before the one that names the row', () => {
  expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'b', 9)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', 2)).toEqual(['a', 'b', 'c']);
});

it('a column that is shown again stands where the list has it', () => {
  expect(withColumn(columns, ['name', 'verdict', 'lag'], 'behind')).toEqual(['name', 'verdict', 'behind', 'lag']);
  expect(withColumn(columns, ['name', 'lag', 'verdict'], 'rack')).toEqual(['name', 'lag', 'verdict', 'rack']);
  expect(withColumn(columns, ['name', 'lag'], 'lag')).toEqual(['name']);
  expect(withColumn(columns, ['name', 'lag'], 'name')).toEqual(['name', 'lag']);
});
