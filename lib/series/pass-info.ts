import type { PassInfo } from '#lib/contracts/common.ts';
import type { PassRow } from '#lib/store/snapshot/read-snapshot.ts';

/** Intervals without a new pass after which what is shown may no longer hold. */
const STALE_INTERVALS = 3;

/** A stored pass as every answer drawn from it tells its freshness; null before the first pass. */
export function passInfo(pass: PassRow | null): PassInfo | null {
  if (pass === null) return null;
  return {
    takenAt: new Date(pass.startedAtMs).toISOString(),
    ageMs: Math.round(pass.ageMs),
    intervalMs: pass.stepMs,
    intervalReason: pass.intervalReason,
    stale: pass.ageMs > STALE_INTERVALS * pass.stepMs,
    durationMs: pass.durationMs,
    requests: pass.requests,
    requestsPerSecond: pass.requestsPerSecond,
    bytesPerSecond: pass.bytesPerSecond,
    requestsPerSecondMax: pass.requestsPerSecondMax,
    brokersAnswered: pass.brokersAnswered,
    brokersExpected: pass.brokersExpected,
  };
}
