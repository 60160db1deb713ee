/** A named view of a list: the query of its address. */
export interface SavedView {
  name: string;
  /** Filter, sort, columns and toggles as in the address, without `?`. */
  query: string;
}

/** What a person keeps for a list in this browser. */
export interface StoredChoices {
  /** Columns shown when the address names none; null = the list's own. */
  columnIds: readonly string[] | null;
  views: readonly SavedView[];
}

const NONE: StoredChoices = { columnIds: null, views: [] };
/** Enough for anybody; keeps the store small. */
export const VIEWS_MAX = 50;
export const VIEW_NAME_MAX = 60;
const QUERY_MAX = 4_000;
/** Parts of an address that belong to the page, not to its list. */
const NOT_OF_A_VIEW = new Set(['range', 'from', 'to', 'compare', 'tab']);

/** Reads what was kept. Whatever is missing or unreadable counts as not kept. */
export function parseChoices(text: string | null): StoredChoices {
  let held: unknown;
  try {
    held = JSON.parse(text ?? 'null');
  } catch {
    return NONE;
  }
  if (typeof held !== 'object' || held === null) return NONE;
  const { columnIds, views } = held as { columnIds?: unknown; views?: unknown };
  const ids = Array.isArray(columnIds) ? columnIds.filter((id) => typeof id === 'string') : [];
  return {
    columnIds: ids.length === 0 ? null : ids,
    views: Array.isArray(views) ? views.filter(isView).slice(0, VIEWS_MAX) : [],
  };
}

function isView(held: unknown): held is SavedView {
  if (typeof held !== 'object' || held === null) return false;
  const { name, query } = held as { name?: unknown; query?: unknown };
  return (
    typeof name === 'string' &&
    name !== '' &&
    name.length <= VIEW_NAME_MAX &&
    typeof query === 'string' &&
    query.length <= QUERY_MAX
  );
}

/** The views with one more; one of that name is replaced. The oldest leave when there are too many. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const name = view.name.trim().slice(0, VIEW_NAME_MAX);
  if (name === '' || view.query.length > QUERY_MAX) return views;
  return [...views.filter((other) => other.name !== name), { name, query: view.query }].slice(-VIEWS_MAX);
}

/** The part of an address's query that makes a view of a list: all but what belongs to the page, in a fixed order. */
export function viewQuery(search: string): string {
  const params = [...new URLSearchParams(search)].filter(([key, value]) => value !== '' && !NOT_OF_A_VIEW.has(key));
  return new URLSearchParams(params.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString();
}

/** The query of the address that shows a view: what belongs to the page stays. */
export function queryOfView(search: string, view: string): string {
  const kept = [...new URLSearchParams(search)].filter(([key]) => NOT_OF_A_VIEW.has(key));
  const wanted = [...new URLSearchParams(view)].filter(([key]) => !NOT_OF_A_VIEW.has(key));
  return new URLSearchParams([...kept, ...wanted]).toString();
}
