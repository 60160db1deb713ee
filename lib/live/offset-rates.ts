/** No rate over a longer time: it would be a mean that stands at one point. */
const GAP_MS = 5_000;

/** Turns offsets read one after the other into messages per second, each key for itself. */
export class OffsetRates {
  readonly #last = new Map<string, { offset: bigint; at: number }>();

  /** Rate since the reading before; null without one, after a gap, or when the offset went back. `at` is the monotonic time of the broker's answer; undefined = unknown. */
  next(key: string, offset: bigint | null, at: number | undefined): number | null {
    if (offset === null || at === undefined) return null;
    const before = this.#last.get(key);
    this.#last.set(key, { offset, at });
    if (before === undefined || at <= before.at || at - before.at > GAP_MS || offset < before.offset) return null;
    return Math.round((Number(offset - before.offset) / ((at - before.at) / 1000)) * 100) / 100;
  }
}

/** A sum of rates with what it covers. */
export function sumRates(rates: readonly (number | null)[]): { value: number | null; known: number; total: number } {
  const known = rates.filter((rate) => rate !== null);
  const value = known.length === 0 ? null : Math.round(known.reduce((sum, rate) => sum + rate, 0) * 100) / 100;
  return { value, known: known.length, total: rates.length };
}

/** A sum of 64-bit values with what it covers. */
export function sumOffsets(values: readonly (bigint | null)[]): { value: string | null; known: number; total: number } {
  const known = values.filter((value) => value !== null);
  const value = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0n).toString();
  return { value, known: known.length, total: values.length };
}
