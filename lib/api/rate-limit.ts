/** Tokens refill evenly; a caller may burst up to `capacity`. */
export interface BucketRule {
  capacity: number;
  refillPerSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Callers remembered at once. The one unseen for longest is forgotten first, which only gives it a full bucket again. */
const CALLERS_MAX = 20_000;

/** Token buckets by caller, in this process's memory. `take` returns 0 when the request may go on, else the seconds to wait. */
export function createRateLimiter(rule: BucketRule, monotonic: () => number): { take(caller: string): number } {
  const buckets = new Map<string, Bucket>();
  return {
    take(caller) {
      const now = monotonic();
      const known = buckets.get(caller);
      const tokens =
        known === undefined
          ? rule.capacity
          : Math.min(rule.capacity, known.tokens + ((now - known.at) / 1000) * rule.refillPerSecond);
      const allowed = tokens >= 1;
      buckets.delete(caller);
      buckets.set(caller, { tokens: allowed ? tokens - 1 : tokens, at: now });
      if (buckets.size > CALLERS_MAX) forgetOldest(buckets);
      return allowed ? 0 : (1 - tokens) / rule.refillPerSecond;
    },
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const oldest of buckets.keys()) {
    buckets.delete(oldest);
    return;
  }
}
