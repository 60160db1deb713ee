/** Points kept of one partition. With neighbours thinned in proportion to their age, 24 reach from seconds back to a week. */
const SLOTS = 24;
/** Older points tell nothing that anyone asks for; one of them stays as the outermost bracket. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** Times are kept in 31 bits of 2 ms each from here, plus one bit that tells a seeded point: 49 days of room before the origin moves. */
const TICK_MS = 2;
const REBASE_AFTER_MS = 40 * 24 * 3_600_000;
/** Points that go at once when a partition has no room left. */
const THINNED_AT_ONCE = 4;
/** Two points this close in time are as good as one when something has to go: keeps the score of the newest points finite. */
const FRESH_MS = 1_000;

/**
 * When the end of each partition's log passed which offset: `(offset, time)` points, oldest first, in typed arrays; 288 bytes a partition that anyone consumes.
 * "The end was `o` at time `t`" means that every record below `o` is older than `t`, and every other one younger: the two neighbours of a commit bound the age of the record it stands on.
 * A run of equal ends keeps its first and its last time. Partitions are dense indexes of one topology; `carry` moves to the next.
 */
export class Crossings {
  /** Row of each partition; -1 = none yet. */
  #rowOf: Int32Array;
  #rows = 0;
  #offsets: Float64Array;
  /** Ticks since the origin, shifted left by one; the low bit is set on a seeded point. */
  #times: Uint32Array;
  #counts: Uint8Array;
  #originMs = NaN;

  /** Nothing known about so many partitions. */
  constructor(partitions: number) {
    this.#rowOf = new Int32Array(partitions).fill(-1);
    this.#offsets = new Float64Array(0);
    this.#times = new Uint32Array(0);
    this.#counts = new Uint8Array(0);
  }

  /** How many partitions it is laid out for. */
  get partitions(): number {
    return this.#rowOf.length;
  }

  /** Bytes held. */
  get byteLength(): number {
    return this.#rowOf.byteLength + this.#offsets.byteLength + this.#times.byteLength + this.#counts.byteLength;
  }

  /** Points known of a partition. */
  count(partition: number): number {
    const row = this.#rowOf[partition] ?? -1;
    return row < 0 ? 0 : (this.#counts[row] ?? 0);
  }

  /** The points of a partition, oldest first: for tests and for those who write them down. */
  points(partition: number): { offset: number; atMs: number; seeded: boolean }[] {
    const row = this.#rowOf[partition] ?? -1;
    if (row < 0) return [];
    return Array.from({ length: this.#counts[row] ?? 0 }, (_point, i) => ({
      offset: this.#offsets[row * SLOTS + i] ?? NaN,
      atMs: this.#timeAt(row * SLOTS + i),
      seeded: this.#isSeeded(row * SLOTS + i),
    }));
  }

