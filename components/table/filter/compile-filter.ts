import { compareQuantities, isKnown, type Quantity } from '#lib/core/format.ts';
import { foldText, isList, type ColumnValue } from '../columns.ts';
import { parseBoolean, parseBytes, parseCount, parseDurationMs, parseMoment, parsePercent } from './amounts.ts';
import type { FilterField, FilterFields } from './fields.ts';
import { hasWildcards, matchesGlob } from './glob.ts';
import { parseFilter, type FilterNode } from './parse-filter.ts';
import { errorAt, type CompareToken, type FilterError, type Operator, type TextToken } from './tokens.ts';

/** Whether a row fits; null = nobody knows, since the value is unknown. */
type Test<Row> = (row: Row, nowMs: number) => boolean | null;

/** A filter that can be asked. Rows of which nobody knows whether they fit do not. */
export interface CompiledFilter<Row> {
  matches: (row: Row, nowMs: number) => boolean;
}

/** Turns a filter text into a test over rows, or tells what is wrong with it and where. An empty text fits every row. */
export function compileFilter<Row>(text: string, fields: FilterFields<Row>): CompiledFilter<Row> | FilterError {
  const tree = parseFilter(text, (name) => fields.find(name) !== undefined);
  if ('code' in tree) return tree;
  const test = compile(tree, fields);
  if ('code' in test) return test;
  return { matches: (row, nowMs) => test(row, nowMs) === true };
}

function compile<Row>(node: FilterNode, fields: FilterFields<Row>): Test<Row> | FilterError {
  switch (node.kind) {
    case 'word':
      return compileWord(node.token, fields);
    case 'compare':
      return compileCompare(node.token, node.value, fields);
    case 'not': {
      const test = compile(node.node, fields);
      if ('code' in test) return test;
      return (row, nowMs) => {
        const fits = test(row, nowMs);
        return fits === null ? null : !fits;
      };
    }
    case 'and':
    case 'or': {
      const tests: Test<Row>[] = [];
      for (const inner of node.nodes) {
        const test = compile(inner, fields);
        if ('code' in test) return test;
        tests.push(test);
      }
      return joined(tests, node.kind === 'or');
    }
  }
}

/** `decides` is the answer of one part that settles the whole; without it one unknown part leaves the whole unknown. */
function joined<Row>(tests: readonly Test<Row>[], decides: boolean): Test<Row> {
  return (row, nowMs) => {
    let answer: boolean | null = !decides;
    for (const test of tests) {
      const fits = test(row, nowMs);
      if (fits === decides) return decides;
      if (fits === null) answer = null;
    }
    return answer;
  };
}

function compileWord<Row>({ text, quoted }: TextToken, fields: FilterFields<Row>): Test<Row> {
  const textOf = fields.text;
  if (textOf === null) return () => true;
  const word = foldText(text);
  if (quoted || !hasWildcards(word)) return (row) => textOf(row).includes(word);
  return (row) => matchesGlob(textOf(row), `*${word}*`);
}

/** Words that ask for what is not known, in both languages. */
const UNKNOWN = new Set(['unknown', 'desconhecido', 'desconhecida']);

