import type { DiskForecast } from '#lib/contracts/disk.ts';

const DAY_HOURS = 24;
/** From here on nobody plans by days, and the fit does not reach so far. */
const FAR_DAYS = 365;
/** Below this the rest is told in hours. */
const HOURS_BELOW_DAYS = 2;

/** How a forecast is told. `soon`: within the hour. `far`: later than a year even at the fastest growth. */
export type ForecastWords =
  | { kind: 'unknown' | 'not_growing' | 'soon' | 'far' }
  | { kind: 'days' | 'hours'; low: number; high: number }
  /** The fastest growth fills it in `low`; the slowest, not for a year or more. */
  | { kind: 'from_days' | 'from_hours'; low: number };

/** Turns a forecast into the words it deserves: whole days or hours between the fastest and the slowest growth that fits. Bounds are rounded outwards, so that they still hold. */
export function forecastWords(forecast: DiskForecast): ForecastWords {
  const { state, daysToFull } = forecast;
  if (state !== 'growing') return { kind: state };
  if (daysToFull === null) return { kind: 'unknown' };
  const { low, high } = daysToFull;
  if (low >= FAR_DAYS) return { kind: 'far' };
  if (high < 1 / DAY_HOURS) return { kind: 'soon' };
  const inHours = low < HOURS_BELOW_DAYS && high < HOURS_BELOW_DAYS * 2;
  if (high >= FAR_DAYS || !Number.isFinite(high))
    return low < HOURS_BELOW_DAYS
      ? { kind: 'from_hours', low: Math.floor(low * DAY_HOURS) }
      : { kind: 'from_days', low: Math.floor(low) };
  return inHours
    ? { kind: 'hours', low: Math.floor(low * DAY_HOURS), high: Math.ceil(high * DAY_HOURS) }
    : { kind: 'days', low: Math.floor(low), high: Math.ceil(high) };
}
