/** Lines drawn at once; of more, the first (largest) ones until the reader chooses. */
export const DRAWN_MOST = 12;

/** Lines chosen in the legend; empty = nothing chosen, so all are shown. */
export type Chosen = ReadonlySet<string>;

/** The choice after a click on a line: alone, or all again if it was alone already. `adds`: it joins or leaves the chosen ones. */
export function chooseSeries(chosen: Chosen, key: string, adds: boolean): Chosen {
  if (!adds) return chosen.size === 1 && chosen.has(key) ? new Set() : new Set([key]);
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Lines to draw, of `keys` in the order given. A choice of lines that are all gone is none. */
export function drawnKeys(keys: readonly string[], chosen: Chosen): ReadonlySet<string> {
  const picked = keys.filter((key) => chosen.has(key));
  return new Set((picked.length === 0 ? keys : picked).slice(0, DRAWN_MOST));
}
