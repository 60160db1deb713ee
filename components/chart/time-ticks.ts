import type { Formatter } from '#lib/core/format.ts';
import { zoneOffsetMs } from '#lib/core/zoned-time.ts';

/** A mark on the time axis. */
export interface TimeTick {
  /** Epoch ms. */
  at: number;
  label: string;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 5, 7, 14, 30].map((n) => n * DAY_MS),
];

/** Smallest round step that gives at most `most` marks over the span. */
export function tickStepMs(spanMs: number, most: number): number {
  return STEPS_MS.find((step) => spanMs / step <= most) ?? 30 * DAY_MS;
}

/** Round local times between `from` and `to`, at most about `most`. Midnights carry the day; changes of the zone's offset neither skip nor double a mark. */
export function timeTicks(from: number, to: number, format: Formatter, most = 6): TimeTick[] {
  const step = tickStepMs(to - from, most);
  const startLocal = Math.ceil((from + zoneOffsetMs(from, format.timeZone)) / step) * step;
  const seen = new Set<number>();
  const ticks: TimeTick[] = [];
  for (let local = startLocal; ; local += step) {
    // The offset is asked near the instant meant, which only misses inside the changed hour itself; the set drops the double.
    const guess = local - zoneOffsetMs(from, format.timeZone);
    const at = local - zoneOffsetMs(guess, format.timeZone);
    if (at >= to) break;
    if (at < from || seen.has(at)) continue;
    seen.add(at);
    ticks.push({ at, label: tickLabel(at, local, step, format) });
  }
  return ticks;
}

function tickLabel(at: number, local: number, step: number, format: Formatter): string {
  const isMidnight = ((local % DAY_MS) + DAY_MS) % DAY_MS === 0;
  if (step >= DAY_MS || isMidnight) return format.day(at);
  return format.time(at, step < MINUTE_MS ? 'seconds' : 'minutes');
}
