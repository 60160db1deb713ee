/** Slots of one window: enough for a trend, few enough for 10,000 pairs of group and topic. */
const SLOTS = 20;
/** Columns of a slot: number of the slot on the grid of time, newest time, lag, consumed and produced since the start, polls, polls with a known lag. */
const WIDTH = 7;

/** How lag went over a window. */
export interface LagTrend {
  /** From the oldest to the newest poll in the window. */
  spanMs: number;
  polls: number;
  /** Polls with a known lag. */
  known: number;
  /** Newest minus oldest known lag. */
  growth: number;
  /** Offsets per second by least squares; NaN under three points. */
  slope: number;
  /** Share of the variation that the slope explains, 0..1; NaN where there is no slope. */
  fit: number;
  /** Offsets produced in the window. */
  produced: number;
}

/** Messages per second over a window; null while it spans too little. */
export interface LagRates {
  produced: number | null;
  consumed: number | null;
}

/** Polls of one group on one topic over a fixed window of time, whenever its commits came: what trends and rates are read from. */
export class LagWindow {
  readonly #slotMs: number;
  /** A ring would save the shift, but there is one shift in thirty seconds. */
  readonly data = new Float64Array(SLOTS * WIDTH);
  #used = 0;
  #consumed = 0;
  #produced = 0;

  /** Remembers a little more than `windowMs`. */
  constructor(windowMs: number) {
    this.#slotMs = windowMs / (SLOTS - 1);
  }

  /** Slots in use, the oldest first. */
  get slots(): number {
    return this.#used;
  }

  /** Numbers of one slot in `data`. */
  get width(): number {
    return WIDTH;
  }

  /** One poll: the lag (NaN = unknown), and what was consumed and produced since the last poll (NaN = unknown, counted as nothing). */
  add(nowMs: number, lag: number, consumed: number, produced: number): void {
    this.#consumed += consumed > 0 ? consumed : 0;
    this.#produced += produced > 0 ? produced : 0;
    const grid = Math.floor(nowMs / this.#slotMs);
    let at = (this.#used - 1) * WIDTH;
    // A clock that was set back: what lies in the future now is no window of the past.
    if (this.#used > 0 && grid < (this.data[at] ?? 0)) this.#used = 0;
    if (this.#used === 0 || this.data[at] !== grid) {
      if (this.#used === SLOTS) {
        this.data.copyWithin(0, WIDTH);
        this.#used--;
      }
      at = this.#used * WIDTH;
      this.#used++;
      this.data[at] = grid;
      this.data[at + 2] = NaN;
      this.data[at + 5] = 0;
      this.data[at + 6] = 0;
    }
    this.data[at + 1] = nowMs;
    if (!Number.isNaN(lag)) {
      this.data[at + 2] = lag;
      this.data[at + 6] = (this.data[at + 6] ?? 0) + 1;
    }
    this.data[at + 3] = this.#consumed;
    this.data[at + 4] = this.#produced;
    this.data[at + 5] = (this.data[at + 5] ?? 0) + 1;
  }

  /** The trend over the last `windowMs`. */
  trend(nowMs: number, windowMs: number): LagTrend {
    const first = this.#firstSince(nowMs - windowMs);
    const trend: LagTrend = { spanMs: 0, polls: 0, known: 0, growth: 0, slope: NaN, fit: NaN, produced: 0 };
    if (first >= this.#used) return trend;
    let points = 0;
    let [sumT, sumL, sumTT, sumTL, sumLL] = [0, 0, 0, 0, 0];
    let [oldest, newest] = [NaN, NaN];
    for (let slot = first; slot < this.#used; slot++) {
      const at = slot * WIDTH;
      trend.polls += this.data[at + 5] ?? 0;
      trend.known += this.data[at + 6] ?? 0;
      const lag = this.data[at + 2] ?? NaN;
      if (Number.isNaN(lag)) continue;
      if (points === 0) oldest = lag;
      newest = lag;
      const t = ((this.data[at + 1] ?? 0) - nowMs) / 1_000;
      // Relative to the oldest: squares of large lags would lose the digits that matter.
      const l = lag - oldest;
      points++;
      sumT += t;
      sumL += l;
      sumTT += t * t;
      sumTL += t * l;
      sumLL += l * l;
    }
    trend.spanMs = (this.data[(this.#used - 1) * WIDTH + 1] ?? 0) - (this.data[first * WIDTH + 1] ?? 0);
    trend.produced = (this.data[(this.#used - 1) * WIDTH + 4] ?? 0) - (this.data[first * WIDTH + 4] ?? 0);
    if (points > 0) trend.growth = newest - oldest;
    if (points >= 3) {
      const varT = points * sumTT - sumT * sumT;
      const varL = points * sumLL - sumL * sumL;
      const cov = points * sumTL - sumT * sumL;
      trend.slope = varT > 0 ? cov / varT : NaN;
      trend.fit = varT > 0 && varL > 0 ? (cov * cov) / (varT * varL) : varL === 0 ? 0 : NaN;
    }
    return trend;
  }

  /** Rates over the last `windowMs`, or over what there is of it if that is at least a third. */
  rates(nowMs: number, windowMs: number): LagRates {
    const first = this.#firstSince(nowMs - windowMs);
    const last = this.#used - 1;
    if (first >= last) return { produced: null, consumed: null };
    const seconds = ((this.data[last * WIDTH + 1] ?? 0) - (this.data[first * WIDTH + 1] ?? 0)) / 1_000;
    if (seconds * 3_000 < windowMs) return { produced: null, consumed: null };
    const rate = (column: number) =>
      ((this.data[last * WIDTH + column] ?? 0) - (this.data[first * WIDTH + column] ?? 0)) / seconds;
    return { consumed: rate(3), produced: rate(4) };
  }

  /** Takes back what `data` held when it was stored, the first `slots` slots. */
  restore(data: Float64Array, slots: number): void {
    this.data.set(data.subarray(0, Math.min(SLOTS, slots) * WIDTH));
    this.#used = Math.min(SLOTS, slots);
    const at = (this.#used - 1) * WIDTH;
    this.#consumed = this.#used > 0 ? (this.data[at + 3] ?? 0) : 0;
    this.#produced = this.#used > 0 ? (this.data[at + 4] ?? 0) : 0;
  }

  #firstSince(sinceMs: number): number {
    let first = this.#used;
    while (first > 0 && (this.data[(first - 1) * WIDTH + 1] ?? 0) >= sinceMs) first--;
    return first;
  }
}
