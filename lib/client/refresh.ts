import type { PassInfo } from '#lib/contracts/common.ts';

/** Shortest time between two questions for the same thing, whatever the cadence. */
const SHORTEST_MS = 1_000;
/** When nothing was sampled yet: often enough that the first pass shows up at once. */
const WAITING_MS = 3_000;
/** After a failure: slow enough not to add to the trouble, quick enough to see it end. */
const AFTER_ERROR_MS = 15_000;
/** How long a stored pass takes from its end to be readable. */
const STORE_MS = 400;

/**
 * Milliseconds until the next pass can be there, counted from an answer that carried `pass`.
 * A pass is stored when it ends, so asking earlier costs a request and shows the same. A late pass is asked for once an interval.
 */
export function untilNextPassMs(pass: PassInfo | null): number {
  if (pass === null) return WAITING_MS;
  const left = pass.intervalMs + pass.durationMs + STORE_MS - pass.ageMs;
  return Math.max(SHORTEST_MS, left > 0 ? left : pass.intervalMs);
}

/** What the refresh rule looks at: the query's last answer and last error. */
interface QueryState<Data> {
  data: Data | undefined;
  error: unknown;
}

/** `refetchInterval` for anything drawn from a pass. `rows` slows long lists down: an answer of many pages is not asked for every pass. */
export function refreshWithPass<Data>(passOf: (data: Data) => PassInfo | null, rowsOf: (data: Data) => number = () => 0) {
  return (query: { state: QueryState<Data> }): number => {
    const { data, error } = query.state;
    if (error !== null) return AFTER_ERROR_MS;
    if (data === undefined) return WAITING_MS;
    return untilNextPassMs(passOf(data)) * Math.max(1, Math.ceil(rowsOf(data) / 2_000));
  };
}
