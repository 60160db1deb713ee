/** A value axis: ticks from 0 (or below) to the first round number at or above the largest value. */
export interface NiceScale {
  min: number;
  max: number;
  ticks: number[];
}

const DECIMAL_STEPS = [1, 2, 2.5, 5, 10];
const BINARY_STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
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

/**
 * Axis for values between `low` and `high` with about `count` steps.
 * `integers` keeps ticks whole (brokers, partitions). `previousTop` is the top now on screen: it stays while it still fits well.
 */
export function niceScale(
  low: number,
  high: number,
  options: { count?: number; binary?: boolean; integers?: boolean; previousTop?: number | null } = {},
): NiceScale {
  const { count = 4, binary = false, integers = false, previousTop = null } = options;
  const keeps = previousTop !== null && high <= previousTop && high >= previousTop * KEEP_SHARE;
  const reach = Math.max(keeps ? previousTop : high, 0) - Math.min(low, 0);
  const size = reach > 0 ? reach : IDLE_TOP;
  let step = niceStep(size / count, binary && size >= 1024);
  if (integers) step = Math.max(1, Math.ceil(step));
  const min = Math.floor(Math.min(low, 0) / step) * step;
  const max = Math.max(Math.ceil((Math.max(keeps ? previousTop : high, 0) - 1e-9 * size) / step) * step, min + step);
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, at) => Number((min + at * step).toPrecision(12)));
  return { min, max, ticks };
}
