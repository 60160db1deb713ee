import { AppError } from './errors.ts';

/** What a row is sorted by. null = unknown, which stands last in either direction. */
export type SortValue = string | number | bigint | boolean | null;

/** What a person asked of a list. */
export interface ListRequest {
  q?: string | undefined;
  sort?: string | undefined;
  order?: 'asc' | 'desc' | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** How a list of `Row` is filtered and ordered. */
export interface ListShape<Row> {
  /** Unique name of a row; breaks ties, so that paging is stable. */
  key(row: Row): string;
  /** Text that `q` searches, case-insensitively, as a substring. */
  text(row: Row): string;
  /** Sortable columns by the name used in `sort`. */
  columns: Readonly<Record<string, (row: Row) => SortValue>>;
  defaultSort: string;
  defaultOrder?: 'asc' | 'desc';
}

export interface ListSlice<Row> {
  rows: Row[];
  /** Rows that match `q`, over all pages. */
  total: number;
  nextCursor: string | null;
}

type WireValue = null | boolean | string | number | { int: string };

interface Cursor {
  sort: string;
  order: 'asc' | 'desc';
  value: SortValue;
  key: string;
}

/**
 * Filters, sorts and pages rows. The cursor holds the position (sort value and key of the last row), not a number of rows:
 * rows that come and go between two pages neither repeat nor hide others.
 * Throws `invalid` for an unknown column or a cursor that belongs to another question.
 */
export function listPage<Row>(rows: readonly Row[], request: ListRequest, shape: ListShape<Row>): ListSlice<Row> {
  const sort = request.sort ?? shape.defaultSort;
  const column = Object.hasOwn(shape.columns, sort) ? shape.columns[sort] : undefined;
  if (column === undefined) {
    throw new AppError('invalid', `This list has no column “${sort}” to sort by.`, {
      invalidParams: [{ name: 'sort', reason: `expected one of: ${Object.keys(shape.columns).join(', ')}` }],
    });
  }
  const order = request.order ?? (request.sort === undefined ? (shape.defaultOrder ?? 'asc') : 'asc');
  const after = request.cursor === undefined ? null : decodeCursor(request.cursor, sort, order);

  const needle = request.q?.trim().toLowerCase() ?? '';
  const matching = needle === '' ? rows : rows.filter((row) => shape.text(row).toLowerCase().includes(needle));
  const places = matching.map((row) => ({ row, value: column(row), key: shape.key(row) }));
  const wanted = after === null ? places : places.filter((place) => comparePlaces(place, after, order) > 0);
  wanted.sort((a, b) => comparePlaces(a, b, order));

  const page = wanted.slice(0, request.limit);
  const last = page.at(-1);
  const more = wanted.length > page.length && last !== undefined;
  return {
    rows: page.map((place) => place.row),
    total: matching.length,
    nextCursor: more ? encodeCursor({ sort, order, value: last.value, key: last.key }) : null,
  };
}

function comparePlaces(a: { value: SortValue; key: string }, b: { value: SortValue; key: string }, order: 'asc' | 'desc') {
  if (a.value === null || b.value === null) {
    if (a.value !== b.value) return a.value === null ? 1 : -1;
  } else {
    const byValue = compareValues(a.value, b.value);
    if (byValue !== 0) return order === 'asc' ? byValue : -byValue;
  }
  return compareText(a.key, b.key);
}

function compareValues(a: NonNullable<SortValue>, b: NonNullable<SortValue>): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return compareText(a.toLowerCase(), b.toLowerCase()) || compareText(a, b);
  }
  // bigint and number compare exactly with each other by the language's own rules.
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Code-unit order: the same on every machine and in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function encodeCursor(cursor: Cursor): string {
  const value: WireValue = typeof cursor.value === 'bigint' ? { int: cursor.value.toString() } : cursor.value;
  return Buffer.from(JSON.stringify([cursor.sort, cursor.order, value, cursor.key])).toString('base64url');
}

function decodeCursor(text: string, sort: string, order: 'asc' | 'desc'): Cursor {
  const refused = new AppError('invalid', 'The cursor does not belong to this list. Start again from the first page.', {
    invalidParams: [{ name: 'cursor', reason: 'use meta.nextCursor of the page before, with the same sort and order' }],
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refused;
  }
  if (!Array.isArray(parsed) || parsed.length !== 4) throw refused;
  const [cursorSort, cursorOrder, value, key] = parsed as unknown[];
  if (cursorSort !== sort || cursorOrder !== order || typeof key !== 'string') throw refused;
  const decoded = decodeValue(value);
  if (decoded === undefined) throw refused;
  return { sort, order, value: decoded, key };
}

function decodeValue(value: unknown): SortValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'object' && 'int' in value && typeof value.int === 'string' && /^-?\d{1,19}$/.test(value.int)) {
    return BigInt(value.int);
  }
  return undefined;
}
