/** The ids with one of them at another place. Place 0 is the column that names the row: nothing comes before it. */
export function moved(ids: readonly string[], id: string, to: number): readonly string[] {
  const from = ids.indexOf(id);
  if (from < 1) return ids;
  const others = ids.filter((other) => other !== id);
  const at = Math.max(1, Math.min(others.length, to));
  return [...others.slice(0, at), id, ...others.slice(at)];
}

/** The ids with one less, or with one more where the list of all columns has it: after the nearest shown one before it. */
export function withColumn(columns: readonly { id: string }[], ids: readonly string[], id: string): readonly string[] {
  if (ids.includes(id)) return id === columns[0]?.id ? ids : ids.filter((other) => other !== id);
  const own = columns.findIndex((column) => column.id === id);
  if (own < 0) return ids;
  const before = columns
    .slice(0, own)
    .map((column) => ids.indexOf(column.id))
    .filter((at) => at >= 0);
  const at = before.length === 0 ? 0 : Math.max(...before) + 1;
  return [...ids.slice(0, at), id, ...ids.slice(at)];
}
