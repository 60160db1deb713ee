const FIRST_DELAY_MS = 1_000;
const DELAY_MAX_MS = 30_000;
/** A process that ran so long was healthy: what ends it then is a new trouble. */
const HEALTHY_AFTER_MS = 60_000;

/** How many times in a row a process has failed early, after one more end. */
export function countFailures(before: number, ranForMs: number): number {
  return ranForMs >= HEALTHY_AFTER_MS ? 1 : before + 1;
}

/** Milliseconds to wait before the next start: 1 s, doubled with each early failure in a row, at most 30 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(DELAY_MAX_MS, FIRST_DELAY_MS * 2 ** Math.max(0, Math.min(failures, 10) - 1));
}