  /** Notes that the end was `offset` at `atMs` (wall ms). A smaller end than before is another log: what was known of the old one is dropped. True when the end moved. */
  observe(partition: number, offset: number, atMs: number): boolean {
    this.#prepare(atMs);
    const row = this.#rowFor(partition);
    const base = row * SLOTS;
    let count = this.#counts[row] ?? 0;
    // A clock that was set back: points of a time that has not come yet tell nothing.
    while (count > 0 && this.#timeAt(base + count - 1) > atMs) count--;
    if (count > 0 && offset < (this.#offsets[base + count - 1] ?? 0)) count = 0;
    this.#counts[row] = count;
    const isFlat = count > 0 && offset === this.#offsets[base + count - 1];
    if (isFlat && count > 1 && offset === this.#offsets[base + count - 2]) {
      this.#times[base + count - 1] = this.#packed(atMs, false);
      return false;
    }
    if (count === SLOTS) count = this.#thin(base, count, atMs);
    this.#offsets[base + count] = offset;
    this.#times[base + count] = this.#packed(atMs, false);
    this.#counts[row] = count + 1;
    return !isFlat;
  }

  /**
   * Adds a point that record timestamps tell, not Farol's own eyes: the first record at or after `atMs` has `offset`.
   * It only goes before what is known already, and only where it fits: timestamps that clients invent do not overrule an observation.
   */
  seed(partition: number, offset: number, atMs: number): boolean {
    const row = this.#rowOf[partition] ?? -1;
    if (row < 0 || Number.isNaN(this.#originMs) || atMs < this.#originMs) return false;
    const base = row * SLOTS;
    const count = this.#counts[row] ?? 0;
    if (count === 0 || count === SLOTS) return false;
    if (atMs >= this.#timeAt(base) || offset > (this.#offsets[base] ?? 0)) return false;
    this.#offsets.copyWithin(base + 1, base, base + count);
    this.#times.copyWithin(base + 1, base, base + count);
    this.#offsets[base] = offset;
    this.#times[base] = this.#packed(atMs, true);
    this.#counts[row] = count + 1;
    return true;
  }

  /** Forgets a partition: its topic was recreated, or its log is another one. */
  reset(partition: number): void {
    const row = this.#rowOf[partition] ?? -1;
    if (row >= 0) this.#counts[row] = 0;
  }

  /** Time of the oldest point, wall ms; NaN = nothing known. */
  oldestMs(partition: number): number {
    const row = this.#rowOf[partition] ?? -1;
    return row < 0 || (this.#counts[row] ?? 0) === 0 ? NaN : this.#timeAt(row * SLOTS);
  }

  /**
   * Bounds of the age at `nowMs` of the record at `commit`, into `into`. `end` is the end of the log now: a commit there is 0 ms behind.
   * Without a point on the older side the age has no upper bound and no estimate; it is never extrapolated. False = nothing can be told.
   */
  estimate(partition: number, commit: number, end: number, nowMs: number, into: Age): boolean {
    into.lowerMs = into.upperMs = into.pointMs = NaN;
    into.seeded = false;
    if (commit === end) {
      into.lowerMs = into.upperMs = into.pointMs = 0;
      return true;
    }
    const row = this.#rowOf[partition] ?? -1;
    const count = row < 0 ? 0 : (this.#counts[row] ?? 0);
    if (count === 0 || !(commit < end)) return false;
    const base = row * SLOTS;
    // The first point above the commit, searched from the newest: most groups are close to the end.
    let right = count;
    const offsets = this.#offsets;
    while (right > 0 && (offsets[base + right - 1] ?? 0) > commit) right--;
    if (right === count) return false;
    const rightMs = this.#timeAt(base + right);
    into.lowerMs = Math.max(0, nowMs - rightMs - TICK_MS);
    into.seeded = this.#isSeeded(base + right);
    if (right === 0) {
      into.upperMs = Infinity;
      return true;
    }
    const leftMs = this.#timeAt(base + right - 1);
    const from = this.#offsets[base + right - 1] ?? 0;
    const to = this.#offsets[base + right] ?? 0;
    // A point that was there before the origin moved past it: older than its time says.
    if (leftMs <= this.#originMs) {
      into.upperMs = Infinity;
      return true;
    }
    into.upperMs = Math.max(into.lowerMs, nowMs - leftMs);
    into.pointMs = nowMs - (leftMs + ((commit - from) / (to - from)) * (rightMs - leftMs));
    into.pointMs = Math.min(into.upperMs, Math.max(into.lowerMs, into.pointMs));
    into.seeded ||= this.#isSeeded(base + right - 1);
    return true;
  }

  /** The same knowledge laid out for another topology: `map` gives the new index by the old one, -1 = gone or another incarnation; null = nothing moved. */
  carry(map: Int32Array | null, partitions: number): void {
    if (map === null && partitions === this.#rowOf.length) return;
    const rowOf = new Int32Array(partitions).fill(-1);
    const kept: [row: number, partition: number][] = [];
    for (let old = 0; old < this.#rowOf.length; old++) {
      const row = this.#rowOf[old] ?? -1;
      const now = map === null ? old : (map[old] ?? -1);
      if (row >= 0 && now >= 0 && now < partitions) kept.push([row, now]);
    }
    // Rows of partitions that are gone are given to others: the kept ones move down, in order.
    kept.sort(([a], [b]) => a - b);
    for (const [at, [row, partition]] of kept.entries()) {
      if (at !== row) {
        this.#offsets.copyWithin(at * SLOTS, row * SLOTS, (row + 1) * SLOTS);
        this.#times.copyWithin(at * SLOTS, row * SLOTS, (row + 1) * SLOTS);
        this.#counts[at] = this.#counts[row] ?? 0;
      }
      rowOf[partition] = at;
    }
    this.#rows = kept.length;
    this.#rowOf = rowOf;
  }

  /** Makes room for so many partitions at once, so that the columns do not grow step by step. */
  reserve(rows: number): void {
    if (rows * SLOTS <= this.#offsets.length) return;
    const offsets = new Float64Array(rows * SLOTS);
    const times = new Uint32Array(rows * SLOTS);
    const counts = new Uint8Array(rows);
    offsets.set(this.#offsets);
    times.set(this.#times);
    counts.set(this.#counts);
    this.#offsets = offsets;
    this.#times = times;
    this.#counts = counts;
  }

  /** Takes stored points over, oldest first, into a partition of which nothing is known yet. */
  restore(partition: number, points: readonly { offset: number; atMs: number; seeded: boolean }[], nowMs: number): void {
    this.#prepare(nowMs);
    if (this.count(partition) > 0) return;
    const row = this.#rowFor(partition);
    let count = 0;
    for (const { offset, atMs, seeded } of points.slice(-SLOTS)) {
      if (atMs < this.#originMs || atMs > nowMs) continue;
      this.#offsets[row * SLOTS + count] = offset;
      this.#times[row * SLOTS + count] = this.#packed(atMs, seeded);
      count++;
    }
    this.#counts[row] = count;
  }

  /**
   * Makes room: drops what is too old while the next is old enough too, else the points whose loss widens their brackets least in proportion to their age, no two neighbours at once.
   * Several go at a time, so that a busy partition is thinned once in a few polls. Returns the new count.
   */
  #thin(base: number, count: number, nowMs: number): number {
    let first = 0;
    while (first < count - 2 && nowMs - this.#timeAt(base + first + 1) >= KEPT_MS) first++;
    let gone = 0;
    if (first === 0) {
      for (let round = 0; round < THINNED_AT_ONCE; round++) {
        let least = Infinity;
        let at = -1;
        for (let i = 1; i < count - 1; i++) {
          if ((gone & (0b111 << (i - 1))) !== 0) continue;
          const after = this.#timeAt(base + i + 1);
          // Seeded points go before observed ones of the same use.
          const weight = this.#isSeeded(base + i) ? 0.5 : 1;
          const score = ((after - this.#timeAt(base + i - 1)) * weight) / (nowMs - after + FRESH_MS);
          if (score < least) {
            least = score;
            at = i;
          }
        }
        if (at < 0) break;
        gone |= 1 << at;
      }
    }
    let kept = 0;
    for (let i = first; i < count; i++) {
      if ((gone & (1 << i)) !== 0) continue;
      this.#offsets[base + kept] = this.#offsets[base + i] ?? 0;
      this.#times[base + kept] = this.#times[base + i] ?? 0;
      kept++;
    }
    return kept;
  }

  #rowFor(partition: number): number {
    const known = this.#rowOf[partition] ?? -1;
    if (known >= 0) return known;
    const row = this.#rows++;
    if ((row + 1) * SLOTS > this.#offsets.length) this.reserve(Math.ceil((row + 1) * 1.25) + 16);
    this.#counts[row] = 0;
    this.#rowOf[partition] = row;
    return row;
  }

  /** Sets the origin of times, and moves it on before they run out of room. */
  #prepare(nowMs: number): void {
    if (Number.isNaN(this.#originMs)) {
      this.#originMs = nowMs - KEPT_MS - 3_600_000;
      return;
    }
    if (nowMs - this.#originMs < REBASE_AFTER_MS) return;
    const before = this.#originMs;
    const origin = nowMs - KEPT_MS - 3_600_000;
    const shift = Math.floor((origin - before) / TICK_MS);
    for (let i = 0; i < this.#rows * SLOTS; i++) {
      const packed = this.#times[i] ?? 0;
      // What is older than the new origin stands at the origin, which reads as "older than that".
      this.#times[i] = Math.max(0, (packed >>> 1) - shift) * 2 + (packed & 1);
    }
    this.#originMs = before + shift * TICK_MS;
  }

  #packed(atMs: number, isSeeded: boolean): number {
    const ticks = Math.min(0x7fffffff, Math.max(0, Math.floor((atMs - this.#originMs) / TICK_MS)));
    return ticks * 2 + (isSeeded ? 1 : 0);
  }

  #timeAt(slot: number): number {
    return this.#originMs + ((this.#times[slot] ?? 0) >>> 1) * TICK_MS;
  }

  #isSeeded(slot: number): boolean {
    return ((this.#times[slot] ?? 0) & 1) === 1;
  }
}

/** How old the next record of a group is, milliseconds. One object is filled again and again. */
export interface Age {
  lowerMs: number;
  /** `Infinity` = older than anything known ("at least `lowerMs`"). */
  upperMs: number;
  /** Between the two, by even production between them; NaN without an upper bound. */
  pointMs: number;
  /** Whether a bound rests on record timestamps instead of an observation. */
  seeded: boolean;
}

/** An age to be filled. */
export function blankAge(): Age {
  return { lowerMs: NaN, upperMs: NaN, pointMs: NaN, seeded: false };
}
