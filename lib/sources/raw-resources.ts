import type { StoredMetricName } from '#lib/catalog/metrics.ts';

/** Why a reading has no value. The contract of the API has the same words. */
export type UnknownReason =
  /** The node has no such bean, or its exporter's rules leave it out. */
  | 'not_exported'
  /** The access rules of the source hide it. */
  | 'not_allowed'
  /** Nothing of the kind has happened since the broker started, so there is no percentile. */
  | 'nothing_counted'
  /** The source gives NaN or a negative number, by which Kafka and Java say "unknown". */
  | 'not_measured'
  /** The source exports the mean since the process started, which does not show the present. */
  | 'mean_since_start'
  /** A mean that the broker began with its process has not settled yet. */
  | 'settling'
  /** A rate needs two readings. */
  | 'first_reading'
  /** The last reading is too old to make a rate of. */
  | 'gap'
  /** The counter began anew: the broker's process restarted. */
  | 'restarted';

/** One answer of a broker's source, before rates are made. */
export interface RawResources {
  /** Monotonic milliseconds of the answer; rates use them. */
  answeredAt: number;
  /** In the metric's unit; counters as they stand (per second once derived), exact where the source tells 64-bit integers. */
  values: ReadonlyMap<StoredMetricName, RawValue>;
  /** Every reading of the table that is not in `values`. */
  unknown: ReadonlyMap<StoredMetricName, UnknownReason>;
  /** The node's state in the metadata quorum, e.g. `leader`; null when the source does not tell. */
  raftState: string | null;
}

/** A value and the factor that is still to be applied. */
export interface RawValue {
  value: number | bigint;
  factor: number;
}
