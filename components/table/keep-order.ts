/**
 * Rows in the order they had, for a table under the pointer: values update, places do not move.
 * Rows that are new come last, in their given order; rows that are gone leave.
 */
export function keepOrder<Row>(rows: readonly Row[], keyOf: (row: Row) => string, previousKeys: readonly string[]): Row[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const kept: Row[] = [];
  for (const key of previousKeys) {
    const row = byKey.get(key);
    if (row === undefined) continue;
    kept.push(row);
    byKey.delete(key);
  }
  return [...kept, ...byKey.values()];
}

/** How many rows would have to move to come from the held order to the wanted one: all but the longest run that is in order already. */
export function rowsToMove<Row>(held: readonly Row[], wanted: readonly Row[]): number {
  const place = new Map(wanted.map((row, at) => [row, at]));
  // Ends of the best increasing runs by length, as in patience sorting.
  const tails: number[] = [];
  for (const row of held) {
    const at = place.get(row) ?? 0;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    tails[low] = at;
  }
  return held.length - tails.length;
}
