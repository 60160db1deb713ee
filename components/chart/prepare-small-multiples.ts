import type { SeriesAnswer } from '#lib/contracts/series.ts';
import type { Formatter } from '#lib/core/format.ts';
import { niceScale } from './nice-scale.ts';
import { axisLabels, extreme, lastKnown, scaleKind, valueText } from './series-figures.ts';

/** One picture of a set: a single line of an answer. */
export interface SmallMultiple {
  /** Unique in the set. */
  key: string;
  title: string;
  /** Answer that holds the line; undefined while it has not arrived. */
  answer: SeriesAnswer | undefined;
  /** Key of the line within the answer; default its first. */
  series?: string;
  /** Page of what is drawn. */
  href?: string | null;
  /** Why there is no value, when there is none: read by people. */
  reason?: string;
}

/** A picture, decided. Texts are in the reader's notation; null figures are unknown. */
export interface PreparedMultiple {
  key: string;
  title: string;
  href: string | null;
  reason: string | null;
  /** False while its answer has not arrived: not the same as unknown. */
  isArrived: boolean;
  /** Start of each bucket and its value, epoch ms. */
  times: readonly number[];
  values: readonly (number | null)[];
  last: number | null;
  min: number | null;
  max: number | null;
  /** Reach of its axis. */
  bottom: number;
  top: number;
  topLabel: string;
  /** Line with breaks at unknown values, in the box; dots for values without neighbours. */
  d: string;
  dots: { x: number; y: number }[];
  /** A value with its unit; the dash for null. */
  formatValue: (value: number | null) => string;
}

/** The whole set: one time axis, so that the same place is the same time in every picture. */
export interface PreparedMultiples {
  /** Epoch ms, half-open; both 0 before the first answer. */
  from: number;
  to: number;
  bucketMs: number;
  items: PreparedMultiple[];
}

export interface SmallMultiplesOptions {
  format: Formatter;
  /** `shared`: pictures of one unit have one axis, so heights compare; `own`: each fills its box, so shapes compare. */
  scale: 'own' | 'shared';
  /** Box of the drawing, in units of its own. */
  width: number;
  height: number;
}

/** Decides a set of small pictures: common time axis, axes of their own or one per unit, lines that break where nothing is known. Pure. */
export function prepareSmallMultiples(items: readonly SmallMultiple[], options: SmallMultiplesOptions): PreparedMultiples {
  const { format, scale, width, height } = options;
  const answers = items.flatMap(({ answer }) => (answer === undefined || answer.times.length === 0 ? [] : [answer]));
  const from = answers.length === 0 ? 0 : Math.min(...answers.map(({ times }) => times[0] ?? 0));
  const bucketMs = answers.length === 0 ? 0 : Math.max(...answers.map((answer) => answer.bucketMs));
  const to = answers.length === 0 ? 0 : Math.max(...answers.map((answer) => (answer.times.at(-1) ?? 0) + answer.bucketMs));

  const lines = items.map((item) => {
    const series = item.answer?.series.find(({ key }) => item.series === undefined || key === item.series);
    const values = series?.mean ?? [];
    return {
      item,
      unit: item.answer?.unit ?? '',
      values,
      min: series === undefined ? null : extreme(series.min, values, Math.min),
      max: series === undefined ? null : extreme(series.max, values, Math.max),
      reach: reachOf(values),
    };
  });
  const reachOfUnit = (unit: string) => {
    const same = lines.filter((line) => line.unit === unit).map(({ reach }) => reach);
    return { low: Math.min(0, ...same.map(({ low }) => low)), high: Math.max(0, ...same.map(({ high }) => high)) };
  };

  return {
    from,
    to,
    bucketMs,
    items: lines.map(({ item, unit, values, min, max, reach }): PreparedMultiple => {
      const { low, high } = scale === 'shared' ? reachOfUnit(unit) : reach;
      // Two steps: the one label of the axis stands at a round top close over the line.
      const axis = niceScale(low, high, { ...scaleKind(unit), count: 2 });
      const labels = axisLabels([axis.max], unit, format);
      const times = item.answer?.times ?? [];
      const x = (at: number) => round(((at - from) / Math.max(1, to - from)) * width);
      const y = (value: number) => round(height - ((value - axis.min) / (axis.max - axis.min)) * height);
      return {
        key: item.key,
        title: item.title,
        href: item.href ?? null,
        reason: item.reason ?? null,
        isArrived: item.answer !== undefined,
        times,
        values,
        last: lastKnown(values),
        min,
        max,
        bottom: axis.min,
        top: axis.max,
        topLabel: [labels.ticks[0]?.label ?? '', labels.unit].filter(Boolean).join('\u00a0'),
        ...brokenLine(values, times, x, y),
        formatValue: (value) => valueText(format, unit, value),
      };
    }),
  };
}

/** Value of a picture in the bucket at `at`; null = unknown, or no bucket there. */
export function multipleValueAt({ times, values }: PreparedMultiple, at: number, bucketMs: number): number | null {
  // Answers of one page share the grid, but a poll may bring one a bucket ahead of the others.
  const index = times.findLastIndex((time) => time <= at);
  const time = times[index];
  return time === undefined || at - time >= bucketMs ? null : (values[index] ?? null);
}

function reachOf(values: readonly (number | null)[]): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** A path with breaks at unknown values. */
function brokenLine(
  values: readonly (number | null)[],
  times: readonly number[],
  x: (at: number) => number,
  y: (value: number) => number,
): { d: string; dots: { x: number; y: number }[] } {
  const dots: { x: number; y: number }[] = [];
  let d = '';
  let isDown = false;
  values.forEach((value, index) => {
    const at = times[index];
    if (value === null || at === undefined) {
      isDown = false;
      return;
    }
    const hasNeighbour = isDown || (values[index + 1] ?? null) !== null;
    if (!hasNeighbour) dots.push({ x: x(at), y: y(value) });
    else d += `${isDown ? 'L' : 'M'}${x(at)} ${y(value)}`;
    isDown = hasNeighbour;
  });
  return { d, dots };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
