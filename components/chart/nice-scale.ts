/** A value axis: ticks from 0 (or below) to the first round number at or above the largest value. */
export interface NiceScale {
  min: number;
  max: number;
  ticks: number[];
}

const DECIMAL_STEPS = [1, 2, 2.5, 5, 10];
const BINARY_STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Round lengths of time, as clocks and calendars have them. */
const TIME_STEPS_MS = [
  30 * SECOND_MS,
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
];
/** Axes of time that reach up to here count in minutes, hours and days instead of seconds. */
export const LONG_TIME_MS = 2 * MINUTE_MS;
/** While the largest value stays above this share of the old top, the axis stays: a live chart must not breathe. */
const KEEP_SHARE = 0.4;
/** Drawn when nothing is above zero, so that a flat line has an axis to stand on. */
const IDLE_TOP = 1;

/** Smallest round step that covers `rough`: 1, 2, 2.5, 5 × 10ⁿ, or powers of two × 1024ⁿ for bytes. */
export function niceStep(rough: number, binary: boolean): number {
  const base = binary ? 1024 : 10;
  const power = base ** Math.floor(Math.log(rough) / Math.log(base));
  const steps = binary ? BINARY_STEPS : DECIMAL_STEPS;
  const step = steps.find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? base;
  return step * power;
}

/** Smallest round length of time that covers `rough`. */
function timeStep(rough: number): number {
  return TIME_STEPS_MS.find((step) => step >= rough * (1 - 1e-9)) ?? niceStep(rough / DAY_MS, false) * DAY_MS;
}

/**
 * Axis for values between `low` and `high` with about `count` steps.
 * `time`: the values are milliseconds; long ones get steps of whole minutes, hours and days.
 * `integers` keeps ticks whole (brokers, partitions). `previousTop` is the top now on screen: it stays while it still fits well.
 */
export function niceScale(
  low: number,
  high: number,
  options: { count?: number; binary?: boolean; time?: boolean; integers?: boolean; previousTop?: number | null } = {},
): NiceScale {
  const { count = 4, binary = false, time = false, integers = false, previousTop = null } = options;
  const keeps = previousTop !== null && high <= previousTop && high >= previousTop * KEEP_SHARE;
  const reach = Math.max(keeps ? previousTop : high, 0) - Math.min(low, 0);
  const size = reach > 0 ? reach : IDLE_TOP;
  let step = time && size >= LONG_TIME_MS ? timeStep(size / count) : niceStep(size / count, binary && size >= 1024);
  if (integers) step = Math.max(1, Math.ceil(step));
  const min = Math.floor(Math.min(low, 0) / step) * step;
  const max = Math.max(Math.ceil((Math.max(keeps ? previousTop : high, 0) - 1e-9 * size) / step) * step, min + step);
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, at) => Number((min + at * step).toPrecision(12)));
  return { min, max, ticks };
}

/** Ticks above 0 on an axis of factors at most; of more, every other one or every third. */
const LOG_TICKS_MOST = 5;
const LOG_DECIMAL = Array.from({ length: 19 }, (_, power) => 10 ** power);
/** 1, 16, 256 B, 1, 16, 256 KiB … */
const LOG_BINARY = Array.from({ length: 6 }, (_, power) => [1, 16, 256].map((size) => size * 1024 ** power)).flat();
/** Factors near ten that clocks and calendars have, ms. */
const LOG_TIME = [
  1,
  10,
  100,
  ...[1, 10].map((seconds) => seconds * SECOND_MS),
  ...[1, 10].map((minutes) => minutes * MINUTE_MS),
  ...[1, 6].map((hours) => hours * HOUR_MS),
  ...[1, 10, 100, 1000].map((days) => days * DAY_MS),
];

/**
 * Axis of factors from 0 to the first round number at or above `high`: powers of ten, of sixteen for bytes, round times for milliseconds.
 * `previousTop`, the top now on screen, stays while it is at most one step too high.
 */
export function logScale(
  high: number,
  options: { binary?: boolean; time?: boolean; previousTop?: number | null } = {},
): NiceScale {
  const { binary = false, time = false, previousTop = null } = options;
  const steps = binary ? LOG_BINARY : time ? LOG_TIME : LOG_DECIMAL;
  const fits = steps.findIndex((step) => step >= high * (1 - 1e-9));
  // Two steps at least, so that there is something to compare with.
  const needed = Math.max(1, fits === -1 ? steps.length - 1 : fits);
  const top = previousTop !== null && steps[needed + 1] === previousTop ? needed + 1 : needed;
  const every = Math.ceil((top + 1) / LOG_TICKS_MOST);
  const ticks = steps.slice(0, top + 1).filter((_, at) => (top - at) % every === 0);
  return { min: 0, max: Math.max(steps[top] ?? 1, fits === -1 ? high : 0), ticks: [0, ...ticks] };
}
