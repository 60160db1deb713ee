import type { SeriesAnswer } from '#lib/contracts/series.ts';
import type { Formatter } from '#lib/core/format.ts';
import { niceScale } from './nice-scale.ts';
import { timeTicks, type TimeTick } from './time-ticks.ts';

/** One line of a chart, with the figures that go into legend, table and summary. */
export interface PreparedSeries {
  key: string;
  label: string;
  /** Field of `rows` that holds its values. */
  field: string;
  /** Value of the newest bucket that can be complete; null = unknown now, even if it was known before. */
  last: number | null;
  min: number | null;
  max: number | null;
  /** Buckets with a value but without known neighbours: a line through them would be invisible, so they get a dot. */
  isolated: ReadonlySet<number>;
}

/** One bucket: `at` and, per series, its value (`s0`) and its range (`b0`); null = unknown. */
export type PreparedRow = { at: number } & Record<string, number | null | [number, number]>;

/** A span in which nothing at all was measured, epoch ms, half-open. `before`: Farol had not begun; `gap`: it should have known. */
export interface PreparedGap {
  kind: 'before' | 'gap';
  from: number;
  to: number;
}

/** Everything a chart draws, decided. */
export interface PreparedChart {
  /** Start of what is drawn, epoch ms: of the range, or near the first measurement when most of the range lies before it. */
  from: number;
  to: number;
  bucketMs: number;
  xTicks: TimeTick[];
  yTicks: { value: number; label: string }[];
  yMax: number;
  yMin: number;
  /** Unit symbol written once over the axis; empty for bare counts. */
  yUnit: string;
  series: PreparedSeries[];
  rows: PreparedRow[];
  gaps: PreparedGap[];
  /** When measuring began, if the part of the range before it is not drawn; null otherwise. */
  measuredSince: number | null;
  /** Series that exist but are not drawn. */
  hidden: number;
  /** True when no series has any value. */
  isEmpty: boolean;
  /** A value with its unit as text; the dash for null. */
  formatValue: (value: number | null) => string;
  /** The same without a unit that already stands at the axis; sizes and times keep theirs. */
  formatFigure: (value: number | null) => string;
}

export interface PrepareOptions {
  format: Formatter;
  /** Name shown for a series; default its label. */
  labelOf?: (series: { key: string; label: string }) => string;
  /** Marks on the time axis at most. */
  ticksMost?: number;
  /** True when the range between smallest and largest values is drawn too: then the axis covers it. */
  band?: boolean;
  /** Top of the axis now on screen; kept while it fits. */
  previousTop?: number | null;
}

/** Above this share of the range, the time before the first measurement is cut short. */
const BEFORE_SHARE_MAX = 0.5;
/** How much of it stays in view, as a share of the measured time: enough to see that it begins here. */
const BEFORE_SHARE_SHOWN = 0.08;
/** The shortest span drawn. */
const SPAN_MIN_MS = 3 * 60_000;
/** The newest bucket may still be filling; so a value may stand this many buckets back and still be "now". */
const LAST_WITHIN_BUCKETS = 3;
const IEC = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Decides what a chart of an answer shows: unit, scale, ticks, gaps, isolated points, last values. Unknown stays null; nothing is interpolated. */
export function prepareTimeSeries(answer: SeriesAnswer, options: PrepareOptions): PreparedChart {
  const { format, labelOf = ({ label }) => label, ticksMost = 6, band = false, previousTop = null } = options;
  const { times, bucketMs, unit } = answer;
  const gaps = findGaps(answer);
  const start = visibleStart(answer, gaps);
  const from = start.from;
  const to = (times.at(-1) ?? 0) + bucketMs;

  const series = answer.series.map((each, index): PreparedSeries => ({
    key: each.key,
    label: labelOf(each),
    field: `s${index}`,
    last: lastKnown(each.mean),
    min: extreme(each.min, each.mean, Math.min),
    max: extreme(each.max, each.mean, Math.max),
    isolated: isolatedPoints(each.mean),
  }));
  const rows = times.map((at, bucket): PreparedRow => {
    const row: PreparedRow = { at };
    answer.series.forEach((each, index) => {
      const low = each.min[bucket] ?? null;
      const high = each.max[bucket] ?? null;
      row[`s${index}`] = each.mean[bucket] ?? null;
      row[`b${index}`] = low === null || high === null ? null : [low, high];
    });
    return row;
  });

  const drawn = answer.series.flatMap(({ mean, min, max }) => (band ? [...mean, ...min, ...max] : mean));
  const known = drawn.filter((value) => value !== null);
  const high = known.reduce((most, value) => Math.max(most, value), 0);
  const low = known.reduce((least, value) => Math.min(least, value), 0);
  const scale = niceScale(low, high, {
    binary: unit === 'bytes',
    integers: unit === 'count' || unit === 'boolean' || unit === 'offsets' || unit === 'requests',
    previousTop,
  });
  const axis = axisLabels(scale.ticks, unit, format);

  return {
    from,
    to,
    bucketMs,
    xTicks: times.length === 0 ? [] : timeTicks(from, to, format, ticksMost),
    yTicks: axis.ticks,
    yMin: scale.min,
    yMax: scale.max,
    yUnit: axis.unit,
    series,
    rows,
    gaps,
    measuredSince: start.measuredSince,
    hidden: answer.hidden,
    isEmpty: known.length === 0,
    formatValue: (value) => {
      const { text, unit: symbol } = format.value(unit, value);
      return symbol === '' ? text : `${text}\u00a0${symbol}`;
    },
    formatFigure: (value) => {
      const { text, unit: symbol } = format.value(unit, value);
      return unit === 'bytes' ? `${text}\u00a0${symbol}` : text;
    },
  };
}

