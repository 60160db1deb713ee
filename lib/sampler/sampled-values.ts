import { METRICS, type StoredMetricName } from '#lib/catalog/metrics.ts';
import type { OwnerRef, ValueColumn } from '#lib/store/series/types.ts';

/** One stored value. NaN = unknown: a gap is stored. */
export interface MetricValue {
  metricId: number;
  value: number;
}

/** Single values of one owner, from those who have a few to tell. */
export interface OwnerReading {
  ref: OwnerRef;
  values: readonly MetricValue[];
}

/** Everything that is stored of one pass. An owner that several told about stands in `owners` more than once. */
export interface SampledValues {
  owners: readonly OwnerRef[];
  columns: readonly ValueColumn[];
}

/** One stored value; null or NaN = unknown. The owner keeps its series, so that a gap is stored as a gap. */
export function metricValue(metric: StoredMetricName, value: number | null): MetricValue {
  return { metricId: METRICS[metric].id, value: value ?? NaN };
}

/** Gathers the values of one pass by metric. Owners that stand where they stood in the pass before are the same objects again: tens of thousands would else be made and thrown away each time. */
export class ValueBook {
  readonly #before: readonly OwnerRef[];
  readonly #owners: OwnerRef[] = [];
  readonly #columns: ValueColumn[] = [];
  readonly #readings = new Map<number, { owners: number[]; values: number[] }>();

  constructor(before: readonly OwnerRef[] = []) {
    this.#before = before;
  }

  /** Adds an owner and returns its place. */
  owner(ref: OwnerRef): number {
    const place = this.#owners.length;
    const before = this.#before[place];
    this.#owners.push(before !== undefined && isSameOwner(before, ref) ? before : ref);
    return place;
  }

  /** One value of each of these owners. */
  column(metric: StoredMetricName, owners: Uint32Array, valueOf: (i: number) => number | null): void {
    const values = new Float64Array(owners.length);
    for (let i = 0; i < values.length; i++) values[i] = valueOf(i) ?? NaN;
    this.#columns.push({ metricId: METRICS[metric].id, owners, values, starts: null });
  }

  /** Values by partition of each of these owners, as they stand in a column; it must not change any more. See `ValueColumn`. */
  shares(metric: StoredMetricName, owners: Uint32Array, values: Float64Array, starts: Uint32Array): void {
    this.#columns.push({ metricId: METRICS[metric].id, owners, values, starts });
  }

  /** What others have to tell of single owners. */
  read(readings: readonly OwnerReading[]): void {
    for (const { ref, values } of readings) {
      if (values.length === 0) continue;
      const place = this.owner(ref);
      for (const { metricId, value } of values) {
        let column = this.#readings.get(metricId);
        if (column === undefined) this.#readings.set(metricId, (column = { owners: [], values: [] }));
        column.owners.push(place);
        column.values.push(value);
      }
    }
  }

  /** All of it. */
  close(): SampledValues {
    const readings = [...this.#readings].map(([metricId, { owners, values }]) => ({
      metricId,
      owners: Uint32Array.from(owners),
      values: Float64Array.from(values),
      starts: null,
    }));
    return { owners: this.#owners, columns: [...this.#columns, ...readings] };
  }
}

/** Nothing but what a few have to tell. */
export function valuesOfReadings(readings: readonly OwnerReading[]): SampledValues {
  const book = new ValueBook();
  book.read(readings);
  return book.close();
}

function isSameOwner(a: OwnerRef, b: OwnerRef): boolean {
  return a.kind === b.kind && a.group === b.group && a.topicId === b.topicId && a.topic === b.topic && a.node === b.node;
}
