/** Keys with one more or one less. */
export function withToggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Keys with every one of `order` from one to the other, in whichever direction. An end that is not in `order` counts as the other end. */
export function withRange(
  keys: ReadonlySet<string>,
  order: readonly string[],
  fromKey: string,
  toKey: string,
): ReadonlySet<string> {
  const to = order.indexOf(toKey);
  if (to < 0) return keys;
  const from = order.indexOf(fromKey);
  const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  return new Set([...keys, ...order.slice(first, last + 1)]);
}

/** Keys with all of `order`, or without any of them when all are there already. */
export function withAllToggled(keys: ReadonlySet<string>, order: readonly string[]): ReadonlySet<string> {
  const next = new Set(keys);
  const isWhole = order.every((key) => next.has(key));
  for (const key of order) {
    if (isWhole) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** How many of the rows that show are chosen. */
export function chosenOf(keys: ReadonlySet<string>, order: readonly string[]): 'none' | 'some' | 'all' {
  if (keys.size === 0 || order.length === 0) return 'none';
  const chosen = order.filter((key) => keys.has(key)).length;
  return chosen === 0 ? 'none' : chosen === order.length ? 'all' : 'some';
}
