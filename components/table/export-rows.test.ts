import { expect, it } from 'vitest';
import type { DataColumn } from './columns.ts';
import { fileName, toCsv, toJson, toTabs } from './export-rows.ts';

interface Row {
  name: string | null;
  offset: string | null;
  delta: number;
  at: number | string | null;
  keep: number;
  tags: string[];
}

const columns: DataColumn<Row>[] = [
  { id: 'name', header: 'Name', width: 1, type: 'text', value: (row) => row.name },
  { id: 'offset', header: 'Offset', width: 1, type: 'number', value: (row) => row.offset },
  { id: 'delta', header: 'Delta', width: 1, type: 'rate', value: (row) => row.delta },
  { id: 'at', header: 'At', width: 1, type: 'time', value: (row) => row.at },
  { id: 'keep', header: 'Keep', width: 1, type: 'duration', unit: 's', value: (row) => row.keep },
  { id: 'state', header: 'State', width: 1, type: 'state', filterValue: () => ['Empty', 'no members'] },
  { id: 'tags', header: 'Tags', width: 1, type: 'tags', value: (row) => row.tags },
  { id: 'rank', header: 'Drawn only', width: 1, cell: () => 'x' },
];
const row: Row = { name: 'pedidos', offset: '9007199254740993', delta: -1.5, at: 0, keep: Infinity, tags: ['a', 'b'] };
const HEAD = 'name,offset,delta_per_s,at,keep_s,state,tags';

/** Reads CSV as RFC 4180 has it. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g;
  for (const [, quoted, bare = '', end] of text.matchAll(cell)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

it('64-bit figures stay exact, times are ISO, unknown is empty, and names tell the unit', () => {
  expect(toCsv([row], columns)).toBe(`${HEAD}\r\npedidos,9007199254740993,-1.5,1970-01-01T00:00:00.000Z,Infinity,Empty,a b\r\n`);
  const unknown = { ...row, name: null, offset: null, delta: Number.NaN, at: null, tags: [] };
  expect(toCsv([unknown], columns)).toBe(`${HEAD}\r\n,,,,Infinity,Empty,\r\n`);
});

it('JSON keeps unknown as null and 64-bit figures as text, like the API', () => {
  const [first, second] = JSON.parse(toJson([row, { ...row, name: null, offset: null, at: 'no time' }], columns)) as Record<
    string,
    unknown
  >[];
  expect(first).toEqual({
    name: 'pedidos',
    offset: '9007199254740993',
    delta_per_s: -1.5,
    at: '1970-01-01T00:00:00.000Z',
    keep_s: 'Infinity',
    state: 'Empty',
    tags: ['a', 'b'],
  });
  expect(second).toMatchObject({ name: null, offset: null, at: null });
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=cmd|"/c calc"!A1'])('%j runs in no spreadsheet', (name) => {
  const [, cells] = readCsv(toCsv([{ ...row, name }], columns));
  expect(cells?.[0]).toBe(`'${name}`);
  expect(toTabs([{ ...row, name }], columns).split('\n')[1]?.[0]).toBe("'");
});

it('a figure that is no figure is defused like any text', () => {
  expect(readCsv(toCsv([{ ...row, offset: '-5' }], columns))[1]?.[1]).toBe('-5');
  expect(readCsv(toCsv([{ ...row, offset: '-5+cmd' }], columns))[1]?.[1]).toBe("'-5+cmd");
});

it('commas, quotes and line ends come back from CSV as they went', () => {
  const names = ['a,b', 'say "x"', 'two\r\nlines', ' spaces ', '""', 'é😀', 'a\nb,"c"'];
  const read = readCsv(
    toCsv(
      names.map((name) => ({ ...row, name })),
      columns,
    ),
  );
  expect(read.slice(1).map(([name]) => name)).toEqual(names);
  expect(read.every((cells) => cells.length === 7)).toBe(true);
});

it('a paste has one line a row whatever the values hold', () => {
  expect(toTabs([{ ...row, name: 'a\tb\nc' }], columns).split('\n')).toHaveLength(2);
});

it('a file has a name that every system takes', () => {
  expect(fileName('a/b:c', new Date('2026-11-25T14:05:00Z'))).toBe('farol-a-b-c-2026-11-25T1405Z');
});
