/** Time as seen by a decision: passed in, never read inside, so that tests can hold it still. */
export interface Clock {
  /** Wall time, milliseconds since the Unix epoch. May step backwards. */
  now(): number;
  /** Monotonic milliseconds from an arbitrary origin; for durations and rates. Never steps. */
  monotonic(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
