import { ExactSums } from './exact-sums.ts';

/** Lag and consumption of one kind of owner, one slot per owner. */
export interface ConsumptionColumns {
  lag: ExactSums;
  /** Partitions whose lag is known, and all partitions with a commit (or that should have one). */
  lagKnown: Uint32Array;
  total: Uint32Array;
  /** Messages per second consumed, over the partitions counted in `outKnown`. */
  out: Float64Array;
  outKnown: Uint32Array;
}

/** Columns with room for so many owners, nothing known yet. */
export function consumptionColumns(slots: number): ConsumptionColumns {
  return {
    lag: new ExactSums(slots),
    lagKnown: new Uint32Array(slots),
    total: new Uint32Array(slots),
    out: new Float64Array(slots),
    outKnown: new Uint32Array(slots),
  };
}

/** Makes room for so many owners; what is there stays. */
export function growConsumption(columns: ConsumptionColumns, slots: number): void {
  const larger = <T extends Float64Array | Uint32Array>(column: T, into: T): T => {
    into.set(column);
    return into;
  };
  columns.lag.grow(slots);
  columns.lagKnown = larger(columns.lagKnown, new Uint32Array(slots));
  columns.total = larger(columns.total, new Uint32Array(slots));
  columns.out = larger(columns.out, new Float64Array(slots));
  columns.outKnown = larger(columns.outKnown, new Uint32Array(slots));
}

/** Books one known lag that is exact as a number. */
export function addLag(columns: ConsumptionColumns, slot: number, lag: number): void {
  columns.lag.add(slot, lag);
  columns.lagKnown[slot] = (columns.lagKnown[slot] ?? 0) + 1;
}

/** Books one known rate. */
export function addRate(columns: ConsumptionColumns, slot: number, rate: number): void {
  columns.out[slot] = (columns.out[slot] ?? 0) + rate;
  columns.outKnown[slot] = (columns.outKnown[slot] ?? 0) + 1;
}
