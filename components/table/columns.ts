import type { ReactNode } from 'react';
import { compareQuantities, type Quantity } from '#lib/core/format.ts';

/** What a column sorts by; null = unknown and always comes last. Decimal strings count as 64-bit integers when `numeric`. */
export type SortValue = Quantity | boolean | null | undefined;

/** One column, declared once per noun. */
export interface DataColumn<Row> {
  id: string;
  /** Short name in the header. */
  header: string;
  /** One sentence of explanation, shown on the header. */
  hint?: string;
  cell: (row: Row) => ReactNode;
  /** Value for sorting in the browser; without it (and without `sortable`) the column does not sort. */
  sortValue?: (row: Row) => SortValue;
  /** Sorting compares numbers (64-bit exact) instead of words. Default: what the values are. */
  numeric?: boolean;
  /** Offers sorting that the server does (`sort.mode = 'server'`). */
  sortable?: boolean;
  /** First click sorts downwards: right for loads and lags. */
  descFirst?: boolean;
  /** Text the filter box searches in. */
  filterText?: (row: Row) => string;
  /** `end` for figures. */
  align?: 'start' | 'end';
  /** Width in px; with `grow` the least width. */
  width: number;
  /** Takes the room that is left. */
  grow?: boolean;
}

/** Which column sorts, and how. */
export interface SortState {
  id: string;
  desc: boolean;
}

const DECIMAL = /^-?\d+$/;

/** Order of two sort values: unknown last whatever the direction is decided by the caller (see `compareForSort`). */
function compareKnown(a: NonNullable<SortValue>, b: NonNullable<SortValue>, numeric: boolean, collator: Intl.Collator): number {
  if (typeof a === 'boolean' || typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string' && !(numeric && DECIMAL.test(a) && DECIMAL.test(b))) {
    return collator.compare(a, b);
  }
  return compareQuantities(a, b);
}

/** Order of two values in a sorted column. Unknown comes last in both directions: it is neither the most nor the least. */
export function compareForSort(a: SortValue, b: SortValue, desc: boolean, numeric: boolean, collator: Intl.Collator): number {
  const aUnknown = a === null || a === undefined || Number.isNaN(a);
  const bUnknown = b === null || b === undefined || Number.isNaN(b);
  if (aUnknown || bUnknown) return Number(aUnknown) - Number(bUnknown);
  const order = compareKnown(a, b, numeric, collator);
  return desc ? -order : order;
}

/** Rows sorted by one column, stable; the given array stays as it is. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  sort: SortState | null,
  locale: string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.id);
  const valueOf = column?.sortValue;
  if (sort === null || valueOf === undefined) return rows;
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const numeric = column?.numeric === true;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => compareForSort(a.value, b.value, sort.desc, numeric, collator))
    .map(({ row }) => row);
}

/** Text without case and accents, for a filter that forgives both. */
export function foldText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Rows that contain every word of the filter somewhere in their filter texts. */
export function filterRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  filter: string,
): readonly Row[] {
  const words = foldText(filter).split(/\s+/).filter(Boolean);
  const texts = columns.flatMap(({ filterText }) => (filterText === undefined ? [] : [filterText]));
  if (words.length === 0 || texts.length === 0) return rows;
  const folded = foldedTexts(columns);
  return rows.filter((row) => {
    let text = folded.get(row);
    if (text === undefined) {
      text = foldText(texts.map((read) => read(row)).join(' '));
      folded.set(row, text);
    }
    return words.every((word) => text.includes(word));
  });
}

/** Folded texts by columns and row: folding is the dear part, and rows stay the same while a person types. */
const FOLDED = new WeakMap<object, WeakMap<object, string>>();

function foldedTexts(columns: object): WeakMap<object, string> {
  const known = FOLDED.get(columns);
  if (known !== undefined) return known;
  const made = new WeakMap<object, string>();
  FOLDED.set(columns, made);
  return made;
}
