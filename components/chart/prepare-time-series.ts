import type { SeriesAnswer } from '#lib/contracts/series.ts';
import type { ComparedAnswer } from '#lib/client/series.ts';
import type { Compare } from '#lib/core/compare.ts';
import type { Formatter } from '#lib/core/format.ts';
import { alignEarlier } from './align-earlier.ts';
import { findGaps, visibleStart, type PreparedGap } from './find-gaps.ts';
import { logScale, niceScale } from './nice-scale.ts';
import { axisLabels, extreme, figureText, lastKnown, lastKnownAt, scaleKind, valueText } from './series-figures.ts';
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
  /** The same line in the earlier period; null where none is drawn. */
  earlier: PreparedEarlier | null;
}

/** The line of the earlier period, under the times of today. */
export interface PreparedEarlier {
  /** Field of `rows` that holds its values. */
  field: string;
  /** Its value at the time of the line's `last`; null = unknown. */
  last: number | null;
  /** How much `last` of the line lies above it, as a share (0.12 = 12 % more); null where one is unknown or the earlier one is 0. */
  change: number | null;
}

/** One bucket: `at` and, per series, its value (`s0`), its range (`b0`) and that of the earlier period (`e0`); null = unknown. */
export type PreparedRow = { at: number } & Record<string, number | null | [number, number]>;

/** Everything a chart draws, decided. */
export interface PreparedChart {
  /** Start of what is drawn, epoch ms: of the range, or near the first measurement when most of the range lies before it. */
  from: number;
  to: number;
  bucketMs: number;
  /** Unit of the values, as the catalogue names it. */
  unit: string;
  xTicks: TimeTick[];
  yTicks: { value: number; label: string }[];
  yMax: number;
  yMin: number;
  /** Unit symbol written once over the axis; empty for bare counts. */
  yUnit: string;
  /** `log`: equal steps are equal factors, with a place for 0. */
  yKind: 'linear' | 'log';
  /** The period that `earlier` of the series is from; null = nothing to compare with. */
  compare: Compare | null;
  /** True when there is something to compare with, but too many lines for it: choosing one shows it. */
  isCompareHeld: boolean;
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
  /** Lines now drawn; default all. Where more are, none is compared with the earlier period. */
  visible?: ((key: string) => boolean) | undefined;
  /** True for an axis of factors. Lines below 0 are drawn on an even one all the same. */
  log?: boolean;
  /** True when the lines are parts of a whole, drawn upon each other. A whole with an unknown part is unknown. */
  stack?: boolean;
}

/** So many lines can bear a second one each. */
const COMPARED_MOST = 3;

