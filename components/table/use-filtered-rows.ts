'use client';

import { useEffect, useMemo, useState } from 'react';
import { systemClock } from '#lib/core/clock.ts';
import type { DataColumn } from './columns.ts';
import { filterRows } from './filter/filter-rows.ts';

/** The rows that fit, and the filter that chose them. */
export interface FilteredRows<Row> {
  rows: readonly Row[];
  /** The filter in force: the last one without an error that a person rested on. */
  filter: string;
}

/** On the way to `lag>5` stands the word `lag`, which may fit nothing: only what stood so long is worth going back to. */
const SETTLED_AFTER_MS = 500;

/** Rows that fit the filter. A filter with an error changes nothing: the last good one stays in force, over the newest rows. */
export function useFilteredRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  filter: string,
): FilteredRows<Row> {
  const [good, setGood] = useState('');
  // Ages count from when the rows came.
  const wanted = useMemo(() => filterRows(rows, columns, filter, systemClock), [rows, columns, filter]);
  const isGood = !('code' in wanted);
  useEffect(() => {
    if (!isGood) return;
    const timer = setTimeout(() => setGood(filter), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isGood, filter]);
  const inForce = isGood ? filter : good;
  return useMemo(() => {
    if (!('code' in wanted)) return { rows: wanted, filter: inForce };
    const kept = filterRows(rows, columns, inForce, systemClock);
    return { rows: 'code' in kept ? rows : kept, filter: inForce };
  }, [wanted, rows, columns, inForce]);
}
