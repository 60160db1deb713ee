import type { z } from 'zod';
import type { PassInfo } from '#lib/contracts/common.ts';
import { fetchJson, type SchemaLoader } from './fetch-json.ts';

/** Rows the server gives at most in one answer. */
const PAGE_ROWS = 1000;
/** Beyond this the browser shows a part and says so. */
const ROWS_MAX = 20_000;

/** A list page of the API. */
interface ListPage<Row> {
  data: Row[];
  meta: { total: number; nextCursor: string | null; pass: PassInfo | null };
}

/** All rows of a list, so that filter, sort and sums in the browser speak of the whole. `rows.length < total` only beyond 20,000 rows. */
export interface WholeList<Row> {
  rows: Row[];
  total: number;
  pass: PassInfo | null;
}

export interface FetchAllOptions {
  /** Most rows that are fetched; more are left out and told by `total`. Default: what a browser shows well. */
  rowsMax?: number;
  /** Told after each page. */
  onProgress?: (loaded: number, total: number) => void;
}

/** Follows the cursors of a list to its end. The freshness is that of the first page. */
export async function fetchAllPages<Row>(
  schema: SchemaLoader<z.ZodType<ListPage<Row>>>,
  path: string,
  signal: AbortSignal | undefined,
  { rowsMax = ROWS_MAX, onProgress }: FetchAllOptions = {},
): Promise<WholeList<Row>> {
  const first = await fetchJson(schema, path, { query: { limit: PAGE_ROWS }, signal });
  const rows = [...first.data];
  onProgress?.(rows.length, first.meta.total);
  let cursor = first.meta.nextCursor;
  while (cursor !== null && rows.length < rowsMax) {
    const page: ListPage<Row> = await fetchJson(schema, path, { query: { limit: PAGE_ROWS, cursor }, signal });
    rows.push(...page.data);
    cursor = page.meta.nextCursor;
    onProgress?.(rows.length, page.meta.total);
  }
  return { rows, total: first.meta.total, pass: first.meta.pass };
}
