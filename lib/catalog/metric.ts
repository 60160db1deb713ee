/**
 * What a stored series is about. An *owner* is what a stored block belongs to; partition values are sub-columns of their owner.
 * `log_dir`: one directory of one broker. `zookeeper`: one server of the ensemble.
 */
export type OwnerKind = 'cluster' | 'broker' | 'topic' | 'group' | 'group_topic' | 'log_dir' | 'zookeeper';

export type Unit =
  | 'messages_per_second'
  | 'offsets'
  | 'bytes'
  | 'count'
  | 'milliseconds'
  | 'requests'
  | 'boolean'
  | 'bytes_per_second'
  | 'requests_per_second'
  /** Events of any kind. */
  | 'per_second'
  /** 0 to 1. */
  | 'ratio'
  | 'seconds'
  /** Processors kept busy. */
  | 'cores';

export interface Metric {
  /** Stable number in stored blocks. */
  id: number;
  owner: OwnerKind;
  unit: Unit;
  /** `gauge`: value at the time of the pass. `counter`: only grows while the owner lives (offsets); rates derive from differences. */
  kind: 'gauge' | 'counter';
  /** True: one value per partition (sub-column = partition number). False: one value per owner. */
  perPartition: boolean;
  /** May be summed over owners of the same kind. */
  additive: boolean;
  /** Stored as round(value × scale): 1 for integers, 100 for rates (precision 0.01). */
  scale: number;
  /** Which direction is good, for colour and wording. */
  good: 'low' | 'high' | 'neither';
  /** Where it comes from, for the docs. */
  source: string;
  /** What stands for several values in one bucket of time; absent = their mean. `max` for percentiles, of which no mean may be made. */
  drawn?: 'max';
  /** How often it is read at least, seconds, on a cluster of ordinary size; absent = with every pass. Between two readings the last one is repeated, up to three times. */
  everySeconds?: number;
}

/** Stored as hundredths, so that slow topics do not round to nothing. */
export const RATE_SCALE = 100;

/** A value at the time of the pass, one per owner. Additive, and neither direction good, unless said otherwise. */
export function gauge(
  id: number,
  owner: OwnerKind,
  unit: Unit,
  source: string,
  differing: Partial<Pick<Metric, 'additive' | 'scale' | 'good' | 'drawn' | 'everySeconds'>> = {},
): Metric {
  const scale = unit === 'messages_per_second' ? RATE_SCALE : 1;
  return { id, owner, unit, kind: 'gauge', perPartition: false, additive: true, scale, good: 'neither', source, ...differing };
}

/** An offset of every partition of the owner: only grows while the owner lives. */
export function counter(id: number, owner: OwnerKind, source: string): Metric {
  return { id, owner, unit: 'offsets', kind: 'counter', perPartition: true, additive: true, scale: 1, good: 'neither', source };
}
