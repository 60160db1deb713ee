import { SPAN_LONGEST_MS, SPAN_SHORTEST_MS, parseSpan, spanOf, type TimeRange, type TimeWindow } from './time-range.ts';
import { fromLocalInput, startOfDay } from './zoned-time.ts';

/** What written times mean: the present, and the zone of those that name none (`undefined` = the machine's own). */
export interface ReadingContext {
  nowMs: number;
  timeZone: string | undefined;
}

/** Longest text that is looked at; a pasted page is no range. */
const TEXT_LONGEST = 2_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Units as people write them in either language. */
const UNITS: readonly [RegExp, number][] = [
  [/^(m|min|mins|minutes?|minutos?)$/, 60_000],
  [/^(h|hr|hrs|hours?|horas?)$/, HOUR_MS],
  [/^(d|days?|dias?)$/, DAY_MS],
  [/^(w|wk|weeks?|sem|semanas?)$/, 7 * DAY_MS],
];
const TODAY = new Set(['today', 'hoje']);
const YESTERDAY = new Set(['yesterday', 'ontem']);
/** What may stand between two times, the plainest last: a hyphen also stands inside a date. */
const SEPARATORS = [/\s+(?:to|until|a|até|e|and)\s+/i, /\s*(?:→|–|—|\.\.+|;|,|\n|\t)\s*/, /\s+-\s+/, /\//, /\s+/];

/**
 * The range a person typed or pasted: a length ("45m", "1h30", "últimas 3 horas"), a day ("yesterday", "ontem", "2026-11-24"),
 * two times in ISO, as wall times of the zone or in epoch numbers, a link into Farol, or a link or copied range of Grafana. null when it is none of them.
 */
export function readTimeRange(text: string, context: ReadingContext): TimeRange | null {
  const trimmed = text.trim().replace(/^["'“”]+|["'“”]+$/g, '');
  if (trimmed === '' || trimmed.length > TEXT_LONGEST) return null;
  return (
    readLink(trimmed, context) ?? readWord(trimmed.toLowerCase(), context) ?? readSpan(trimmed) ?? readPair(trimmed, context)
  );
}

/** `from`, `to` and `range` of a link's query, or of the JSON that Grafana copies. */
function readLink(text: string, context: ReadingContext): TimeRange | null {
  const fields = text.startsWith('{') ? jsonFields(text) : queryFields(text);
  if (fields === null) return null;
  const { from, to, range } = fields;
  if (from !== null && to !== null) return between(from, to, context);
  const span = parseSpan(range);
  return span === null ? null : { kind: 'relative', span };
}

interface RangeFields {
  from: string | null;
  to: string | null;
  range: string | null;
}

function jsonFields(text: string): RangeFields | null {
  try {
    const parsed = JSON.parse(text) as Partial<Record<keyof RangeFields, unknown>>;
    const field = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);
    return { from: field(parsed.from), to: field(parsed.to), range: null };
  } catch {
    return null;
  }
}

function queryFields(text: string): RangeFields | null {
  if (!/(?:^|[?&])(?:from|range)=/.test(text)) return null;
  const query = new URLSearchParams((text.split('?').at(-1) ?? '').split('#')[0]);
  return { from: query.get('from'), to: query.get('to'), range: query.get('range') };
}

function readWord(text: string, { nowMs, timeZone }: ReadingContext): TimeRange | null {
  const today = startOfDay(nowMs, timeZone);
  if (TODAY.has(text)) return today < nowMs ? { kind: 'absolute', from: today, to: nowMs } : null;
  if (YESTERDAY.has(text)) return { kind: 'absolute', from: startOfDay(nowMs, timeZone, -1), to: today };
  return null;
}

/** "45m", "1h30", "1,5 h", "last 2 days", "últimas 3 horas", "now-6h". */
function readSpan(text: string): TimeRange | null {
  const bare = text.toLowerCase().replace(/^(?:last|past|(?:n?[oa]s )?últim[oa]s?|(?:n?[oa]s )?ultim[oa]s?|now\s*-|-)\s*/, '');
  const span = spanOf(lengthOf(bare) ?? 0);
  return span === null ? null : { kind: 'relative', span };
}

/** Length of "1h30", "2 d 4 h", "1.5h" in milliseconds; null when it is no length. */
function lengthOf(text: string): number | null {
  if (!/^(?:\d+(?:[.,]\d+)?\s*[a-z]+\s*)+\d*$/.test(text)) return null;
  let sum = 0;
  let last = 0;
  for (const [, figure = '', unit = ''] of text.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]*)/g)) {
    // "1h30": the bare figure after hours means minutes.
    const unitMs = unit === '' ? (last === HOUR_MS ? 60_000 : null) : (UNITS.find(([name]) => name.test(unit))?.[1] ?? null);
    if (unitMs === null) return null;
    last = unitMs;
    sum += Number(figure.replace(',', '.')) * unitMs;
  }
  return Math.round(sum);
}

