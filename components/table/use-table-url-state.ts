'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { SortState } from './columns.ts';
import { parseColumnIds, parseSort, serializeColumnIds, serializeSort } from './url-state.ts';

/** Filter, sort and columns of a table as the URL has them. */
export interface TableUrlState {
  /** Filter text; empty when none. */
  filter: string;
  setFilter: (filter: string) => void;
  /** null = the table's own default order. */
  sort: SortState | null;
  setSort: (sort: SortState | null) => void;
  /** Ids of the chosen columns in their order; null = the table's own choice. */
  columnIds: readonly string[] | null;
  setColumnIds: (ids: readonly string[] | null) => void;
}

/** Writing the URL at every keystroke is throttled by browsers; this keeps typing smooth and Back useful. */
const URL_THROTTLE_MS = 200;

/** Keeps a table's filter, sort and columns in the URL (`?q=…&sort=lag,name&order=desc,asc&cols=name,lag`), so that reload, share and Back give the same view. `prefix` tells two tables of one page apart. */
export function useTableUrlState(prefix = ''): TableUrlState {
  const [state, setState] = useQueryStates(
    { q: parseAsString.withDefault(''), sort: parseAsString, order: parseAsString, cols: parseAsString },
    {
      urlKeys:
        prefix === '' ? {} : { q: `${prefix}.q`, sort: `${prefix}.sort`, order: `${prefix}.order`, cols: `${prefix}.cols` },
      history: 'replace',
      throttleMs: URL_THROTTLE_MS,
    },
  );
  const { sort, order, cols } = state;
  return {
    filter: state.q,
    setFilter: (filter) => void setState({ q: filter === '' ? null : filter }),
    sort: useMemo(() => parseSort(sort, order), [sort, order]),
    setSort: (next) => void setState(serializeSort(next)),
    columnIds: useMemo(() => parseColumnIds(cols), [cols]),
    setColumnIds: (ids) => void setState({ cols: serializeColumnIds(ids) }),
  };
}
