import type { DiskForecast } from '#lib/contracts/disk.ts';
import type { Growth, History } from './fit-growth.ts';

/** What is said where there is nothing to stand on. */
export const NO_FORECAST: DiskForecast = { state: 'unknown', bytesPerDay: null, daysToFull: null, history: null };

/**
 * Which of two fits speaks for a disk: the one over days, unless the last hours grow faster beyond doubt (their whole interval lies above the other's) and have led
 * higher than anything before. A disk that has begun to fill up is then told within hours; a calm hour does not hide the growth of a week, nor does the rise
 * between two deletions by retention look like growth.
 */
export function presentGrowth(days: Growth | null, hours: Growth | null, isHighest: boolean): Growth | null {
  if (days === null || hours === null) return days ?? hours;
  return isHighest && hours.lowPerDay > 0 && hours.lowPerDay > days.highPerDay ? hours : days;
}

/** Whether the newest value of the recent history lies above all that the longer one saw before the recent one began. */
export function isHighestEver(longer: History, recent: History): boolean {
  const newest = recent.values.findLast((value) => !Number.isNaN(value));
  if (newest === undefined) return false;
  return (longer.max ?? longer.values).every(
    (value, i) => Number.isNaN(value) || longer.fromMs + (i + 1) * longer.stepMs > recent.fromMs || value < newest,
  );
}

/** When a disk with so many usable bytes is full. `usableBytes` null: the broker does not tell. */
export function forecastDisk(growth: Growth | null, usableBytes: number | null): DiskForecast {
  if (growth === null || usableBytes === null) return NO_FORECAST;
  const { perDay, lowPerDay, highPerDay, points, jumps } = growth;
  const told = {
    bytesPerDay: { estimate: Math.round(perDay), low: Math.round(lowPerDay), high: Math.round(highPerDay) },
    history: { from: new Date(growth.fromMs).toISOString(), to: new Date(growth.toMs).toISOString(), points, jumps },
  };
  if (perDay <= 0 || lowPerDay <= 0) return { ...told, state: 'not_growing', daysToFull: null };
  return {
    ...told,
    state: 'growing',
    daysToFull: { estimate: usableBytes / perDay, low: usableBytes / highPerDay, high: usableBytes / lowPerDay },
  };
}
