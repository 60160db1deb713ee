const HALF_RANGE = 2 ** 52;

/**
 * One exact integer sum per slot: numbers while they are small, `bigint` carry beyond. Additions of values below 2^53 stay plain number arithmetic.
 */
export class ExactSums {
  #low: Float64Array;
  readonly #carry = new Map<number, bigint>();

  constructor(slots: number) {
    this.#low = new Float64Array(slots);
  }

  /** Makes room for so many slots; sums stay. */
  grow(slots: number): void {
    const larger = new Float64Array(slots);
    larger.set(this.#low);
    this.#low = larger;
  }

  /** Adds an integer that is exact as a number (|value| ≤ 2^53). */
  add(slot: number, value: number): void {
    const low = this.#low[slot] ?? 0;
    // Both terms below 2^52 keep the sum exact; anything larger moves to the carry first.
    if (value >= HALF_RANGE) {
      this.addBig(slot, BigInt(value));
      return;
    }
    const sum = low + value;
    if (sum >= HALF_RANGE) {
      this.addBig(slot, BigInt(sum));
      this.#low[slot] = 0;
    } else {
      this.#low[slot] = sum;
    }
  }

  /** Adds an integer of any size. */
  addBig(slot: number, value: bigint): void {
    this.#carry.set(slot, (this.#carry.get(slot) ?? 0n) + value);
  }

  /** The exact sum. */
  get(slot: number): bigint {
    return BigInt(this.#low[slot] ?? 0) + (this.#carry.get(slot) ?? 0n);
  }

  /** The sum as a number: exact below 2^53, rounded above. For stored series. */
  toNumber(slot: number): number {
    const carry = this.#carry.get(slot);
    return carry === undefined ? (this.#low[slot] ?? 0) : Number(this.get(slot));
  }
}
