import type { Formatter } from '#lib/core/format.ts';
import { LONG_TIME_MS } from './nice-scale.ts';

/** The newest bucket may still be filling; so a value may stand this many buckets back and still be "now". */
export const LAST_WITHIN_BUCKETS = 3;
const IEC = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Value of the newest bucket that can be complete; null = unknown now, even if it was known before. */
export function lastKnown(values: readonly (number | null)[]): number | null {
  const at = lastKnownAt(values);
  return at === null ? null : (values[at] ?? null);
}

/** Where `lastKnown` found its value; null where it found none. */
export function lastKnownAt(values: readonly (number | null)[]): number | null {
  for (let back = 1; back <= LAST_WITHIN_BUCKETS; back += 1) {
    const value = values.at(-back);
    if (value !== null && value !== undefined) return values.length - back;
  }
  return null;
}

/** Smallest or largest of a line, from the extremes of its buckets where they are known, else from their means; null when nothing is known. */
export function extreme(
  values: readonly (number | null)[],
  means: readonly (number | null)[],
  pick: (...numbers: number[]) => number,
): number | null {
  let found: number | null = null;
  means.forEach((mean, at) => {
    const value = values[at] ?? mean;
    if (value !== null) found = found === null ? value : pick(found, value);
  });
  return found;
}

/** How an axis of this unit counts: see `niceScale`. */
export function scaleKind(unit: string): { binary: boolean; time: boolean; integers: boolean } {
  return {
    binary: unit === 'bytes' || unit === 'bytes_per_second',
    time: unit === 'milliseconds',
    integers: unit === 'count' || unit === 'boolean' || unit === 'offsets' || unit === 'requests',
  };
}

/** A value with its unit as text; the dash for null. */
export function valueText(format: Formatter, unit: string, value: number | null): string {
  const { text, unit: symbol } = format.value(unit, value);
  return symbol === '' ? text : `${text}\u00a0${symbol}`;
}

/** The same without a unit that already stands at the axis; sizes and times keep theirs. */
export function figureText(format: Formatter, unit: string, value: number | null): string {
  return unit === 'bytes' || unit === 'bytes_per_second' ? valueText(format, unit, value) : format.value(unit, value).text;
}

/** Labels of an axis: one unit for all ticks, chosen by the largest, written once over the axis (empty for bare counts). */
export function axisLabels(
  ticks: readonly number[],
  unit: string,
  format: Formatter,
): { ticks: { value: number; label: string }[]; unit: string } {
  const top = Math.max(...ticks.map(Math.abs));
  if (unit === 'bytes' || unit === 'bytes_per_second') {
    const power = top < 1 ? 0 : Math.min(IEC.length - 1, Math.floor(Math.log(top) / Math.log(1024)));
    return {
      ticks: ticks.map((value) => ({ value, label: format.decimal(value / 1024 ** power, 2) })),
      unit: `${IEC[power] ?? 'B'}${unit === 'bytes' ? '' : '/s'}`,
    };
  }
  if (unit === 'milliseconds' && top >= LONG_TIME_MS) {
    return { ticks: ticks.map((value) => ({ value, label: longTimeLabel(value, ticks, top, format) })), unit: '' };
  }
  if (unit === 'milliseconds') {
    const inSeconds = top >= 2000;
    return {
      ticks: ticks.map((value) => ({ value, label: format.decimal(inSeconds ? value / 1000 : value, 2) })),
      unit: inSeconds ? 's' : 'ms',
    };
  }
  if (unit === 'ratio') return { ticks: ticks.map((value) => ({ value, label: format.percent(value) })), unit: '' };
  if (unit === 'seconds') return { ticks: ticks.map((value) => ({ value, label: format.duration(value * 1000) })), unit: '' };
  const label = (value: number): string => (top >= 10_000 ? format.compact(value) : format.decimal(value, 2));
  return { ticks: ticks.map((value) => ({ value, label: label(value) })), unit: format.value(unit, 0).unit };
}

/** Longest label that has room beside an axis. */
const LABEL_CHARS = 6;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A long time at an axis: in its own unit while all ticks are short (45 min, 1 h), else all in one unit (60 min, 90 min). */
function longTimeLabel(value: number, ticks: readonly number[], top: number, format: Formatter): string {
  if (value === 0) return '0';
  if (ticks.every((tick) => format.duration(tick).length <= LABEL_CHARS)) return format.duration(value);
  const [unitMs, unit] = top < 3 * HOUR_MS ? [MINUTE_MS, 'min'] : top < 3 * DAY_MS ? [HOUR_MS, 'h'] : [DAY_MS, 'd'];
  return `${format.decimal(value / unitMs, 1)}\u00a0${unit}`;
}
