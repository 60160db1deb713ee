/**
 * Longest step over missing slots that a rate may bridge, in slots. Across a longer gap nobody knows when the messages came, so there is no rate.
 */
const BRIDGED_SLOTS_MAX = 3;

/**
 * Rate per second of a counter, per slot: difference to the last known value over the time between. NaN where the slot is unknown, where nothing is known
 * shortly before, and where the counter fell (a deleted and recreated topic, a commit set back): a fall is a reset, not a negative rate.
 */
export function ratePerSecond(values: Float64Array, stepMs: number): Float64Array {
  const rates = new Float64Array(values.length).fill(Number.NaN);
  let lastIndex = -1;
  let lastValue = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (lastIndex >= 0 && i - lastIndex <= BRIDGED_SLOTS_MAX && value >= lastValue) {
      rates[i] = ((value - lastValue) * 1000) / ((i - lastIndex) * stepMs);
    }
    lastIndex = i;
    lastValue = value;
  }
  return rates;
}

/** `end − committed` per slot; NaN when either is unknown, and when the commit lies beyond the end (no lag can be told then). */
export function lagPerSlot(end: Float64Array, committed: Float64Array): Float64Array {
  const lag = new Float64Array(end.length).fill(Number.NaN);
  for (let i = 0; i < end.length; i++) {
    const difference = (end[i] ?? Number.NaN) - (committed[i] ?? Number.NaN);
    if (difference >= 0) lag[i] = difference;
  }
  return lag;
}
