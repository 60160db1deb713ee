import {
  filterValueOf,
  foldText,
  isFigures,
  searchTextOf,
  typeOf,
  wordsOf,
  type ColumnType,
  type ColumnValue,
  type DataColumn,
} from '../columns.ts';
import { tokenize } from './tokens.ts';

/** A column as the filter sees it. */
export interface FilterField<Row> {
  id: string;
  /** The column's header. */
  label: string;
  /** What it is called where a reader sees it: the header where that is one word, else the id. */
  localName: string;
  type: ColumnType;
  unit: 'ms' | 's';
  read: (row: Row) => ColumnValue;
  /** The row's words here, folded. Folding is the dear part, and rows stay the same while a person types: kept per row. */
  words: (row: Row) => readonly string[];
}

/** What a table can be filtered by. */
export interface FilterFields<Row> {
  list: readonly FilterField<Row>[];
  /** The field of that name, in any spelling of case and accents. */
  find: (name: string) => FilterField<Row> | undefined;
  /** All searchable text of a row, folded; null when no column has any. */
  text: ((row: Row) => string) | null;
}

const KNOWN = new WeakMap<object, unknown>();

/** The fields of a table's columns; one object per array of columns. */
export function fieldsOf<Row extends object>(columns: readonly DataColumn<Row>[]): FilterFields<Row> {
  const known = KNOWN.get(columns);
  // What was put in for this very array has its type.
  if (known !== undefined) return known as FilterFields<Row>;
  const made = makeFields(columns);
  KNOWN.set(columns, made);
  return made;
}

function makeFields<Row extends object>(columns: readonly DataColumn<Row>[]): FilterFields<Row> {
  const list = columns.flatMap((column): FilterField<Row>[] => {
    const read = filterValueOf(column);
    if (read === undefined) return [];
    const type = typeOf(column);
    return [
      {
        id: column.id,
        label: column.header,
        localName: column.id,
        type: type === 'text' && isFigures(column) ? 'number' : type,
        unit: column.unit ?? 'ms',
        read,
        words: perRow((row) => wordsOf(read(row)).map(foldText)),
      },
    ];
  });
  const byName = new Map(list.map((field) => [foldText(field.id), field]));
  const claim = (name: string, field: FilterField<Row>): boolean => {
    if (byName.has(name)) return byName.get(name) === field;
    byName.set(name, field);
    return true;
  };
  for (const field of list) {
    const header = foldText(field.label);
    const isOneWord = /^\p{L}[\p{L}\p{N}]*$/u.test(header);
    const isOurs = claim(header.replaceAll(/[^\p{L}\p{N}]+/gu, ''), field);
    if (isOneWord && isOurs) field.localName = header;
  }
  for (const { id, aliases = [] } of columns) {
    const field = list.find((candidate) => candidate.id === id);
    if (field !== undefined) for (const alias of aliases) claim(foldText(alias), field);
  }
  const texts = columns.flatMap((column) => searchTextOf(column) ?? []);
  return {
    list,
    find: (name) => byName.get(foldText(name)),
    text: texts.length === 0 ? null : perRow((row) => foldText(texts.map((read) => read(row)).join(' '))),
  };
}

function perRow<Row extends object, Made>(make: (row: Row) => Made): (row: Row) => Made {
  const kept = new WeakMap<Row, Made>();
  return (row) => {
    const known = kept.get(row);
    if (known !== undefined) return known;
    const made = make(row);
    kept.set(row, made);
    return made;
  };
}

/** The filter with each field named by its column's id (for addresses) or in the reader's words (for the field on the screen). */
export function renameFields<Row>(text: string, fields: FilterFields<Row>, to: 'id' | 'local'): string {
  const tokens = tokenize(text, (name) => fields.find(name) !== undefined);
  if (!Array.isArray(tokens)) return text;
  let out = text;
  for (const token of tokens.toReversed()) {
    if (token.kind !== 'compare') continue;
    const field = fields.find(token.field);
    if (field === undefined) continue;
    const name = to === 'id' ? field.id : field.localName;
    out = out.slice(0, token.fieldSpan.start) + name + out.slice(token.fieldSpan.end);
  }
  return out;
}
