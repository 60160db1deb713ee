import type { CanaryWindow } from '#lib/contracts/canary.ts';
import { emptyTally, failuresOf, type CanaryKind, type CanaryTally } from '#lib/core/canary-tally.ts';
import { quantileOf } from '#lib/core/latency-histogram.ts';
import type { BrokerTallies } from './sample-book.ts';

const round = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 1000) / 1000);

/** A tally as answers tell it. */
export function summarizeTally(tally: CanaryTally): CanaryWindow {
  const { histogram, ok, timeout, errors, lost, late, duplicate, flagged } = tally;
  const tried = ok + failuresOf(tally) + lost;
  return {
    p50Ms: round(quantileOf(histogram, 0.5)),
    p95Ms: round(quantileOf(histogram, 0.95)),
    p99Ms: round(quantileOf(histogram, 0.99)),
    maxMs: histogram.maxMs,
    ok,
    timeout,
    errors: { ...errors },
    lost,
    late,
    duplicate,
    flagged,
    successShare: tried === 0 ? null : ok / tried,
  };
}

/** All kinds of one broker; absent tallies are empty. */
export function summarizeBroker(tallies: BrokerTallies | undefined): Record<CanaryKind, CanaryWindow> {
  const of = (kind: CanaryKind): CanaryWindow => summarizeTally(tallies?.[kind] ?? emptyTally());
  return { produce: of('produce'), e2e: of('e2e'), commit: of('commit') };
}
