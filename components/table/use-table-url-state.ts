'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { SortState } from './columns.ts';

/** Filter and sort of a table as the URL has them. */
export interface TableUrlState {
  /** Filter text; empty when none. */
  filter: string;
  setFilter: (filter: string) => void;
  /** null = the table's own default order. */
  sort: SortState | null;
  setSort: (sort: SortState | null) => void;
}

const ORDERS = ['asc', 'desc'] as const;
/** Writing the URL at every keystroke is throttled by browsers; this keeps typing smooth and Back useful. */
const URL_THROTTLE_MS = 200;

/** Keeps a table's filter and sort in the URL (`?q=…&sort=lag&order=desc`), so that reload, share and Back give the same view. `prefix` tells two tables of one page apart. */
export function useTableUrlState(prefix = ''): TableUrlState {
  const [state, setState] = useQueryStates(
    { q: parseAsString.withDefault(''), sort: parseAsString, order: parseAsStringLiteral(ORDERS) },
    {
      urlKeys: prefix === '' ? {} : { q: `${prefix}.q`, sort: `${prefix}.sort`, order: `${prefix}.order` },
      history: 'replace',
      throttleMs: URL_THROTTLE_MS,
    },
  );
  return {
    filter: state.q,
    setFilter: (filter) => void setState({ q: filter === '' ? null : filter }),
    sort: state.sort === null ? null : { id: state.sort, desc: state.order === 'desc' },
    setSort: (sort) => void setState({ sort: sort?.id ?? null, order: sort === null ? null : sort.desc ? 'desc' : 'asc' }),
  };
}
