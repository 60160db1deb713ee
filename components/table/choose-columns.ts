import type { DataColumn } from './columns.ts';

/** Under this width the table stands on a phone and columns take their `narrow` widths. */
export const NARROW_PX = 480;

/** What a table draws. */
export interface ShownColumns<Row> {
  columns: readonly DataColumn<Row>[];
  /** Whether the columns take their `narrow` widths. */
  isNarrow: boolean;
}

/** Width of a column in px, its least width when it grows. */
export function widthOf<Row>(column: DataColumn<Row>, isNarrow: boolean): number {
  return isNarrow ? (column.narrow ?? column.width) : column.width;
}

/**
 * The columns a person chose, in their order; null when none of the ids is a column. The first column names the row: it
 * always stands, and always first. Unknown ids are passed over.
 */
export function chosenColumns<Row>(
  columns: readonly DataColumn<Row>[],
  ids: readonly string[] | null,
): readonly DataColumn<Row>[] | null {
  const [first] = columns;
  if (ids === null || first === undefined) return null;
  const chosen = ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  if (chosen.length === 0) return null;
  return [first, ...new Set(chosen.filter((column) => column !== first))];
}

/**
 * The columns of a table: the chosen ones, or else those for which window and table are wide enough. Columns with a `from` need
 * a window of that width; those with a `priority` leave, the highest number first, until the rest fits. `tableWidth` null = not measured yet: all fit.
 */
export function shownColumns<Row>(
  columns: readonly DataColumn<Row>[],
  ids: readonly string[] | null,
  windowWidth: number,
  tableWidth: number | null,
): ShownColumns<Row> {
  const isNarrow = tableWidth !== null && tableWidth < NARROW_PX;
  const chosen = chosenColumns(columns, ids);
  if (chosen !== null) return { columns: chosen, isNarrow };
  let shown = columns.filter(({ from = 0, hidden = false }) => !hidden && from <= windowWidth);
  const room = tableWidth ?? Infinity;
  while (totalWidth(shown, isNarrow) > room) {
    const last = shown.reduce<DataColumn<Row> | null>((lowest, column) => {
      if (column.priority === undefined || column === columns[0]) return lowest;
      return lowest === null || column.priority >= (lowest.priority ?? 0) ? column : lowest;
    }, null);
    if (last === null) break;
    shown = shown.filter((column) => column !== last);
  }
  return { columns: shown, isNarrow };
}

/** Least width in px at which nothing is cut. */
export function totalWidth<Row>(columns: readonly DataColumn<Row>[], isNarrow: boolean): number {
  return columns.reduce((sum, column) => sum + widthOf(column, isNarrow), 0);
}
