import { describe, expect, it } from 'vitest';
import { COMPARES, earlierInstants, earlierWindow, parseCompare, serializeCompare, type Compare } from './compare.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONES = ['America/Sao_Paulo', 'UTC', 'Asia/Kathmandu', 'America/New_York', 'Europe/Lisbon', 'Australia/Lord_Howe'];

const CLOCKS = new Map(
  ZONES.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })]),
);

/** Date and time of day that the clocks of a zone show. */
function wall(at: number, timeZone: string): string {
  return CLOCKS.get(timeZone)?.format(at) ?? '';
}

/** The same time of day some days before, by the calendar. */
function daysBefore(text: string, days: number): string {
  const at = Date.parse(`${text.replace(' ', 'T')}Z`) - days * DAY_MS;
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Repeatable numbers in [0, 1). */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

describe('the comparison in the URL', () => {
  it('comes back as it was, and anything else is none', () => {
    for (const compare of [...COMPARES, null]) expect(parseCompare(serializeCompare(compare))).toBe(compare);
    for (const text of ['', '2d', '1D', 'yesterday']) expect(parseCompare(text)).toBeNull();
  });
});

describe('earlierInstants', () => {
  it('shows the same time of day that many days before, in every zone, whatever the clocks did', () => {
    const random = numbers(7);
    const start = Date.UTC(2025, 0, 1);
    const times = Array.from({ length: 400 }, () => start + Math.floor((random.next().value * 730 * DAY_MS) / 5000) * 5000);
    const wrong: string[] = [];
    for (const timeZone of ZONES) {
      for (const compare of COMPARES) {
        const days = compare === '1d' ? 1 : 7;
        earlierInstants(times, compare, timeZone).forEach((earlier, index) => {
          const at = times[index] ?? 0;
          const wanted = daysBefore(wall(at, timeZone), days);
          // Where there is none, no instant around may show that time.
          const around = [-2, -1, -0.5, 0, 0.5, 1, 2].map((off) => at - days * DAY_MS + off * HOUR_MS);
          const isRight =
            earlier === null ? around.every((near) => wall(near, timeZone) !== wanted) : wall(earlier, timeZone) === wanted;
          if (!isRight) wrong.push(`${timeZone} ${compare} ${new Date(at).toISOString()}`);
        });
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is 23 hours back on the day after clocks went forward, and 25 after they went back', () => {
    // New York: forward on 2026-03-08 at 02:00 (07:00 UTC), back on 2026-11-01 at 02:00 (06:00 UTC).
    const spring = Date.UTC(2026, 2, 8, 16);
    expect(spring - (earlierInstants([spring], '1d', 'America/New_York')[0] ?? 0)).toBe(23 * HOUR_MS);
    const autumn = Date.UTC(2026, 10, 1, 16);
    expect(autumn - (earlierInstants([autumn], '1d', 'America/New_York')[0] ?? 0)).toBe(25 * HOUR_MS);
    expect(autumn - (earlierInstants([autumn], '7d', 'UTC')[0] ?? 0)).toBe(7 * DAY_MS);
  });

  it('knows no instant for a time that was skipped, and takes the first of one that came twice', () => {
    // 02:30 on the day after: on the 8th it did not exist.
    const skipped = Date.UTC(2026, 2, 9, 6, 30);
    expect(earlierInstants([skipped], '1d', 'America/New_York')).toEqual([null]);
    // 01:30 on the day after: on the 1st it came at 05:30 and at 06:30 UTC.
    const twice = Date.UTC(2026, 10, 2, 6, 30);
    expect(earlierInstants([twice], '1d', 'America/New_York')).toEqual([Date.UTC(2026, 10, 1, 5, 30)]);
  });
});

describe('earlierWindow', () => {
  it('holds the earlier instant of every time in the window', () => {
    const random = numbers(11);
    for (let round = 0; round < 120; round += 1) {
      const timeZone = ZONES[round % ZONES.length] ?? 'UTC';
      const compare: Compare = round % 2 === 0 ? '1d' : '7d';
      // Around the changes of clocks, where it matters.
      const middle =
        [Date.UTC(2026, 2, 8, 12), Date.UTC(2026, 10, 1, 12), Date.UTC(2026, 2, 29, 3), Date.UTC(2026, 3, 5, 3)][round % 4] ?? 0;
      const from = Math.round(middle - random.next().value * 2 * DAY_MS);
      const window = { from, to: Math.round(from + random.next().value * 3 * DAY_MS) + 1 };
      const earlier = earlierWindow(window, compare, timeZone);
      const times = Array.from({ length: 50 }, (_, at) => from + Math.floor(((window.to - from) * at) / 50));
      for (const instant of earlierInstants(times, compare, timeZone)) {
        if (instant === null) continue;
        expect(instant).toBeGreaterThanOrEqual(earlier.from);
        expect(instant).toBeLessThan(earlier.to);
      }
    }
  });

  it('is as long as the window when the clocks kept their pace', () => {
    const window = { from: Date.UTC(2026, 6, 2), to: Date.UTC(2026, 6, 2, 6) };
    expect(earlierWindow(window, '1d', 'Europe/Lisbon')).toEqual({ from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 6, 1, 6) });
  });
});
