import type { PassInfo } from '#lib/contracts/common.ts';

/**
 * How much the reader may trust what is on screen:
 * `live` complete and recent · `partial` recent, but not every broker answered · `late` more than two intervals old ·
 * `stale` more than three: what is shown may no longer hold · `offline` the browser does not reach Farol · `waiting` no pass yet.
 */
export type FreshnessState = 'live' | 'partial' | 'late' | 'stale' | 'offline' | 'waiting';

export interface FreshnessInput {
  pass: PassInfo | null | undefined;
  /** When the answer reached the browser, epoch ms by the browser's clock. */
  receivedAtMs: number;
  nowMs: number;
  /** True when the latest request for it failed. */
  isFailing: boolean;
}

export interface FreshnessView {
  state: FreshnessState;
  /** Age of the pass now, ms; null when there is none. The server's age plus the time since the answer: the two clocks are never compared. */
  ageMs: number | null;
}

/** Lets a poll land just after the pass it waits for without crying "late". */
const GRACE_MS = 1500;

/** Freshness of a stored pass at `nowMs`. */
export function freshnessOf({ pass, receivedAtMs, nowMs, isFailing }: FreshnessInput): FreshnessView {
  if (pass === null || pass === undefined) return { state: isFailing ? 'offline' : 'waiting', ageMs: null };
  const ageMs = pass.ageMs + Math.max(0, nowMs - receivedAtMs);
  const isLate = ageMs > 2 * pass.intervalMs + GRACE_MS;
  if (isFailing && isLate) return { state: 'offline', ageMs };
  if (pass.stale || ageMs > 3 * pass.intervalMs + GRACE_MS) return { state: 'stale', ageMs };
  if (isLate) return { state: 'late', ageMs };
  return { state: pass.brokersAnswered < pass.brokersExpected ? 'partial' : 'live', ageMs };
}
