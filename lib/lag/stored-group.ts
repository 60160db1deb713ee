import type { VerdictCode } from '#lib/contracts/verdict.ts';

/** One partition of a stored group; times are wall ms, NaN = never. */
export interface StoredRow {
  partition: number;
  commit: number;
  flatSince: number;
  movedAt: number;
  zeroAt: number;
  rewind: { from: number; atMs: number } | null;
}

/** One topic of a stored group. */
export interface StoredTopic {
  key: string;
  topic: string;
  watchedSinceMs: number;
  code: VerdictCode | null;
  codeSinceMs: number;
  slots: number;
  window: Float64Array;
  rows: StoredRow[];
}

/** What a restart keeps of one group. */
export interface StoredGroup {
  code: VerdictCode | null;
  codeSinceMs: number;
  rebalancedAt: number[];
  gaps: number[];
  steps: number[];
  topics: StoredTopic[];
}
