/** Ranges offered everywhere; the same words stand in the URL (`?range=1h`). */
export const RANGE_PRESETS = ['15m', '1h', '6h', '24h', '7d', '30d'] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** Shown when the URL says nothing. */
export const DEFAULT_PRESET: RangePreset = '1h';

/** What part of time a page shows: relative moves with the clock, absolute stands still. Milliseconds since the epoch, half-open [from, to). */
export type TimeRange = { kind: 'relative'; preset: RangePreset } | { kind: 'absolute'; from: number; to: number };

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
const PRESET_MS: Record<RangePreset, number> = {
  '15m': 15 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '6h': 6 * 60 * MINUTE_MS,
  '24h': 24 * 60 * MINUTE_MS,
  '7d': 7 * 24 * 60 * MINUTE_MS,
  '30d': 30 * 24 * 60 * MINUTE_MS,
};

function isPreset(text: string | null): text is RangePreset {
  return RANGE_PRESETS.some((preset) => preset === text);
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
  return { kind: 'relative', preset: isPreset(params.range) ? params.range : DEFAULT_PRESET };
}

/** The URL parameters of a range; the default leaves the URL clean. Absolute ends are UTC ISO 8601, so links mean the same everywhere. */
export function serializeTimeRange(range: TimeRange): RangeParams {
  if (range.kind === 'relative') {
    return { range: range.preset === DEFAULT_PRESET ? null : range.preset, from: null, to: null };
  }
  return { range: null, from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
}

/** The window a range means at `nowMs`. */
export function resolveTimeRange(range: TimeRange, nowMs: number): TimeWindow {
  if (range.kind === 'absolute') return { from: range.from, to: range.to };
  return { from: nowMs - PRESET_MS[range.preset], to: nowMs };
}

/** Stable text of a range for cache keys: relative ranges share one key while the clock moves. */
export function timeRangeKey(range: TimeRange): string {
  return range.kind === 'relative' ? range.preset : `${range.from}-${range.to}`;
}

/** How often a chart over this range needs asking again, milliseconds; null = never, its end lies in the past. */
export function refreshIntervalMs(range: TimeRange, nowMs: number): number | null {
  if (range.kind === 'absolute') return range.to <= nowMs ? null : 15_000;
  const length = PRESET_MS[range.preset];
  if (length <= 60 * MINUTE_MS) return 5_000;
  return length <= 24 * 60 * MINUTE_MS ? 30_000 : 120_000;
}
