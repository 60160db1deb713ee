import type { FeedRows } from '#lib/contracts/feed.ts';
import type { WholeList } from './fetch-all-pages.ts';

/**
 * A list after the changes of one pass: rows that did not change stay the same objects in the same place, new ones come last.
 * null when the changes belong to another pass than the list's, or the list is only a part of what there is: then it must be asked anew.
 */
export function patchRows<Row>(list: WholeList<Row>, patch: FeedRows<Row>, nameOf: (row: Row) => string): WholeList<Row> | null {
  if (list.pass?.takenAt !== patch.base || list.rows.length < list.total) return null;
  const changed = new Map(patch.changed.map((row) => [nameOf(row), row]));
  const gone = new Set(patch.gone);
  const rows = list.rows.flatMap((row) => {
    const name = nameOf(row);
    if (gone.has(name)) return [];
    const next = changed.get(name) ?? row;
    changed.delete(name);
    return [next];
  });
  return { rows: [...rows, ...changed.values()], total: patch.total, pass: patch.pass };
}
