import type { BrokerRow } from '#lib/contracts/brokers.ts';
import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import type { CoveredRate } from '#lib/contracts/common.ts';

/** What the canary feels of the brokers, in short. */
export interface CanaryGlance {
  /** The broker with the longest p99 of the last five minutes, end to end; null without a sample. */
  worst: { nodeId: number; p99Ms: number } | null;
  /** The longest of all others: percentiles are compared, never averaged. null when there is no other. */
  othersMs: number | null;
  /** Brokers whose last probes failed. */
  failing: number[];
}

/** The worst broker by the canary, and the worst of the others beside it. */
export function canaryGlance({ brokers }: Pick<CanaryAnswer, 'brokers'>): CanaryGlance {
  const told = brokers
    .flatMap(({ nodeId, lastFiveMinutes }) => {
      const { p99Ms } = lastFiveMinutes.e2e;
      return p99Ms === null ? [] : [{ nodeId, p99Ms }];
    })
    .toSorted((a, b) => b.p99Ms - a.p99Ms || a.nodeId - b.nodeId);
  return {
    worst: told[0] ?? null,
    othersMs: told[1]?.p99Ms ?? null,
    failing: brokers.filter(({ state }) => state === 'failing').map(({ nodeId }) => nodeId),
  };
}

/** Bytes per second over the brokers that tell them, with what the sum covers. */
export function bytesOf(brokers: readonly Pick<BrokerRow, 'resources'>[], side: 'in' | 'out'): CoveredRate {
  const values = brokers.flatMap(
    ({ resources }) => (side === 'in' ? resources.bytesInPerSecond : resources.bytesOutPerSecond) ?? [],
  );
  return {
    value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0),
    known: values.length,
    total: brokers.length,
  };
}
