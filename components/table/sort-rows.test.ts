import { expect, it } from 'vitest';
import type { DataColumn, SortState } from './columns.ts';
import { nextSort, sortRows } from './sort-rows.ts';

interface Row {
  name: string;
  lag: string | null;
}
const rows: Row[] = [
  { name: 'pagamento-10', lag: '9007199254740992' },
  { name: 'pagamento-2', lag: null },
  { name: 'Notificações', lag: '9007199254740993' },
  { name: 'estoque', lag: '0' },
];
const columns: DataColumn<Row>[] = [
  { id: 'name', header: 'n', width: 1, cell: (row) => row.name, sortValue: (row) => row.name, filterText: (row) => row.name },
  { id: 'lag', header: 'l', width: 1, numeric: true, cell: (row) => row.lag, sortValue: (row) => row.lag },
];
const names = (sorted: readonly Row[]) => sorted.map((row) => row.name);

it('sorts 64-bit strings exactly and keeps unknown last in both directions', () => {
  expect(names(sortRows(rows, columns, { id: 'lag', desc: true }, 'pt-BR'))).toEqual([
    'Notificações',
    'pagamento-10',
    'estoque',
    'pagamento-2',
  ]);
  expect(names(sortRows(rows, columns, { id: 'lag', desc: false }, 'pt-BR')).at(-1)).toBe('pagamento-2');
});

it('sorts names as people do: numbers inside by value, case aside', () => {
  expect(names(sortRows(rows, columns, { id: 'name', desc: false }, 'pt-BR'))).toEqual([
    'estoque',
    'Notificações',
    'pagamento-2',
    'pagamento-10',
  ]);
});

it('leaves the given rows as they are', () => {
  const before = names(rows);
  sortRows(rows, columns, { id: 'name', desc: true }, 'en');
  expect(names(rows)).toEqual(before);
  expect(sortRows(rows, columns, { id: 'unheard-of', desc: true }, 'en')).toBe(rows);
});

it('lets further columns decide among equals, each in its own direction', () => {
  const equals = [
    { name: 'b', lag: '1' },
    { name: 'a', lag: '1' },
    { name: 'c', lag: '2' },
    { name: 'd', lag: null },
  ];
  const order: SortState = { id: 'lag', desc: true, thenBy: [{ id: 'name', desc: false }] };
  expect(names(sortRows(equals, columns, order, 'en'))).toEqual(['c', 'a', 'b', 'd']);
  expect(names(sortRows(equals, columns, { id: 'gone', desc: true, thenBy: [{ id: 'name', desc: true }] }, 'en'))).toEqual([
    'd',
    'c',
    'b',
    'a',
  ]);
});

it('a click sorts by one column and comes back to the default; Shift adds, turns and removes', () => {
  const [name, lag] = [columns[0], { ...columns[1], descFirst: true } as DataColumn<Row>];
  if (name === undefined) throw new Error('no column');
  const down = nextSort(lag, null, false);
  expect(down).toEqual({ id: 'lag', desc: true });
  expect(nextSort(lag, down, false)).toEqual({ id: 'lag', desc: false });
  expect(nextSort(lag, { id: 'lag', desc: false }, false)).toBeNull();
  const both = nextSort(name, down, true);
  expect(both).toEqual({ id: 'lag', desc: true, thenBy: [{ id: 'name', desc: false }] });
  expect(nextSort(lag, both, true)).toEqual({ id: 'lag', desc: false, thenBy: [{ id: 'name', desc: false }] });
  expect(nextSort(lag, nextSort(lag, both, true), true)).toEqual({ id: 'name', desc: false });
  expect(nextSort(name, both, false)).toEqual({ id: 'name', desc: false });
});

it('sorts 10,000 rows', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({ name: `group-${(at * 7919) % 10_000}`, lag: String(at) }));
  expect(sortRows(many, columns, { id: 'lag', desc: true }, 'en')).toEqual(many.toReversed());
});
