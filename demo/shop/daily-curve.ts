/** One shop day in real milliseconds: a newcomer sees night, lunch and evening peak within minutes. */
export const SHOP_DAY_MS = 12 * 60_000;

/** Hour of the shop's day, 0 ≤ h < 24, for a wall time. */
export function shopHour(nowMs: number): number {
  return ((nowMs % SHOP_DAY_MS) / SHOP_DAY_MS) * 24;
}

/** A bump of height 1 around `centre` (hours), `width` wide, that wraps at midnight. */
function bump(hour: number, centre: number, width: number): number {
  const distance = Math.min(Math.abs(hour - centre), 24 - Math.abs(hour - centre));
  return Math.exp(-(distance * distance) / (2 * width * width));
}

/** How busy the shop is, 0.15 (night) to about 1 (evening): a quiet night, a lunch peak, a larger evening peak. Smooth. */
export function demandAt(nowMs: number): number {
  const hour = shopHour(nowMs);
  return 0.15 + 0.45 * bump(hour, 12.5, 2.5) + 0.85 * bump(hour, 20, 2.5);
}

/** How many events are due between two wall times at `peakPerSecond` × demand. The fraction is carried by the caller. */
export function eventsDue(fromMs: number, toMs: number, peakPerSecond: number): number {
  return ((toMs - fromMs) / 1000) * peakPerSecond * demandAt((fromMs + toMs) / 2);
}

/** Length of one cycle of the notification service: it falls behind, then recovers. */
export const NOTIFICATION_CYCLE_MS = 4 * 60_000;

/** Whether the notification service is in its slow phase (its mail provider throttles it): the middle 100 s of every cycle. */
export function notificationsAreSlow(nowMs: number): boolean {
  const at = nowMs % NOTIFICATION_CYCLE_MS;
  return at >= 60_000 && at < 160_000;
}
