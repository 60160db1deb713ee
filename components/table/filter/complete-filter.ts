import { foldText, type ColumnType } from '../columns.ts';
import type { FilterField, FilterFields } from './fields.ts';

/** One thing the reader may mean. */
export interface Completion {
  kind: 'field' | 'operator' | 'value';
  /** What stands in the list. */
  name: string;
  /** What it says beside: a field's header, a value's word. Empty for none. */
  detail: string;
  /** What is written instead of the piece at hand. */
  insert: string;
}

/** What may be written in place of `[from, to)`. */
export interface Completions {
  from: number;
  to: number;
  options: readonly Completion[];
}

/** A value that rows hold, and its word where they show another. */
export interface KnownValue {
  text: string;
  word: string;
}

const OPTIONS_MAX = 8;
const FIELD = String.raw`[\p{L}_][\p{L}\p{N}_.-]*`;
const IN_VALUE = new RegExp(String.raw`(${FIELD})\s*(?:!=|>=|<=|[:=<>])\s*("[^"]*|[^\s()"]*)$`, 'u');
const IN_WORD = new RegExp(String.raw`(?:^|[\s(-])(${FIELD})$`, 'u');
const REST = /^[^\s()":=<>!]*/;

const ORDERED = ['>', '>=', '<', '<=', '=', '!='];
const EQUAL = ['=', '!='];

/** Operators that fit a type, the likeliest first. */
export function operatorsOf(type: ColumnType): readonly string[] {
  switch (type) {
    case 'text':
      return [':', '=', '!='];
    case 'state':
    case 'tags':
    case 'boolean':
      return EQUAL;
    case 'time':
      return ['<', '>', '='];
    default:
      return ORDERED;
  }
}

/** Values worth offering where rows hold anything: they show the units. */
function examplesOf(type: ColumnType): readonly string[] {
  switch (type) {
    case 'duration':
    case 'time':
      return ['30s', '5min', '1h', '1d'];
    case 'bytes':
      return ['1MiB', '100MiB', '1GiB', '10GiB'];
    case 'bytesRate':
      return ['1MiB/s', '10MiB/s', '100MiB/s'];
    case 'percent':
      return ['50%', '80%', '90%'];
    case 'number':
    case 'rate':
      return ['0', '1k', '1M'];
    case 'boolean':
      return ['true', 'false'];
    default:
      return [];
  }
}

/**
 * What the piece at the caret may become: a field's name, then its operators, then its values (`valuesOf`: those that rows hold).
 * Nothing where a plain word is written that begins no field.
 */
export function completeFilter<Row>(
  text: string,
  caret: number,
  fields: FilterFields<Row>,
  valuesOf: (field: FilterField<Row>) => readonly KnownValue[],
): Completions {
  const before = text.slice(0, caret);
  const to = caret + (REST.exec(text.slice(caret))?.[0].length ?? 0);
  const inValue = IN_VALUE.exec(before);
  const field = inValue === null ? undefined : fields.find(inValue[1] ?? '');
  if (inValue !== null && field !== undefined) {
    const written = inValue[2] ?? '';
    const wanted = foldText(written.replace(/^"/, ''));
    const examples = examplesOf(field.type).map((example): KnownValue => ({ text: example, word: '' }));
    const options = [...examples, ...(examples.length > 0 ? [] : valuesOf(field))]
      .filter((value) => foldText(`${value.text} ${value.word}`).includes(wanted) && value.text !== written)
      .slice(0, OPTIONS_MAX)
      .map(({ text: value, word }): Completion => ({
        kind: 'value',
        name: value,
        detail: word,
        insert: quoteFilterValue(value),
      }));
    return { from: caret - written.length, to, options };
  }
  const word = IN_WORD.exec(before)?.[1] ?? '';
  const from = caret - word.length;
  const whole = word === '' ? undefined : fields.find(word);
  if (whole !== undefined) {
    const options = operatorsOf(whole.type).map((operator): Completion => ({
      kind: 'operator',
      name: `${word}${operator}`,
      detail: operator,
      insert: `${word}${operator}`,
    }));
    return { from, to, options };
  }
  // Where nothing is begun, all fields; a word that begins none is a plain word.
  if (word === '' && !/(?:^|[\s(-])$/.test(before)) return { from, to, options: [] };
  const wanted = foldText(word);
  const options = fields.list
    .filter(({ id, label, localName }) => [id, label, localName].some((name) => foldText(name).startsWith(wanted)))
    .slice(0, word === '' ? undefined : OPTIONS_MAX)
    .map(({ localName, label, type }): Completion => ({
      kind: 'field',
      name: localName,
      detail: label,
      insert: `${localName}${operatorsOf(type)[0] ?? '='}`,
    }));
  return { from, to, options };
}

/** A value as it is written in a filter: quoted where it must be. */
export function quoteFilterValue(value: string): string {
  const mustQuote = value === '' || /[\s()"*?\\]/.test(value);
  return mustQuote ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : value;
}
