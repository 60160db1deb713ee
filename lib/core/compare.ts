import type { TimeWindow } from './time-range.ts';
import { zoneOffsetMs } from './zoned-time.ts';

/** Earlier periods that charts can be compared with; the same words stand in the URL (`?compare=1d`). */
export const COMPARES = ['1d', '7d'] as const;
export type Compare = (typeof COMPARES)[number];

const DAY_MS = 86_400_000;
const BACK_MS: Record<Compare, number> = { '1d': DAY_MS, '7d': 7 * DAY_MS };
/** Zones change their offset at whole quarters of an hour. */
const QUARTER_MS = 900_000;

/** The comparison a URL asks for; null = none, and for anything unreadable. */
export function parseCompare(text: string | null): Compare | null {
  return COMPARES.find((compare) => compare === text) ?? null;
}

/** The URL parameter of a comparison; null = absent. */
export function serializeCompare(compare: Compare | null): string | null {
  return compare;
}

/**
 * The instants at which the clocks of a zone showed the same time of day one or seven days before, one per `times` (epoch ms).
 * A day is a day of the calendar, so it may have 23 or 25 hours. null = that time was skipped by a change of the clock; of one that came twice, the first.
 * `timeZone` undefined = the machine's own.
 */
export function earlierInstants(times: readonly number[], compare: Compare, timeZone: string | undefined): (number | null)[] {
  const offsets = new Map<number, number>();
  const offsetAt = (at: number): number => {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = zoneOffsetMs(quarter * QUARTER_MS, timeZone);
    offsets.set(quarter, offset);
    return offset;
  };
  return times.map((at) => {
    const clock = at + offsetAt(at) - BACK_MS[compare];
    // The offset before and after any change near that time: at most one of the two instants is wrong, or both are when the time was skipped.
    const before = clock - offsetAt(clock - DAY_MS);
    const after = clock - offsetAt(clock + DAY_MS);
    const found = [Math.min(before, after), Math.max(before, after)].find((instant) => instant + offsetAt(instant) === clock);
    return found ?? null;
  });
}

/** A window that holds the earlier instants of all times within `window`: as long as it, or longer by a change of the clock. */
export function earlierWindow(window: TimeWindow, compare: Compare, timeZone: string | undefined): TimeWindow {
  const ends = [window.from, window.to];
  const plain = ends.map((at) => at - BACK_MS[compare]);
  const offsets = [...ends, ...plain].map((at) => zoneOffsetMs(at, timeZone));
  const slack = Math.max(...offsets) - Math.min(...offsets);
  return { from: window.from - BACK_MS[compare] - slack, to: window.to - BACK_MS[compare] + slack };
}
