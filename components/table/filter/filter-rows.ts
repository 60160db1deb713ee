import type { Clock } from '#lib/core/clock.ts';
import type { DataColumn } from '../columns.ts';
import { compileFilter } from './compile-filter.ts';
import { fieldsOf } from './fields.ts';
import type { FilterError } from './tokens.ts';

/** Rows that fit a filter (see docs/filter.md), or what is wrong with it. Ages are counted from the clock's time. An empty filter gives the very same array. */
export function filterRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  filter: string,
  clock: Pick<Clock, 'now'>,
): readonly Row[] | FilterError {
  if (filter.trim() === '') return rows;
  const compiled = compileFilter(filter, fieldsOf(columns));
  if ('code' in compiled) return compiled;
  const nowMs = clock.now();
  return rows.filter((row) => compiled.matches(row, nowMs));
}
