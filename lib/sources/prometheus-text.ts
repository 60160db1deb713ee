import { SourceFault } from './source-fault.ts';

/** One line of a metrics page. */
export interface TextSample {
  /** Label names in lower case. */
  labels: ReadonlyMap<string, string>;
  /** NaN and ±Infinity as they stand. */
  value: number;
}

const QUOTE = 34;
const HASH = 35;
const BACKSLASH = 92;
const NEWLINE = 10;
const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_.-]*/y;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
/** More lines of one name than any node has listeners, processors and requests are labels that Farol did not ask for. */
const SAMPLES_PER_NAME_MAX = 2_000;

/** Name under which the dialects agree on case and on the `_total` that newer exporters append to every counter. */
export function plainName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('_total') ? lower.slice(0, -'_total'.length) : lower;
}

/**
 * Reads a page in Prometheus' text format (or OpenMetrics, exemplars skipped) in one pass. Only samples whose `plainName` is wanted are kept, and of these only
 * those without a `topic` or `partition` label, which are shares of the broker's own figures. Throws SourceFault `MALFORMED` with the line of what is no such page.
 */
export function parsePrometheusText(text: string, isWanted: (plain: string) => boolean): Map<string, TextSample[]> {
  const found = new Map<string, TextSample[]>();
  /** By the name as it stands on the page; null = not wanted. Pages have few names and many lines. */
  const known = new Map<string, TextSample[] | null>();
  let at = 0;
  for (let line = 1; at < text.length; line++) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const start = skipBlanks(text, at, end);
    at = end + 1;
    if (start === end || text.charCodeAt(start) === HASH) continue;
    const nameEnd = endOfName(text, start, end);
    const name = text.slice(start, nameEnd);
    let samples = known.get(name);
    if (samples === undefined) {
      if (!NAME.test(name)) throw malformed(line);
      const plain = plainName(name);
      samples = isWanted(plain) ? (found.get(plain) ?? []) : null;
      if (samples !== null) found.set(plain, samples);
      known.set(name, samples);
    }
    if (samples === null) continue;
    const sample = parseSample(text, nameEnd, end, line);
    if (sample.labels.has('topic') || sample.labels.has('partition')) continue;
    if (samples.length < SAMPLES_PER_NAME_MAX) samples.push(sample);
  }
  return found;
}

function malformed(line: number): SourceFault {
  return new SourceFault('MALFORMED', `Line ${line} of the answer is not in Prometheus' text format: is this the right address?`);
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t' || text[at] === '\r')) at++;
  return at;
}

function endOfName(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text[at] !== '{' && text[at] !== ' ' && text[at] !== '\t') at++;
  return at;
}

/** What stands after the name: labels, value, and what may follow (time stamp, exemplar), which is of no interest. */
function parseSample(text: string, from: number, end: number, line: number): TextSample {
  let at = skipBlanks(text, from, end);
  let labels: ReadonlyMap<string, string> = NO_LABELS;
  if (text[at] === '{') {
    const read = parseLabels(text, at + 1, end, line);
    labels = read.labels;
    at = skipBlanks(text, read.at, end);
  }
  let valueEnd = at;
  while (valueEnd < end && text[valueEnd] !== ' ' && text[valueEnd] !== '\t' && text[valueEnd] !== '\r') valueEnd++;
  return { labels, value: parseValue(text.slice(at, valueEnd), line) };
}

const NO_LABELS: ReadonlyMap<string, string> = new Map();

function parseLabels(text: string, from: number, end: number, line: number): { labels: Map<string, string>; at: number } {
  const labels = new Map<string, string>();
  let at = skipBlanks(text, from, end);
  while (text[at] !== '}') {
    LABEL_NAME.lastIndex = at;
    const name = LABEL_NAME.exec(text)?.[0];
    if (name === undefined) throw malformed(line);
    at = skipBlanks(text, at + name.length, end);
    if (text[at] !== '=') throw malformed(line);
    at = skipBlanks(text, at + 1, end);
    if (text.charCodeAt(at) !== QUOTE) throw malformed(line);
    const value = parseQuoted(text, at + 1, end, line);
    labels.set(name.toLowerCase(), value.text);
    at = skipBlanks(text, value.at, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1, end);
    else if (text[at] !== '}') throw malformed(line);
  }
  return { labels, at: at + 1 };
}

function parseQuoted(text: string, from: number, end: number, line: number): { text: string; at: number } {
  let plainFrom = from;
  let value = '';
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { text: value + text.slice(plainFrom, at), at: at + 1 };
    if (code !== BACKSLASH) continue;
    const escaped = text[at + 1];
    if (escaped === undefined || escaped.charCodeAt(0) === NEWLINE) break;
    value += text.slice(plainFrom, at) + (escaped === 'n' ? '\n' : escaped);
    at++;
    plainFrom = at + 1;
  }
  throw malformed(line);
}

function parseValue(text: string, line: number): number {
  if (NUMBER.test(text)) return Number(text);
  switch (text.toLowerCase()) {
    case 'nan':
      return Number.NaN;
    case 'inf':
    case '+inf':
      return Number.POSITIVE_INFINITY;
    case '-inf':
      return Number.NEGATIVE_INFINITY;
    default:
      throw malformed(line);
  }
}
