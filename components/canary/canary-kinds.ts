import type { CanaryWindow } from '#lib/contracts/canary.ts';

/** What is timed, in the order a reader asks for it. */
export const KINDS = ['e2e', 'produce', 'commit'] as const;
export type Kind = (typeof KINDS)[number];

/** One thing that went wrong with samples, and how often. */
export interface Failure {
  /** `timeout`, `lost`, `late`, `duplicate`, or Kafka's or Farol's code. */
  what: string;
  count: number;
  /** Whether it is a word of Farol's own rather than a code. */
  isCode: boolean;
}

/** Everything that went wrong in a window, most frequent first; empty when nothing did. Stalls of Farol itself are no failures. */
export function failuresOf(window: CanaryWindow): Failure[] {
  const own = (['timeout', 'lost', 'late', 'duplicate'] as const).map((what) => ({ what, count: window[what], isCode: false }));
  const codes = Object.entries(window.errors).map(([what, count]) => ({ what, count, isCode: true }));
  return [...own, ...codes].filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
}

/** Samples of a window, the flagged ones left out: 0 means that nothing is known, not that nothing failed. */
export function samplesOf(window: CanaryWindow): number {
  const errors = Object.values(window.errors).reduce((sum, count) => sum + count, 0);
  return window.ok + window.timeout + errors;
}
