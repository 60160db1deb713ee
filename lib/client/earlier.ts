import { earlierWindow, type Compare } from '#lib/core/compare.ts';
import { refreshIntervalMs, resolveTimeRange, type TimeRange, type TimeWindow } from '#lib/core/time-range.ts';

/** What happened a day ago does not change, only the window moves: so it is asked seldom, and a little ahead. */
const REFRESH_MS = 60_000;
const AHEAD_MS = 2 * REFRESH_MS;
/** Points a chart asks for when it says nothing (see `SeriesQuery`). */
const POINTS = 240;
const POINTS_MOST = 1000;

/** The window of an earlier period to ask for at `now` (epoch ms), with as many more points as it is longer, so that the buckets are as wide as today's. */
export function askEarlier(
  range: TimeRange,
  now: number,
  compare: Compare,
  timeZone: string | undefined,
  points: number = POINTS,
): TimeWindow & { points: number } {
  const today = resolveTimeRange(range, now);
  const ahead = isStill(range, now) ? 0 : AHEAD_MS;
  const { from, to } = earlierWindow({ ...today, to: today.to + ahead }, compare, timeZone);
  return { from, to, points: Math.min(POINTS_MOST, Math.floor((points * (to - from)) / (today.to - today.from))) };
}

/** How often an earlier period is asked for, as options of a query. */
export function earlierRefresh(range: TimeRange, now: number): { refetchInterval: number | false; staleTime: number } {
  return { refetchInterval: isStill(range, now) ? false : REFRESH_MS, staleTime: REFRESH_MS };
}

function isStill(range: TimeRange, now: number): boolean {
  return refreshIntervalMs(range, now) === null;
}
