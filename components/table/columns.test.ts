import { expect, it } from 'vitest';
import { filterRows, sortRows, type DataColumn } from './columns.ts';

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

it('filters by every word, without case and accents', () => {
  expect(names(filterRows(rows, columns, 'NOTIFICACOES'))).toEqual(['Notificações']);
  expect(names(filterRows(rows, columns, 'mento 10'))).toEqual(['pagamento-10']);
  expect(filterRows(rows, columns, '  ')).toBe(rows);
});

it('filters and sorts 10,000 rows within the 100 ms a person does not notice', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({ name: `group-${(at * 7919) % 10_000}`, lag: String(at) }));
  const started = performance.now();
  sortRows(filterRows(many, columns, 'group 1'), columns, { id: 'lag', desc: true }, 'en');
  expect(performance.now() - started).toBeLessThan(100);
});
