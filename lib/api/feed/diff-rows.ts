import { toJson } from '#lib/core/json.ts';

/** What became of a list between two passes. */
export interface RowChanges<Row> {
  /** New, or not what they were. */
  changed: Row[];
  /** Names of rows that are no more. */
  gone: string[];
}

/** A list as it was sent: the JSON of each row by its name. */
export type SentRows = ReadonlyMap<string, string>;

/** Rows by name as they would be sent. */
export function sentRows<Row>(rows: readonly Row[], nameOf: (row: Row) => string): SentRows {
  return new Map(rows.map((row) => [nameOf(row), toJson(row)]));
}

/** Rows that a reader of `before` has to be told to have `rows`; `after` are the same rows as sent. */
export function diffRows<Row>(
  before: SentRows,
  rows: readonly Row[],
  after: SentRows,
  nameOf: (row: Row) => string,
): RowChanges<Row> {
  return {
    changed: rows.filter((row) => before.get(nameOf(row)) !== after.get(nameOf(row))),
    gone: [...before.keys()].filter((name) => !after.has(name)),
  };
}
