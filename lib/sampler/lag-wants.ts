import type { Age } from '#lib/lag/crossings.ts';
import type { LagMemory } from './lag-memory.ts';

/** Reading records costs a look at the disk each: no more than this many at once. */
const EXACT_MAX = 20;
/** A bracket narrower than this, or than this share of the age, is good enough. */
const WIDTH_MIN_MS = 5_000;
const WIDTH_SHARE = 0.1;

/** A place in a log. */
export interface LogPlace {
  index: number;
  offset: number;
}

/** What a pass would like to know better: ages without an upper bound, wide brackets, and commits that may only have transaction markers behind them. */
export class LagWants {
  readonly #partitions: number;
  /** Oldest commit beyond the known history, by partition; null while there is none. */
  #beyond: Float64Array | null = null;
  readonly #beyondList: number[] = [];
  readonly #wide: (LogPlace & { widthMs: number })[] = [];
  readonly #trailing: LogPlace[] = [];
  #least = -1;

  constructor(partitions: number) {
    this.#partitions = partitions;
  }

  /** Partitions on which some commit is older than anything known. */
  get beyond(): readonly number[] {
    return this.#beyondList;
  }

  /** Records worth reading: possible transaction markers first, then the widest brackets. */
  get places(): LogPlace[] {
    const widest = this.#wide.toSorted((a, b) => b.widthMs - a.widthMs).map(({ index, offset }) => ({ index, offset }));
    const isTrailing = (place: LogPlace) =>
      this.#trailing.some(({ index, offset }) => index === place.index && offset === place.offset);
    return [...this.#trailing, ...widest.filter((place) => !isTrailing(place))].slice(0, EXACT_MAX);
  }

  /** Looks at one age: notes what is missing of it. */
  noteAge(p: number, commit: number, age: Age): void {
    if (age.upperMs === Infinity) this.#noteBeyond(p, commit);
    const widthMs = age.upperMs - age.lowerMs;
    if (widthMs <= WIDTH_MIN_MS || widthMs <= age.lowerMs * WIDTH_SHARE) return;
    const wide = this.#wide;
    if (wide.length === EXACT_MAX && widthMs <= this.#least) return;
    // No closure: this is called for every row, and one that holds `p` and `commit` would be made even where nothing is noted.
    let narrowest = 0;
    for (let i = 0; i < wide.length; i++) {
      const place = wide[i];
      if (place?.index === p && place.offset === commit) return;
      if (place?.widthMs === this.#least) narrowest = i;
    }
    const place = { index: p, offset: commit, widthMs };
    if (wide.length < EXACT_MAX) wide.push(place);
    else wide[narrowest] = place;
    if (wide.length === EXACT_MAX) this.#least = Math.min(...wide.map((other) => other.widthMs));
  }

  /** Notes a commit that has stood still, close to an end that has, unless what lies between was looked at already. */
  noteTrailing(p: number, commit: number, end: number, memory: LagMemory): void {
    if (this.#trailing.length === EXACT_MAX) return;
    const known = memory.trailing.get(p);
    if (known !== undefined && known.end === end && (known.commit === commit || (known.onlyControl && commit >= known.commit)))
      return;
    this.#trailing.push({ index: p, offset: commit });
  }

  #noteBeyond(p: number, commit: number): void {
    this.#beyond ??= new Float64Array(this.#partitions).fill(NaN);
    const oldest = this.#beyond[p] ?? NaN;
    if (Number.isNaN(oldest)) this.#beyondList.push(p);
    if (!(commit >= oldest)) this.#beyond[p] = commit;
  }
}