function compileCompare<Row>(token: CompareToken, value: TextToken, fields: FilterFields<Row>): Test<Row> | FilterError {
  const field = fields.find(token.field);
  if (field === undefined) return errorAt('unknownField', token.fieldSpan, token.field, nearest(token.field, fields));
  const { read } = field;
  const { operator } = token;
  const isEquality = operator === ':' || operator === '=' || operator === '!=';
  const folded = foldText(value.text);
  if (isEquality && !value.quoted && UNKNOWN.has(folded)) {
    const isText = TEXTS.has(field.type);
    const wanted = operator !== '!=';
    return (row) => (isMissing(read(row)) || (isText && field.words(row).includes(folded))) === wanted;
  }
  if (TEXTS.has(field.type)) {
    return isEquality ? compareWords(field, operator, value) : errorAt('wrongOperator', token.operatorSpan, token.field);
  }
  switch (field.type) {
    case 'boolean': {
      const wanted = parseBoolean(folded);
      if (wanted === null) return errorAt('badBoolean', value, value.text);
      if (!isEquality) return errorAt('wrongOperator', token.operatorSpan, token.field);
      return (row) => {
        const held = read(row);
        return typeof held === 'boolean' ? (held === wanted) === (operator !== '!=') : null;
      };
    }
    case 'time':
      return compareTime(read, token, value);
    case 'bytes':
    case 'bytesRate':
      return compareAmount(read, operator, parseBytes(value.text) ?? errorAt('badBytes', value, value.text));
    case 'duration': {
      const ms = parseDurationMs(value.text);
      const wanted = ms === null ? null : field.unit === 's' ? ms / 1000 : ms;
      return compareAmount(read, operator, wanted ?? errorAt('badDuration', value, value.text));
    }
    case 'percent':
      return compareAmount(read, operator, parsePercent(value.text) ?? errorAt('badPercent', value, value.text));
    default:
      return compareAmount(read, operator, parseCount(value.text) ?? errorAt('badNumber', value, value.text));
  }
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'state', 'tags']);

function isMissing(value: ColumnValue): boolean {
  return value === null || value === undefined || value === '' || (isList(value) && value.length === 0) || Number.isNaN(value);
}

function compareWords<Row>(field: FilterField<Row>, operator: Operator, { text, quoted }: TextToken): Test<Row> {
  const wanted = foldText(text);
  const fits =
    !quoted && hasWildcards(wanted)
      ? (word: string) => matchesGlob(word, wanted)
      : operator === ':'
        ? (word: string) => word.includes(wanted)
        : (word: string) => word === wanted;
  return (row) => {
    const words = field.words(row);
    return words.length === 0 ? null : words.some(fits) === (operator !== '!=');
  };
}

function holds(operator: Operator, order: number): boolean {
  switch (operator) {
    case ':':
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
  }
}

function compareAmount<Row>(
  read: (row: Row) => ColumnValue,
  operator: Operator,
  wanted: Quantity | FilterError,
): Test<Row> | FilterError {
  if (typeof wanted === 'object') return wanted;
  return (row) => {
    const held = read(row);
    // "For ever" and the like are infinite: larger than anything, and known.
    if (held === Infinity || held === -Infinity) return holds(operator, held);
    if (typeof held === 'boolean' || isList(held) || !isKnown(held)) return null;
    return holds(operator, compareQuantities(held, wanted));
  };
}

/** Times compare with a moment ("2026-11-25": that whole day), or by their age ("5min": so long ago). */
function compareTime<Row>(read: (row: Row) => ColumnValue, token: CompareToken, value: TextToken): Test<Row> | FilterError {
  const { operator } = token;
  const moment = parseMoment(value.text);
  const ageMs = moment === null ? parseDurationMs(value.text) : null;
  if (moment === null && ageMs === null) return errorAt('badTime', value, value.text);
  if (ageMs !== null && !/[<>]/.test(operator)) return errorAt('wrongOperator', token.operatorSpan, token.field);
  return (row, nowMs) => {
    const at = timeOf(read(row));
    if (at === null) return null;
    if (moment === null) return holds(operator, nowMs - at - (ageMs ?? 0));
    const order = at < moment.fromMs ? -1 : at >= moment.toMs ? 1 : 0;
    return holds(operator, order);
  };
}

/** Epoch milliseconds of a column's time, given as such or as ISO text; null = unknown. */
export function timeOf(value: ColumnValue): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value === '') return null;
  const at = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/** The field whose name begins alike; null when none does. */
function nearest<Row>(name: string, fields: FilterFields<Row>): string | null {
  const folded = foldText(name);
  const alike = fields.list.map(({ localName, id }) => {
    const lengths = [localName, foldText(id)].map((known) => sharedStart(known, folded));
    return { localName, length: Math.max(...lengths) };
  });
  const best = alike.toSorted((a, b) => b.length - a.length)[0];
  return best === undefined || best.length < 2 ? null : best.localName;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
