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

/** How much later a poll comes while a feed tells each pass as it is stored: it is then only a net below. */
const FED_MS = 4_000;

/** What the refresh rule looks at: the query's last answer and last error. */
interface QueryState<Data> {
  data: Data | undefined;
  error: unknown;
}

/** Refresh rules that follow passes, with the way to the pass in their answers. */
const PASS_OF = new WeakMap<object, (data: never) => PassInfo | null>();

/** Clusters whose passes a feed tells now. */
const FED = new Set<unknown>();

/** Says whether a feed tells the passes of a cluster now. */
export function setFed(clusterId: string, isFed: boolean): void {
  if (isFed) FED.add(clusterId);
  else FED.delete(clusterId);
}

/** Whether a query drawn from passes shows an older pass than `takenAt`: then a feed's word makes it ask again. False for what does not follow passes. */
export function isBehindPass(query: { options: object; state: { data: unknown } }, takenAt: string): boolean {
  const rule = 'refetchInterval' in query.options ? query.options.refetchInterval : null;
  const passOf = typeof rule === 'function' ? PASS_OF.get(rule) : undefined;
  return passOf !== undefined && query.state.data !== undefined && passOf(query.state.data as never)?.takenAt !== takenAt;
}

/** `refetchInterval` for anything drawn from a pass. `rows` slows long lists down: an answer of many pages is not asked for every pass. */
export function refreshWithPass<Data>(passOf: (data: Data) => PassInfo | null, rowsOf: (data: Data) => number = () => 0) {
  const rule = (query: { queryKey?: readonly unknown[]; state: QueryState<Data> }): number => {
    const { data, error } = query.state;
    if (error !== null) return AFTER_ERROR_MS;
    if (data === undefined) return WAITING_MS;
    const laterMs = FED.has(query.queryKey?.[1]) ? FED_MS : 0;
    return (untilNextPassMs(passOf(data)) + laterMs) * Math.max(1, Math.ceil(rowsOf(data) / 2_000));
  };
  PASS_OF.set(rule, passOf);
  return rule;
}