/** Decides what a chart of an answer shows: unit, scale, ticks, gaps, isolated points, last values. Unknown stays null; nothing is interpolated. */
export function prepareTimeSeries(given: ComparedAnswer, options: PrepareOptions): PreparedChart {
  const { format, labelOf = ({ label }) => label, ticksMost = 6, previousTop = null } = options;
  const { visible = () => true, band = false, log = false, stack = false } = options;
  const answer = stack ? wholes(given) : given;
  const { times, bucketMs, unit } = answer;
  const gaps = findGaps(answer);
  const start = visibleStart(answer, gaps);
  const from = start.from;
  const to = (times.at(-1) ?? 0) + bucketMs;

  const aligned = given.earlier === undefined || stack ? null : alignEarlier(times, bucketMs, given.earlier, format.timeZone);
  const shown = answer.series.filter(({ key }) => visible(key));
  const earlierOf = (key: string): (number | null)[] | null =>
    aligned === null || shown.length > COMPARED_MOST || !visible(key) ? null : earlierValues(aligned, answer, key);

  const series = answer.series.map((each, index): PreparedSeries => ({
    key: each.key,
    label: labelOf(each),
    field: `s${index}`,
    last: lastKnown(each.mean),
    min: extreme(each.min, each.mean, Math.min),
    max: extreme(each.max, each.mean, Math.max),
    isolated: isolatedPoints(each.mean),
    earlier: prepareEarlier(`e${index}`, each.mean, earlierOf(each.key)),
  }));
  const earlier = answer.series.map(({ key }) => earlierOf(key));
  const rows = times.map((at, bucket): PreparedRow => {
    const row: PreparedRow = { at };
    answer.series.forEach((each, index) => {
      const low = each.min[bucket] ?? null;
      const high = each.max[bucket] ?? null;
      row[`s${index}`] = each.mean[bucket] ?? null;
      row[`b${index}`] = low === null || high === null ? null : [low, high];
      const before = earlier[index];
      if (before !== null && before !== undefined) row[`e${index}`] = before[bucket] ?? null;
    });
    return row;
  });

  const lines = stack ? [totals(answer)] : answer.series.map(({ mean }) => mean);
  const drawn = [...lines, ...earlier, ...(band ? answer.series.flatMap(({ min, max }) => [min, max]) : [])].flatMap(
    (line) => line ?? [],
  );
  const known = drawn.filter((value) => value !== null);
  const high = known.reduce((most, value) => Math.max(most, value), 0);
  const low = known.reduce((least, value) => Math.min(least, value), 0);
  const isLog = log && low >= 0;
  const scale = isLog
    ? logScale(high, { ...scaleKind(unit), previousTop })
    : niceScale(low, high, { ...scaleKind(unit), previousTop });
  // Over several powers no one unit fits all ticks, so each carries its own.
  const axis = isLog
    ? { ticks: scale.ticks.map((value) => ({ value, label: tickText(format, unit, value) })), unit: '' }
    : axisLabels(scale.ticks, unit, format);

  return {
    from,
    to,
    bucketMs,
    unit,
    xTicks: times.length === 0 ? [] : timeTicks(from, to, format, ticksMost),
    yTicks: axis.ticks,
    yMin: scale.min,
    yMax: scale.max,
    yUnit: axis.unit,
    yKind: isLog ? 'log' : 'linear',
    compare: aligned === null ? null : (given.earlier?.compare ?? null),
    isCompareHeld: aligned !== null && shown.length > COMPARED_MOST,
    series,
    rows,
    gaps,
    measuredSince: start.measuredSince,
    hidden: answer.hidden,
    isEmpty: answer.series.every(({ mean }) => mean.every((value) => value === null)),
    formatValue: (value) => valueText(format, unit, value),
    formatFigure: (value) => figureText(format, unit, value),
  };
}

function isolatedPoints(values: readonly (number | null)[]): Set<number> {
  const isKnownAt = (at: number): boolean => values[at] !== null && values[at] !== undefined;
  return new Set(values.flatMap((_, at) => (isKnownAt(at) && !isKnownAt(at - 1) && !isKnownAt(at + 1) ? [at] : [])));
}

/** The earlier line of a series, unknown throughout where there is none. Two single lines belong together whatever their keys are: merged charts name them anew. */
function earlierValues(aligned: ReadonlyMap<string, (number | null)[]>, answer: SeriesAnswer, key: string): (number | null)[] {
  const [only] = aligned.values();
  const single = aligned.size === 1 && answer.series.length === 1 ? only : undefined;
  return aligned.get(key) ?? single ?? answer.times.map(() => null);
}

function prepareEarlier(
  field: string,
  now: readonly (number | null)[],
  before: readonly (number | null)[] | null,
): PreparedEarlier | null {
  if (before === null) return null;
  const at = lastKnownAt(now);
  const value = at === null ? null : (now[at] ?? null);
  const last = at === null ? null : (before[at] ?? null);
  return { field, last, change: value === null || last === null || last === 0 ? null : (value - last) / Math.abs(last) };
}

/** The parts without the buckets in which one of them is unknown: the rest would pass for the whole. */
function wholes(answer: SeriesAnswer): SeriesAnswer {
  const isWhole = answer.times.map((_, at) => answer.series.every(({ mean }) => (mean[at] ?? null) !== null));
  const keep = (values: readonly (number | null)[]) => values.map((value, at) => (isWhole[at] === true ? value : null));
  return {
    ...answer,
    series: answer.series.map((each) => ({ ...each, mean: keep(each.mean), min: keep(each.min), max: keep(each.max) })),
  };
}

function totals(answer: SeriesAnswer): (number | null)[] {
  return answer.times.map((_, at) =>
    answer.series.reduce<number | null>((sum, { mean }) => {
      const value = mean[at] ?? null;
      return sum === null || value === null ? null : sum + value;
    }, 0),
  );
}

function tickText(format: Formatter, unit: string, value: number): string {
  if (value === 0) return '0';
  return scaleKind(unit).binary || unit === 'milliseconds' || unit === 'seconds' || unit === 'ratio'
    ? valueText(format, unit, value)
    : format.compact(value);
}
