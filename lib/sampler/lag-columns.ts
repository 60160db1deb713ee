import type { SecondsBehind } from '#lib/contracts/verdict.ts';
import type { Age } from '#lib/lag/crossings.ts';
import { isCovered } from './coverage.ts';

/** Where an age comes from, as a number for columns; the weakest of what was added up stands. */
const SOURCE = { exact: 0, observed: 1, timestamps: 2 } as const;

/** How far behind in time one kind of owner is, one slot per owner: the oldest next record of its partitions. Milliseconds; NaN = nothing known. */
export class BehindColumns {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly point: Float64Array;
  readonly source: Uint8Array;
  /** Partitions with a known age, and all with a commit. */
  readonly known: Uint32Array;
  readonly total: Uint32Array;

  constructor(slots: number) {
    this.lower = new Float64Array(slots).fill(NaN);
    this.upper = new Float64Array(slots).fill(NaN);
    this.point = new Float64Array(slots).fill(NaN);
    this.source = new Uint8Array(slots).fill(SOURCE.observed);
    this.known = new Uint32Array(slots);
    this.total = new Uint32Array(slots);
  }

  /** Books the known age of one partition. */
  add(slot: number, age: Age, isExact: boolean): void {
    this.known[slot] = (this.known[slot] ?? 0) + 1;
    const upper = this.upper[slot] ?? NaN;
    // The slot tells where its worst partition's bounds come from.
    if (!(age.upperMs <= upper)) {
      this.upper[slot] = age.upperMs;
      this.source[slot] = isExact ? SOURCE.exact : age.seeded ? SOURCE.timestamps : SOURCE.observed;
    }
    if (!(age.lowerMs <= (this.lower[slot] ?? NaN))) this.lower[slot] = age.lowerMs;
    if (!(age.pointMs <= (this.point[slot] ?? NaN)) && !Number.isNaN(age.pointMs)) this.point[slot] = age.pointMs;
  }

  /** Adds what stands in a slot of finer owners to one of coarser owners. */
  merge(slot: number, from: BehindColumns, at: number): void {
    this.known[slot] = (this.known[slot] ?? 0) + (from.known[at] ?? 0);
    this.total[slot] = (this.total[slot] ?? 0) + (from.total[at] ?? 0);
    const upper = from.upper[at] ?? NaN;
    if (upper > (this.upper[slot] ?? NaN) || Number.isNaN(this.upper[slot])) {
      this.upper[slot] = upper;
      this.source[slot] = from.source[at] ?? SOURCE.observed;
    }
    this.lower[slot] = larger(this.lower[slot], from.lower[at]);
    this.point[slot] = larger(this.point[slot], from.point[at]);
  }

  /** The upper bound of the whole owner, milliseconds: NaN where there is none, or where too many of its partitions are not known. */
  upperMs(slot: number): number {
    const upper = this.upper[slot] ?? NaN;
    return Number.isFinite(upper) && isCovered(this.known[slot] ?? 0, this.total[slot] ?? 0) ? upper : NaN;
  }

  /** What people are told of a slot; null when nothing is known. */
  seconds(slot: number): SecondsBehind | null {
    const lower = this.lower[slot] ?? NaN;
    if (Number.isNaN(lower)) return null;
    const upper = this.upperMs(slot);
    const source = this.source[slot];
    return {
      lower: toMillis(lower),
      upper: Number.isNaN(upper) ? null : toMillis(upper),
      point: Number.isNaN(upper) || Number.isNaN(this.point[slot]) ? null : toMillis(this.point[slot] ?? NaN),
      source: source === SOURCE.exact ? 'exact' : source === SOURCE.timestamps ? 'timestamps' : 'observed',
    };
  }
}

/** The larger of two values, either of which may be unknown. */
function larger(a = NaN, b = NaN): number {
  return b > a || Number.isNaN(a) ? b : a;
}

/** Seconds with three decimals from milliseconds. */
function toMillis(ms: number): number {
  return Math.round(ms) / 1_000;
}
