/** Parts of an address that belong to the page, not to its list. */
const NOT_OF_A_VIEW = new Set(['range', 'from', 'to', 'compare', 'tab']);

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
