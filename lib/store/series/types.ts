import type { OwnerKind } from '#lib/catalog/metrics.ts';
import type { IntervalReason } from '#lib/contracts/common.ts';
import type { NewEvent } from '../events/types.ts';

/**
 * Names one owner of stored series within a cluster. Keys are Kafka's topic ids, not names: a recreated topic is another owner.
 * `cluster`: all key fields empty. `broker`: `node`. `topic`: `topicId` (or `name:<name>` on brokers without ids) and `topic`. `group`: `group`. `group_topic`: `group`, `topicId`, `topic`.
 * `log_dir`: `node`, and the directory's path as `topicId` and `topic`. `zookeeper`: the server's `host:port` as both.
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

/** The values that one pass has of one metric, of all its owners: an object for each value would be the largest thing in the sampler's memory. Not changed after it was handed over. */
export interface ValueColumn {
  metricId: number;
  /** The owners that have the metric, as places in the list of owners that goes with the column. */
  owners: Uint32Array;
  /** NaN = unknown: a gap. */
  values: Float64Array;
  /** Per-partition metrics: owner `i` has `values` from `starts[i]` to `starts[i + 1]`, by partition number. null = value `i` is the one of owner `i`. */
  starts: Uint32Array | null;
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
  /** Why the cadence is `stepMs`; absent = the size of the cluster. */
  intervalReason?: IntervalReason;
  /** Requests per second that Farol may send to the cluster; absent or null = no bound. */
  requestsPerSecondMax?: number | null;
  durationMs: number;
  requests: number;
  bytesOut: number;
  bytesIn: number;
  brokersAnswered: number;
  brokersExpected: number;
  /** null when the pass as a whole succeeded (even if items failed). */
  fault: { code: string; detail: string } | null;
  /** The owners that `columns` point to; one may stand here more than once, and −1 is one whose values are not stored. */
  ownerIds: Int32Array;
  columns: readonly ValueColumn[];
  /** What happened since the pass before; also of passes that could not be written. Absent = nothing. */
  events?: readonly NewEvent[];
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
