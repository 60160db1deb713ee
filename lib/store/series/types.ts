import type { OwnerKind } from '#lib/catalog/metrics.ts';

/**
 * Names one owner of stored series within a cluster. Keys are Kafka's topic ids, not names: a recreated topic is another owner.
 * `cluster`: all key fields empty. `broker`: `node`. `topic`: `topicId` (or `name:<name>` on brokers without ids) and `topic`. `group`: `group`. `group_topic`: `group`, `topicId`, `topic`.
 */
export interface OwnerRef {
  kind: OwnerKind;
  node?: number;
  topicId?: string;
  topic?: string;
  group?: string;
}

/** A registered owner: `ownerId` is the int4 that stands in stored rows. */
export interface Owner extends OwnerRef {
  ownerId: number;
  clusterKey: number;
}

/** Values of one metric of one owner in one pass. Position = partition number for per-partition metrics; length 1 otherwise. NaN = unknown: a gap. */
export interface ColumnValues {
  metricId: number;
  values: Float64Array;
}

/** All values of one owner in one pass. */
export interface OwnerValues {
  ownerId: number;
  columns: readonly ColumnValues[];
}

/** Width of one stored slot for a cadence: passes stand on the grid floor(time / stepMs). */
export type StepMs = 1_000 | 5_000 | 15_000 | 60_000;

/** What one pass writes, in one transaction, only while `fence` is the valid lease of the cluster. */
export interface PassWrite {
  clusterKey: number;
  fence: bigint;
  /** Wall start of the pass, epoch ms. Its slot is floor(startedAtMs / stepMs): a second write to the same slot is refused. */
  startedAtMs: number;
  stepMs: StepMs;
  durationMs: number;
  requests: number;
  bytesOut: number;
  bytesIn: number;
  brokersAnswered: number;
  brokersExpected: number;
  /** null when the pass as a whole succeeded (even if items failed). */
  fault: { code: string; detail: string } | null;
  owners: readonly OwnerValues[];
}

export type Tier = 'raw' | 'minute' | 'hour';

/** One stored series read back: `values[i]` belongs to the slot starting at `fromMs + i × stepMs`; NaN = unknown. At the minute and hour tiers `min`/`max` hold the extremes of gauges; counters keep the last value in `values` and no extremes. */
export interface ReadColumn {
  ownerId: number;
  metricId: number;
  /** Partition number, or 0 for whole-owner metrics. */
  sub: number;
  values: Float64Array;
  min: Float64Array | null;
  max: Float64Array | null;
}

export interface ReadResult {
  tier: Tier;
  fromMs: number;
  stepMs: number;
  columns: readonly ReadColumn[];
}
