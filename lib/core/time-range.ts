/** Lengths offered everywhere; the same words stand in the URL (`?range=1h`). */
export const RANGE_PRESETS = [
  '15m',
  '30m',
  '1h',
  '3h',
  '6h',
  '12h',
  '24h',
  '2d',
  '7d',
  '30d',
  '90d',
] as const satisfies readonly Span[];

/** A length of time in one unit, as it stands in the URL: minutes, hours or days. One length has one spelling: see `spanOf`. */
export type Span = `${number}${SpanUnit}`;
export type SpanUnit = 'm' | 'h' | 'd';

/** Shown when the URL says nothing. */
export const DEFAULT_SPAN: Span = '1h';

/** What part of time a page shows: relative moves with the clock, absolute stands still. Milliseconds since the epoch, half-open [from, to). */
export type TimeRange = { kind: 'relative'; span: Span } | { kind: 'absolute'; from: number; to: number };

/** The three URL parameters a range uses; null = absent. */
export interface RangeParams {
  range: string | null;
  from: string | null;
  to: string | null;
}

/** A resolved window, milliseconds since the epoch, half-open. */
export interface TimeWindow {
  from: number;
  to: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNIT_MS: Record<SpanUnit, number> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
/** Longest range: a little over what hourly values are kept for. */
export const SPAN_LONGEST_MS = 800 * DAY_MS;
/** Shortest: below it a chart would show two passes. */
export const SPAN_SHORTEST_MS = MINUTE_MS;
/** A window that would end this near to now, as a share of its length, is meant to reach it. */
const NEAR_NOW_SHARE = 0.05;

/** The one spelling of a length, milliseconds: hours from 60 min on, days from 48 h on, whole units only; null when no unit fits or it is out of bounds. */
export function spanOf(lengthMs: number): Span | null {
  if (lengthMs < SPAN_SHORTEST_MS || lengthMs > SPAN_LONGEST_MS || lengthMs % MINUTE_MS !== 0) return null;
  if (lengthMs >= 2 * DAY_MS && lengthMs % DAY_MS === 0) return `${lengthMs / DAY_MS}d`;
  return lengthMs % HOUR_MS === 0 ? `${lengthMs / HOUR_MS}h` : `${lengthMs / MINUTE_MS}m`;
}

/** A span in its parts, for the words that tell it. */
export function spanParts(span: Span): { count: number; unit: SpanUnit } {
  const unit = span.at(-1);
  return { count: Number(span.slice(0, -1)), unit: unit === 'm' || unit === 'd' ? unit : 'h' };
}

function spanMs(span: Span): number {
  const { count, unit } = spanParts(span);
  return count * UNIT_MS[unit];
}

/** A span as the URL has it; another spelling of the same length is taken too (`60m`). null for anything else. */
export function parseSpan(text: string | null): Span | null {
  const match = /^(\d{1,6})([mhd])$/.exec(text ?? '');
  return match === null ? null : spanOf(Number(match[1]) * UNIT_MS[match[2] as SpanUnit]);
}

/** One end of an absolute range: epoch milliseconds or ISO 8601; null when it is neither. */
function parseInstant(text: string | null): number | null {
  if (text === null || text === '') return null;
  const at = /^\d{10,16}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(at) ? at : null;
}

/** The range a URL asks for. Anything unreadable falls back to the default, so that no link is ever broken. */
export function parseTimeRange(params: RangeParams): TimeRange {
  const from = parseInstant(params.from);
  const to = parseInstant(params.to);
  if (from !== null && to !== null && from < to) return { kind: 'absolute', from, to };
  return { kind: 'relative', span: parseSpan(params.range) ?? DEFAULT_SPAN };
}

/** The URL parameters of a range; the default leaves the URL clean. Absolute ends are UTC ISO 8601, so links mean the same everywhere. */
export function serializeTimeRange(range: TimeRange): RangeParams {
  if (range.kind === 'relative') return { range: range.span === DEFAULT_SPAN ? null : range.span, from: null, to: null };
  return { range: null, from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
}

/** The window a range means at `nowMs`. */
export function resolveTimeRange(range: TimeRange, nowMs: number): TimeWindow {
  if (range.kind === 'absolute') return { from: range.from, to: range.to };
  return { from: nowMs - spanMs(range.span), to: nowMs };
}

/** Stable text of a range for cache keys: relative ranges share one key while the clock moves. */
export function timeRangeKey(range: TimeRange): string {
  return range.kind === 'relative' ? range.span : `${range.from}-${range.to}`;
}

/** How often a chart over this range needs asking again, milliseconds; null = never, its end lies in the past. */
export function refreshIntervalMs(range: TimeRange, nowMs: number): number | null {
  if (range.kind === 'absolute') return range.to <= nowMs ? null : 15_000;
  const length = spanMs(range.span);
  if (length <= HOUR_MS) return 5_000;
  return length <= DAY_MS ? 30_000 : 120_000;
}

/** The window of the same length that ends where this one begins. */
export function earlierRange(range: TimeRange, nowMs: number): TimeRange {
  const { from, to } = resolveTimeRange(range, nowMs);
  return { kind: 'absolute', from: from - (to - from), to: from };
}

/** The window of the same length that begins where this one ends; the newest one moves with the clock where its length has a name. null when this one is the newest. */
export function laterRange(range: TimeRange, nowMs: number): TimeRange | null {
  if (range.kind === 'relative') return null;
  const length = range.to - range.from;
  if (range.to >= nowMs) return null;
  return endingBy({ from: range.to, to: range.to + length }, nowMs);
}

/** Twice as long around the same middle, never beyond now. null when it is as long as it can be. */
export function widerRange(range: TimeRange, nowMs: number): TimeRange | null {
  if (range.kind === 'relative') {
    const span = spanOf(2 * spanMs(range.span));
    return span === null ? null : { kind: 'relative', span };
  }
  const length = range.to - range.from;
  if (2 * length > SPAN_LONGEST_MS) return null;
  return endingBy({ from: range.from - length / 2, to: range.to + length / 2 }, nowMs);
}

/** A window, moved back where it would end after now. */
function endingBy(window: TimeWindow, nowMs: number): TimeRange {
  const length = window.to - window.from;
  if (window.to < nowMs - length * NEAR_NOW_SHARE) return { kind: 'absolute', ...window };
  const span = spanOf(length);
  return span === null ? { kind: 'absolute', from: nowMs - length, to: nowMs } : { kind: 'relative', span };
}
