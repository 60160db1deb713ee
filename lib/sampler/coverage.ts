/** A sum counts as known when at least this share of its members is known. */
const COVERAGE_FLOOR = 0.95;

/** Whether a sum over `known` of `total` members may stand for the whole in a stored series. Nothing over nothing is unknown, not zero. */
export function isCovered(known: number, total: number): boolean {
  return total > 0 && known >= total * COVERAGE_FLOOR;
}
