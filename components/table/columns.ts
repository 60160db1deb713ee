import type { ReactNode } from 'react';
import type { Quantity } from '#lib/core/format.ts';

/** What a column sorts by; null = unknown and always comes last. Decimal strings count as 64-bit integers in columns of figures. */
export type SortValue = Quantity | boolean | null | undefined;

/** What a column holds for the filter and the export: one value, several words, or null where it is unknown. */
export type ColumnValue = SortValue | readonly string[];

/** What kind of thing a column holds. Alignment, sorting, filter operators, the export and the plain cell follow from it. */
export type ColumnType =
  | 'text'
  | 'number'
  | 'bytes'
  | 'rate'
  /** Bytes per second. */
  | 'bytesRate'
  /** Length of time: milliseconds, or seconds with `unit: 's'`. */
  | 'duration'
  /** Share 0..1. */
  | 'percent'
  /** Moment: epoch milliseconds or ISO text. */
  | 'time'
  /** One word out of a closed set. */
  | 'state'
  | 'boolean'
  /** Several words. */
  | 'tags';

/** One column, declared once per noun. */
export interface DataColumn<Row> {
  id: string;
  /** Short name in the header. */
  header: string;
  /** One sentence of explanation, shown on the header. */
  hint?: string;
  /** Left out: drawn from `type` and `value`. */
  cell?: (row: Row) => ReactNode;
  /** Left out: figures where `numeric` or `align: 'end'` says so, else text. */
  type?: ColumnType;
  /** Unit of a `duration`'s values. Default: milliseconds. */
  unit?: 'ms' | 's';
  /** What the column holds: it sorts, filters, exports and, without `cell`, draws by this unless something below says otherwise. */
  value?: (row: Row) => ColumnValue;
  /** Why a value is unknown; for columns without `cell`. */
  reason?: (row: Row) => string | null | undefined;
  /** Value for sorting in the browser; without it (and without `value` or `sortable`) the column does not sort. */
  sortValue?: (row: Row) => SortValue;
  /** Sorting compares numbers (64-bit exact) instead of words. Default: what `type` says. */
  numeric?: boolean;
  /** Offers sorting that the server does (`sort.mode = 'server'`). */
  sortable?: boolean;
  /** First click sorts downwards: right for loads and lags. */
  descFirst?: boolean;
  /** Text that plain words of the filter are searched in. */
  filterText?: (row: Row) => string;
  /** What `column:value` is compared with, where it differs from the sort value: codes and words of a state. */
  filterValue?: (row: Row) => ColumnValue;
  /** What an export holds, where it differs: null = unknown. */
  exportValue?: (row: Row) => ColumnValue;
  /** Further names of the column in the filter. */
  aliases?: readonly string[];
  /** `end` for figures. */
  align?: 'start' | 'end';
  /** Width in px; with `grow` the least width. */
  width: number;
  /** Width in px where the table is as narrow as a phone. Default: `width`. */
  narrow?: number;
  /** Takes the room that is left. */
  grow?: boolean;
  /** Least width of the window in px at which it shows: lesser columns leave first. Left out = always. */
  from?: number;
  /** 1 = needed most. Where the table is too narrow, columns with a priority leave, the highest number first. */
  priority?: number;
  /** Shown only when chosen. */
  hidden?: boolean;
}

/** One column that sorts, and how. */
export interface SortKey {
  id: string;
  desc: boolean;
}

/** Which column sorts, and which ones decide among equals. */
export interface SortState extends SortKey {
  thenBy?: readonly SortKey[];
}

const FIGURES: ReadonlySet<ColumnType> = new Set<ColumnType>(['number', 'bytes', 'rate', 'bytesRate', 'duration', 'percent']);

/** The column's type, told or seen from how it is declared. */
export function typeOf<Row>(column: DataColumn<Row>): ColumnType {
  return column.type ?? (column.numeric === true || column.align === 'end' ? 'number' : 'text');
}

/** Whether the column holds figures: they align at their end and compare as numbers. */
export function isFigures<Row>(column: DataColumn<Row>): boolean {
  return column.numeric ?? FIGURES.has(typeOf(column));
}

/** Side at which the column's values stand. */
export function alignOf<Row>(column: DataColumn<Row>): 'start' | 'end' {
  return column.align ?? (FIGURES.has(typeOf(column)) ? 'end' : 'start');
}

/** Reader of the value the column sorts by; undefined when it does not sort. */
export function sortValueOf<Row>(column: DataColumn<Row>): ((row: Row) => SortValue) | undefined {
  const read = column.value;
  if (column.sortValue !== undefined || read === undefined) return column.sortValue;
  return (row) => {
    const value = read(row);
    return isList(value) ? value.join(' ') : value;
  };
}

/** Reader of what a filter compares; undefined when the column holds nothing that a person could name. */
export function filterValueOf<Row>(column: DataColumn<Row>): ((row: Row) => ColumnValue) | undefined {
  const told = column.filterValue ?? column.value;
  if (told !== undefined) return told;
  // A rank that only orders (verdicts, troubles) is declared without a type: it means nothing to a reader.
  if (column.type === undefined && !isFigures(column) && alignOf(column) === 'start') {
    const { sortValue, filterText } = column;
    if (sortValue === undefined) return filterText;
    return (row) => {
      const value = sortValue(row);
      return typeof value === 'number' && filterText === undefined ? undefined : value;
    };
  }
  return column.sortValue ?? column.filterText;
}

/** Reader of what an export holds; undefined when there is nothing to export. */
export function exportValueOf<Row>(column: DataColumn<Row>): ((row: Row) => ColumnValue) | undefined {
  return column.exportValue ?? filterValueOf(column);
}

/** Reader of the text that plain words are searched in; columns of words that declare a type take part by themselves. */
export function searchTextOf<Row>(column: DataColumn<Row>): ((row: Row) => string) | undefined {
  if (column.filterText !== undefined || column.type === undefined) return column.filterText;
  if (column.type !== 'text' && column.type !== 'state' && column.type !== 'tags') return undefined;
  const read = filterValueOf(column);
  return read === undefined ? undefined : (row) => wordsOf(read(row)).join(' ');
}

/** A value as words; none where it is unknown. */
export function wordsOf(value: ColumnValue): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  return isList(value) ? value : [String(value)];
}

/** Whether a value is several words. */
export function isList(value: ColumnValue): value is readonly string[] {
  return Array.isArray(value);
}

// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;

/** Text without case and accents, for a filter that forgives both. */
export function foldText(text: string): string {
  // Nearly all names are plain ASCII: ten times as fast.
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
