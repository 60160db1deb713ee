import { compareQuantities } from '#lib/core/format.ts';
import { isFigures, sortValueOf, type DataColumn, type SortKey, type SortState, type SortValue } from './columns.ts';

/** More columns than this tell nobody anything. */
export const SORT_KEYS_MAX = 4;

const DECIMAL = /^-?\d+$/;

/** The columns that sort, the first one first. */
export function sortKeys(sort: SortState | null): readonly SortKey[] {
  return sort === null ? [] : [{ id: sort.id, desc: sort.desc }, ...(sort.thenBy ?? [])];
}

/** The order that these columns make; null without any. */
export function sortOf(keys: readonly SortKey[]): SortState | null {
  const [first, ...thenBy] = keys;
  if (first === undefined) return null;
  return thenBy.length === 0 ? { id: first.id, desc: first.desc } : { id: first.id, desc: first.desc, thenBy };
}

/** What a click on a header asks for: its natural direction, then the other, then the default order again. `adds` (Shift) keeps the columns that sort already. */
export function nextSort<Row>(column: DataColumn<Row>, sort: SortState | null, adds: boolean): SortState | null {
  const first = column.descFirst === true;
  const keys = sortKeys(sort);
  const known = keys.find(({ id }) => id === column.id);
  if (!adds) {
    if (known === undefined || keys[0] !== known) return { id: column.id, desc: first };
    return known.desc === first ? { id: column.id, desc: !first } : null;
  }
  if (known === undefined) {
    return keys.length < SORT_KEYS_MAX ? sortOf([...keys, { id: column.id, desc: first }]) : sort;
  }
  const others = keys.filter((key) => key !== known);
  if (known.desc !== first) return sortOf(others);
  return sortOf(keys.map((key) => (key === known ? { id: key.id, desc: !first } : key)));
}

function isUnknown(value: SortValue): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value);
}

function compareKnown(a: NonNullable<SortValue>, b: NonNullable<SortValue>, numeric: boolean, collator: Intl.Collator): number {
  if (typeof a === 'boolean' || typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string' && !(numeric && DECIMAL.test(a) && DECIMAL.test(b))) {
    return collator.compare(a, b);
  }
  return compareQuantities(a, b);
}

/** Order of two values in a sorted column. Unknown comes last in both directions: it is neither the most nor the least. */
function compareForSort(a: SortValue, b: SortValue, desc: boolean, numeric: boolean, collator: Intl.Collator): number {
  if (isUnknown(a) || isUnknown(b)) return Number(isUnknown(a)) - Number(isUnknown(b));
  const order = compareKnown(a, b, numeric, collator);
  return desc ? -order : order;
}

/** Decimal strings of figures become numbers once instead of at each comparison; beyond 2^53 they become bigint. */
function prepared(value: SortValue, numeric: boolean): SortValue {
  if (!numeric || typeof value !== 'string' || !DECIMAL.test(value)) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

/** Rows sorted by the columns of `sort`, stable; the given array stays as it is. Columns nobody knows are passed over. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  sort: SortState | null,
  locale: string,
): readonly Row[] {
  const keys = sortKeys(sort).flatMap(({ id, desc }) => {
    const column = columns.find((candidate) => candidate.id === id);
    const read = column === undefined ? undefined : sortValueOf(column);
    return column === undefined || read === undefined ? [] : [{ read, desc, numeric: isFigures(column) }];
  });
  if (keys.length === 0) return rows;
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  return rows
    .map((row) => ({ row, values: keys.map(({ read, numeric }) => prepared(read(row), numeric)) }))
    .sort((a, b) => {
      for (const [at, { desc, numeric }] of keys.entries()) {
        const order = compareForSort(a.values[at], b.values[at], desc, numeric, collator);
        if (order !== 0) return order;
      }
      return 0;
    })
    .map(({ row }) => row);
}