function lastKnown(values: readonly (number | null)[]): number | null {
  for (let back = 1; back <= LAST_WITHIN_BUCKETS; back += 1) {
    const value = values.at(-back);
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

function extreme(
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

function isolatedPoints(values: readonly (number | null)[]): Set<number> {
  const isKnownAt = (at: number): boolean => values[at] !== null && values[at] !== undefined;
  return new Set(values.flatMap((_, at) => (isKnownAt(at) && !isKnownAt(at - 1) && !isKnownAt(at + 1) ? [at] : [])));
}

/** A range that mostly lies before the first measurement is drawn from shortly before it: a minute of history fills the plot instead of its last pixel. */
function visibleStart(answer: SeriesAnswer, gaps: readonly PreparedGap[]): { from: number; measuredSince: number | null } {
  const from = answer.times[0] ?? 0;
  const to = (answer.times.at(-1) ?? 0) + answer.bucketMs;
  const before = gaps.find(({ kind }) => kind === 'before');
  if (before === undefined || before.to - from < BEFORE_SHARE_MAX * (to - from)) return { from, measuredSince: null };
  const near = Math.min(before.to - BEFORE_SHARE_SHOWN * (to - before.to), to - SPAN_MIN_MS);
  return near <= from ? { from, measuredSince: null } : { from: near, measuredSince: before.to };
}

/** Spans where no series has a value. The last buckets are let off: they may still be filling. */
function findGaps(answer: SeriesAnswer): PreparedGap[] {
  const { times, bucketMs } = answer;
  const isKnownAt = (at: number): boolean => answer.series.some(({ mean }) => mean[at] !== null && mean[at] !== undefined);
  const firstKnown = times.findIndex((_, at) => isKnownAt(at));
  if (firstKnown === -1) return [];
  const gaps: PreparedGap[] = [];
  let start: number | null = null;
  times.forEach((_, at) => {
    if (isKnownAt(at)) {
      if (start !== null) gaps.push(gapBetween(start, at, firstKnown, times, bucketMs));
      start = null;
    } else start ??= at;
  });
  if (start !== null && times.length - start > LAST_WITHIN_BUCKETS - 1) {
    gaps.push(gapBetween(start, times.length, firstKnown, times, bucketMs));
  }
  return gaps;
}

function gapBetween(start: number, end: number, firstKnown: number, times: readonly number[], bucketMs: number): PreparedGap {
  const from = times[start] ?? 0;
  // Points are drawn at the start of their bucket, so a gap reaches from the last known point to the next one.
  return {
    kind: end <= firstKnown ? 'before' : 'gap',
    from: start === 0 ? from : from - bucketMs,
    to: times[end] ?? (times.at(-1) ?? 0) + bucketMs,
  };
}

function axisLabels(
  ticks: readonly number[],
  unit: string,
  format: Formatter,
): { ticks: { value: number; label: string }[]; unit: string } {
  const top = Math.max(...ticks.map(Math.abs));
  if (unit === 'bytes') {
    const power = top < 1 ? 0 : Math.min(IEC.length - 1, Math.floor(Math.log(top) / Math.log(1024)));
    return {
      ticks: ticks.map((value) => ({ value, label: format.decimal(value / 1024 ** power, 2) })),
      unit: IEC[power] ?? 'B',
    };
  }
  if (unit === 'milliseconds') {
    const inSeconds = top >= 2000;
    return {
      ticks: ticks.map((value) => ({ value, label: format.decimal(inSeconds ? value / 1000 : value, 2) })),
      unit: inSeconds ? 's' : 'ms',
    };
  }
  const label = (value: number): string => (top >= 10_000 ? format.compact(value) : format.decimal(value, 2));
  return { ticks: ticks.map((value) => ({ value, label: label(value) })), unit: format.value(unit, 0).unit };
}
