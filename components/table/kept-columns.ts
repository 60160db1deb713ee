/** The columns a browser keeps for a list, from the text it kept; null = the list's own, and for anything unreadable. */
export function parseKeptColumns(text: string | null): readonly string[] | null {
  let held: unknown;
  try {
    held = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (typeof held !== 'object' || held === null) return null;
  const { columnIds } = held as { columnIds?: unknown };
  const ids = Array.isArray(columnIds) ? columnIds.filter((id) => typeof id === 'string') : [];
  return ids.length === 0 ? null : ids;
}
