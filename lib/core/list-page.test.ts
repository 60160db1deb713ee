import { describe, expect, it } from 'vitest';
import { listPage, type ListShape } from './list-page.ts';

interface Row {
  name: string;
  lag: bigint | null;
}

const shape: ListShape<Row> = {
  key: (row) => row.name,
  text: (row) => row.name,
  columns: { name: (row) => row.name, lag: (row) => row.lag },
  defaultSort: 'name',
};
const rows: Row[] = [
  { name: 'b', lag: 5n },
  { name: 'a', lag: null },
  { name: 'd', lag: 9_007_199_254_740_993n },
  { name: 'c', lag: 9_007_199_254_740_992n },
  { name: 'e', lag: 5n },
];
const names = (list: { rows: Row[] }) => list.rows.map((row) => row.name);

function walk(request: { sort: string; order: 'asc' | 'desc'; limit: number }, between: (seen: string[]) => Row[] = () => rows) {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = listPage(between(seen), { ...request, cursor }, shape);
    seen.push(...names(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

describe('listPage', () => {
  it('visits every row once, whatever the page size, exactly beyond 2^53', () => {
    for (const limit of [1, 2, 3, 10]) {
      expect(walk({ sort: 'lag', order: 'desc', limit })).toEqual(['d', 'c', 'b', 'e', 'a']);
      expect(walk({ sort: 'lag', order: 'asc', limit })).toEqual(['b', 'e', 'c', 'd', 'a']);
    }
  });

  it('puts unknown values last in both directions', () => {
    for (const order of ['asc', 'desc'] as const) expect(walk({ sort: 'lag', order, limit: 10 }).at(-1)).toBe('a');
  });

  it('neither repeats nor hides rows when others appear or vanish between pages', () => {
    const seen = walk({ sort: 'name', order: 'asc', limit: 2 }, (already) =>
      already.length === 0 ? rows : [...rows.filter((row) => row.name !== 'a'), { name: 'aa', lag: 1n }],
    );
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('filters without regard to case and counts what matches, not the page', () => {
    const page = listPage([...rows, { name: 'Bravo', lag: 1n }], { q: ' B', limit: 1 }, shape);
    expect(page.total).toBe(2);
    expect(names(page)).toEqual(['b']);
    expect(page.nextCursor).not.toBeNull();
  });

  it('refuses an unknown column, also an inherited one, and a cursor of another question', () => {
    const cursor = listPage(rows, { sort: 'lag', order: 'asc', limit: 1 }, shape).nextCursor ?? '';
    for (const request of [
      { sort: 'constructor' },
      { sort: 'size' },
      { sort: 'lag', order: 'desc' as const, cursor },
      { sort: 'name', cursor },
      { cursor: 'x' },
      { cursor: Buffer.from('[1,2]').toString('base64url') },
      { sort: 'lag', cursor: Buffer.from('["lag","asc",{"int":"1e9"},"k"]').toString('base64url') },
    ]) {
      expect(() => listPage(rows, { limit: 1, ...request }, shape)).toThrow(expect.objectContaining({ code: 'invalid' }));
    }
  });

  it('an empty list is an empty list', () => {
    expect(listPage([], { limit: 5 }, shape)).toEqual({ rows: [], total: 0, nextCursor: null });
  });
});
