import { csvText, tsvText, type CsvValue } from '#lib/core/csv.ts';
import { exportValueOf, isFigures, isList, typeOf, type ColumnType, type ColumnValue, type DataColumn } from './columns.ts';
import { timeOf } from './filter/compile-filter.ts';

/** One value of an export; null = unknown. 64-bit integers stay decimal strings. */
type ExportValue = string | number | boolean | readonly string[] | null;

/** Units stand in the names, since the values are bare: `size_bytes`, `behind_s`. */
function exportName<Row>(column: DataColumn<Row>): string {
  switch (typeOf(column)) {
    case 'bytes':
      return `${column.id}_bytes`;
    case 'bytesRate':
      return `${column.id}_bytes_per_s`;
    case 'rate':
      return `${column.id}_per_s`;
    case 'duration':
      return `${column.id}_${column.unit ?? 'ms'}`;
    case 'percent':
      return `${column.id}_ratio`;
    default:
      return column.id;
  }
}

interface ExportColumn<Row> {
  name: string;
  isFigure: boolean;
  read: (row: Row) => ExportValue;
}

/** The columns that hold something a file can hold, in their order. */
function exportColumns<Row>(columns: readonly DataColumn<Row>[]): ExportColumn<Row>[] {
  return columns.flatMap((column) => {
    const read = exportValueOf(column);
    if (read === undefined) return [];
    const type = typeOf(column);
    return [{ name: exportName(column), isFigure: isFigures(column), read: (row) => plain(read(row), type) }];
  });
}

function plain(value: ColumnValue, type: ColumnType): ExportValue {
  if (value === null || value === undefined || value === '') return null;
  // Of a state's code and word, the code reads the same in every language.
  if (type === 'state' && isList(value)) return value[0] ?? null;
  if (type === 'time') {
    const at = timeOf(value);
    return at === null || Math.abs(at) > DATE_MAX_MS ? null : new Date(at).toISOString();
  }
  if (typeof value === 'bigint') return value.toString();
  // "For ever" is known, and no number of JSON.
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? null : String(value);
  return value;
}

/** Beyond it a Date is invalid. */
const DATE_MAX_MS = 8.64e15;
const INTEGER = /^-?\d+$/;
const FIGURE = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

/** A value as a cell: what is a figure stays one, though the API wrote it as text; everything else is text. */
function cellOf(value: ExportValue, isFigure: boolean): CsvValue {
  if (value === null || typeof value === 'number') return value;
  const text = isList(value) ? value.join(' ') : String(value);
  if (isFigure && INTEGER.test(text)) return BigInt(text);
  return isFigure && FIGURE.test(text) ? Number(text) : text;
}

function cells<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[]): CsvValue[][] {
  const parts = exportColumns(columns);
  return [parts.map(({ name }) => name), ...rows.map((row) => parts.map(({ read, isFigure }) => cellOf(read(row), isFigure)))];
}

/** Rows as CSV: unknown empty, times in ISO, 64-bit integers exact, safe to open in a spreadsheet. */
export function toCsv<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[]): string {
  return csvText(cells(rows, columns));
}

/** Rows as tab-separated text for the clipboard: what pastes into a spreadsheet. */
export function toTabs<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[]): string {
  return tsvText(cells(rows, columns));
}

/** Rows as JSON: one object a row, unknown null, times in ISO, 64-bit integers as decimal strings as in Farol's API. */
export function toJson<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[]): string {
  const parts = exportColumns(columns);
  const objects = rows.map((row) => Object.fromEntries(parts.map(({ name, read }) => [name, read(row)])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** Formats an export comes in. */
export type ExportFormat = 'csv' | 'json';

/** Gives the browser a file of the rows. `name` is its name without ending. */
export function saveFile<Row>(
  format: ExportFormat,
  name: string,
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
): void {
  const text = format === 'csv' ? toCsv(rows, columns) : toJson(rows, columns);
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
  // The download has its own hold on the data by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** Name of an export's file: list and minute, in UTC, in signs that every system takes. */
export function fileName(list: string, now: Date): string {
  return `farol-${list.replaceAll(/[^\w-]+/g, '-')}-${now.toISOString().slice(0, 16).replaceAll(':', '')}Z`;
}
