import { expect, it } from 'vitest';
import { parseColumnIds, parseSort, serializeColumnIds, serializeSort } from './url-state.ts';
import { sortOf } from './sort-rows.ts';
import { parseKeptColumns } from './kept-columns.ts';
import { queryOfView, viewQuery } from './view-query.ts';

const ids = ['name', 'lag', 'lastCommit', 'disk.free', 'node_id', 'a-b'];

it('an order comes back from the address as it went', () => {
  for (let mask = 0; mask < 2 ** ids.length; mask += 1) {
    const keys = ids.filter((_, at) => (mask >> at) % 2 === 1).slice(0, 4);
    const sort = sortOf(keys.map((id, at) => ({ id, desc: (mask + at) % 2 === 0 })));
    const { sort: names, order } = serializeSort(sort);
    expect(parseSort(names, order)).toEqual(sort);
  }
});

it('chosen columns come back from the address as they went', () => {
  for (const chosen of [null, ['name'], ids, ids.toReversed()]) {
    expect(parseColumnIds(serializeColumnIds(chosen))).toEqual(chosen);
  }
});

it('an address from elsewhere is read as far as it makes sense', () => {
  expect(parseSort('partitions', 'desc')).toEqual({ id: 'partitions', desc: true });
  expect(parseSort('partitions', null)).toEqual({ id: 'partitions', desc: false });
  expect(parseSort('lag,,<x>,lag,name', 'desc,desc,desc,desc,sideways')).toEqual({
    id: 'lag',
    desc: true,
    thenBy: [{ id: 'name', desc: false }],
  });
  expect(parseSort('a,b,c,d,e,f', '')?.thenBy).toHaveLength(3);
  expect(parseSort('', 'desc')).toBeNull();
  expect(parseColumnIds('name,name,<b>,')).toEqual(['name']);
  expect(parseColumnIds(`x${'y'.repeat(100)}`)).toBeNull();
});

it('a view holds what concerns the list, and showing it leaves the time range alone', () => {
  const search = 'q=lag%3E1&range=6h&sort=lag&show=trouble&tab=x&cols=';
  const view = viewQuery(search);
  expect(view).toBe('q=lag%3E1&show=trouble&sort=lag');
  expect(viewQuery(view)).toBe(view);
  expect(queryOfView('range=1h&q=old&internal=true', view)).toBe('range=1h&q=lag%3E1&show=trouble&sort=lag');
  expect(queryOfView('range=1h&q=old', '')).toBe('range=1h');
  // A stored view cannot change what is not of the list.
  expect(queryOfView('range=1h', 'range=30d&q=a')).toBe('range=1h&q=a');
});

it('what the browser kept is read with care', () => {
  expect(parseKeptColumns('{"columnIds":["name","lag"]}')).toEqual(['name', 'lag']);
  for (const text of [null, '', '{', 'null', '7', '[]', '{"columnIds":{}}', '{"columnIds":[7]}']) {
    expect(parseKeptColumns(text), `${text}`).toBeNull();
  }
});