function readPair(text: string, context: ReadingContext): TimeRange | null {
  const whole = dayOf(text, context);
  if (whole !== null) return bounded(whole);
  for (const separator of SEPARATORS) {
    const [first, second, ...more] = text.split(separator).filter((part) => part !== '');
    if (first === undefined || second === undefined || more.length > 0) continue;
    const range = between(first, second, context);
    if (range !== null) return range;
  }
  return null;
}

/** The range between two written ends; one that ends "now" and is a plain length moves with the clock. */
function between(from: string, to: string, context: ReadingContext): TimeRange | null {
  const ago = /^now\s*-\s*(\w+)$/.exec(from.trim());
  if (to.trim() === 'now' && ago !== null) return readSpan(ago[1] ?? '');
  const start = edgeOf(from, 'from', context);
  const end = edgeOf(to, 'to', context);
  return start === null || end === null ? null : bounded({ from: start, to: end });
}

function bounded({ from, to }: TimeWindow): TimeRange | null {
  const isReadable = to - from >= SPAN_SHORTEST_MS && to - from <= SPAN_LONGEST_MS && from >= 0;
  return isReadable ? { kind: 'absolute', from, to } : null;
}

/** One written end, epoch ms. A bare day means its beginning, or its end when it is the range's end. */
function edgeOf(text: string, side: 'from' | 'to', context: ReadingContext): number | null {
  const bare = text.trim();
  if (/^\d{12,14}$/.test(bare)) return Number(bare);
  if (/^\d{9,10}$/.test(bare)) return Number(bare) * 1000;
  const moved = movedEdge(bare, side, context);
  if (moved !== null) return moved;
  const day = dayOf(bare, context);
  if (day !== null) return day[side];
  if (/^\d{1,2}:\d{2}(:\d{2})?$/.test(bare)) return clockOf(bare, context);
  const local = fromLocalInput(bare, context.timeZone);
  if (local !== null) return local;
  // Only with a zone of its own: the language's parser would read anything else in the machine's.
  const isIso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})$/i.test(bare);
  const at = isIso
    ? Date.parse(
        bare
          .replace(' ', 'T')
          .replace(/\s/, '')
          .replace(/([+-]\d{2})(\d{2})$/, '$1:$2'),
      )
    : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

/** "now", "now-6h", "now-1d/d": Grafana's arithmetic, rounded to days in the zone. */
function movedEdge(text: string, side: 'from' | 'to', { nowMs, timeZone }: ReadingContext): number | null {
  const match = /^now(?:\s*-\s*(\d+)([mhdw]))?(\/d)?$/.exec(text);
  if (match === null) return null;
  const at = nowMs - (match[1] === undefined ? 0 : (lengthOf(`${match[1]}${match[2]}`) ?? 0));
  return match[3] === undefined ? at : startOfDay(at, timeZone, side === 'from' ? 0 : 1);
}

/** The day written as "2026-11-24", from its first instant to that of the next. */
function dayOf(text: string, { timeZone }: ReadingContext): TimeWindow | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const from = fromLocalInput(`${text}T00:00`, timeZone);
  return from === null ? null : { from, to: startOfDay(from, timeZone, 1) };
}

/** The last time the zone's clocks showed "13:05". */
function clockOf(text: string, { nowMs, timeZone }: ReadingContext): number | null {
  const clock = text.padStart(text.length === 4 || text.length === 7 ? text.length + 1 : text.length, '0');
  const on = (days: number) => {
    const day = new Date(startOfDay(nowMs, timeZone, days) + DAY_MS / 2).toLocaleDateString('sv-SE', { timeZone });
    return fromLocalInput(`${day}T${clock}`, timeZone);
  };
  const today = on(0);
  return today === null || today <= nowMs ? today : on(-1);
}
