/** Seconds of budget that may be saved up: enough for a first pass and for the readings that come once a minute. */
const BURST_S = 60;
/** Passes looked back at for what a pass costs at least. */
const PASSES = 12;
/** A faster cadence must leave this much of the budget to the slower readings. */
const BASIC_SHARE_MAX = 0.8;

/**
 * A token bucket over all requests that Farol sends to one cluster. It does not hold requests back, for they are sent already when they are counted:
 * it tells when the slower readings have to wait, and whether waiting is enough. Without a bound it never asks for anything.
 */
export class RequestBudget {
  readonly #perSecondMax: number | null;
  #tokens: number;
  #at: number | null = null;
  #isSinking = false;
  readonly #spent: number[] = [];

  /** `perSecondMax`: null = no bound. */
  constructor(perSecondMax: number | null) {
    this.#perSecondMax = perSecondMax;
    this.#tokens = (perSecondMax ?? 0) * BURST_S;
  }

  /** Counts what was sent since the last call. `at` is monotonic ms. */
  spend(requests: number, at: number): void {
    const { length } = this.#spent;
    this.#spent.push(requests);
    if (length >= PASSES) this.#spent.shift();
    if (this.#perSecondMax === null) return;
    const earned = this.#at === null ? 0 : ((at - this.#at) / 1000) * this.#perSecondMax;
    const before = this.#tokens;
    this.#tokens = Math.min(this.#perSecondMax * BURST_S, before + earned) - requests;
    this.#at = at;
    this.#isSinking = this.#tokens < 0 && this.#tokens < before;
  }

  /** More was sent than allowed: what can wait must. */
  get isOverspent(): boolean {
    return this.#perSecondMax !== null && this.#tokens < 0;
  }

  /** Overspent, and by more than before. */
  get isSinking(): boolean {
    return this.#isSinking;
  }

  /** Whether passes at this cadence keep within the budget, judged by the cheapest of the last ones. */
  affords(stepMs: number): boolean {
    if (this.#perSecondMax === null || this.#spent.length === 0) return true;
    return Math.min(...this.#spent) / (stepMs / 1000) <= BASIC_SHARE_MAX * this.#perSecondMax;
  }
}
