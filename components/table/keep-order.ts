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
