/** A piece of the filter text: `[start, end)` in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** How a field is compared: contains, equals, or by size. */
export type Operator = ':' | '=' | '!=' | '>' | '>=' | '<' | '<=';

/** A word or quoted text. Only unquoted ones may be keywords or hold wildcards. */
export interface TextToken extends Span {
  kind: 'text';
  text: string;
  quoted: boolean;
}

/** `field operator value`; the value is null when nothing stands there yet. */
export interface CompareToken extends Span {
  kind: 'compare';
  /** As written. */
  field: string;
  fieldSpan: Span;
  operator: Operator;
  operatorSpan: Span;
  value: TextToken | null;
}

/** A parenthesis, or the minus that negates. */
interface MarkToken extends Span {
  kind: 'open' | 'close' | 'minus';
}

/** One piece of the filter language. */
export type Token = TextToken | CompareToken | MarkToken;

/** What is wrong with a filter, and where. */
export interface FilterError extends Span {
  code:
    | 'tooLong'
    | 'tooComplex'
    | 'unclosedQuote'
    | 'unclosedGroup'
    | 'emptyGroup'
    | 'strayClose'
    | 'missingValue'
    | 'unknownField'
    | 'wrongOperator'
    | 'badNumber'
    | 'badBytes'
    | 'badDuration'
    | 'badPercent'
    | 'badTime'
    | 'badBoolean';
  /** The field or value that is meant. */
  subject: string;
  /** For an unknown field: one that is spelled alike; null when none is. */
  near: string | null;
}

/** Longest filter text that is read. Keeps pasted pages from costing anything. */
export const FILTER_TEXT_MAX = 1000;

const FIELD_AND_OPERATOR = /([\p{L}_][\p{L}\p{N}_.-]{0,63})(\s*)(!=|>=|<=|[:=<>])/uy;
const SPACES = /\s*/y;
const BARE = /[^\s()"]+/y;

/** An error at a span. */
export function errorAt(code: FilterError['code'], span: Span, subject = '', near: string | null = null): FilterError {
  return { code, start: span.start, end: span.end, subject, near };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Reads a quoted text that begins at `at`; a backslash keeps the next sign as it is. */
function quoted(text: string, at: number): TextToken | FilterError {
  let out = '';
  for (let index = at + 1; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (sign === '"') return { kind: 'text', text: out, quoted: true, start: at, end: index + 1 };
    if (sign === '\\' && index + 1 < text.length) index += 1;
    out += text.charAt(index);
  }
  return errorAt('unclosedQuote', { start: at, end: text.length });
}

/** Reads a word or quoted text that begins at `at`; null when neither does. */
function textAt(text: string, at: number): TextToken | FilterError | null {
  if (text.charAt(at) === '"') return quoted(text, at);
  const word = match(BARE, text, at)?.[0];
  return word === undefined ? null : { kind: 'text', text: word, quoted: false, start: at, end: at + word.length };
}

/**
 * The filter text in pieces, in one pass from left to right. `isField` tells which names are columns: "localhost:9092" stays a word,
 * and spaces may stand around an operator only after a column's name.
 */
export function tokenize(text: string, isField: (name: string) => boolean): Token[] | FilterError {
  if (text.length > FILTER_TEXT_MAX) return errorAt('tooLong', { start: FILTER_TEXT_MAX, end: text.length });
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += match(SPACES, text, at)?.[0].length ?? 0;
    if (at >= text.length) return tokens;
    const sign = text.charAt(at);
    if (sign === '(' || sign === ')') {
      tokens.push({ kind: sign === '(' ? 'open' : 'close', start: at, end: at + 1 });
      at += 1;
      continue;
    }
    if (sign === '-' && /[^\s)]/.test(text.charAt(at + 1))) {
      tokens.push({ kind: 'minus', start: at, end: at + 1 });
      at += 1;
      continue;
    }
    const token = compareAt(text, at, isField) ?? textAt(text, at);
    if (token === null) return tokens;
    if ('code' in token) return token;
    tokens.push(token);
    at = token.end;
  }
}

function compareAt(text: string, at: number, isField: (name: string) => boolean): CompareToken | FilterError | null {
  const found = match(FIELD_AND_OPERATOR, text, at);
  if (found === null) return null;
  const [whole, field = '', spaces = '', written = ''] = found;
  const known = isField(field);
  // A colon or a space after something that is no column belongs to a word.
  if (!known && (written === ':' || spaces !== '')) return null;
  const fieldSpan = { start: at, end: at + field.length };
  const operatorSpan = { start: at + whole.length - written.length, end: at + whole.length };
  let valueAt = operatorSpan.end;
  if (known) valueAt += match(SPACES, text, valueAt)?.[0].length ?? 0;
  const value = textAt(text, valueAt);
  if (value !== null && 'code' in value) return value;
  return {
    kind: 'compare',
    field,
    fieldSpan,
    operator: written as Operator,
    operatorSpan,
    value,
    start: at,
    end: value?.end ?? operatorSpan.end,
  };
}
