import type { SortKey, SortState } from './columns.ts';
import { SORT_KEYS_MAX, sortKeys, sortOf } from './sort-rows.ts';

/** More columns than any table has: an address cannot make the page work for nothing. */
const COLUMNS_MAX = 60;
const COLUMN_ID = /^[\w.-]{1,64}$/;

/** The order that `?sort=lag,name&order=desc,asc` asks for; null when it asks for none. What is no column's name is passed over. */
export function parseSort(sort: string | null, order: string | null): SortState | null {
  const orders = order?.split(',') ?? [];
  const keys: SortKey[] = [];
  for (const [at, id] of (sort?.split(',') ?? []).entries()) {
    if (!COLUMN_ID.test(id) || keys.some((key) => key.id === id) || keys.length === SORT_KEYS_MAX) continue;
    keys.push({ id, desc: orders[at] === 'desc' });
  }
  return sortOf(keys);
}

/** The two parameters of an order; null leaves them out. */
export function serializeSort(sort: SortState | null): { sort: string | null; order: string | null } {
  const keys = sortKeys(sort);
  if (keys.length === 0) return { sort: null, order: null };
  return {
    sort: keys.map(({ id }) => id).join(','),
    order: keys.map(({ desc }) => (desc ? 'desc' : 'asc')).join(','),
  };
}

/** The columns that `?cols=name,lag` asks for, in that order; null when it asks for none. */
export function parseColumnIds(cols: string | null): readonly string[] | null {
  const ids = [...new Set((cols ?? '').split(',').filter((id) => COLUMN_ID.test(id)))].slice(0, COLUMNS_MAX);
  return ids.length === 0 ? null : ids;
}

/** The parameter of chosen columns; null leaves it out. */
export function serializeColumnIds(ids: readonly string[] | null): string | null {
  return ids === null || ids.length === 0 ? null : ids.join(',');
}
