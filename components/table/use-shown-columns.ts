'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { shownColumns, type ShownColumns } from './choose-columns.ts';
import type { DataColumn } from './columns.ts';

/** The columns that are drawn: the chosen ones, or those for which there is room. Changes only when the window crosses one of their widths or the table's room changes. */
export function useShownColumns<Row>(
  columns: readonly DataColumn<Row>[],
  ids: readonly string[] | null,
  tableWidth: number | null,
): ShownColumns<Row> {
  const widths = [...new Set(columns.flatMap(({ from }) => (from === undefined ? [] : [from])))].sort((a, b) => b - a).join(' ');
  const subscribe = useCallback(
    (notify: () => void) => {
      const queries = widthsOf(widths).map((width) => window.matchMedia(minWidth(width)));
      for (const query of queries) query.addEventListener('change', notify);
      return () => {
        for (const query of queries) query.removeEventListener('change', notify);
      };
    },
    [widths],
  );
  const widest = useSyncExternalStore(
    subscribe,
    () => widthsOf(widths).find((width) => window.matchMedia(minWidth(width)).matches) ?? 0,
    () => Infinity,
  );
  return useMemo(() => shownColumns(columns, ids, widest, tableWidth), [columns, ids, widest, tableWidth]);
}

function widthsOf(widths: string): number[] {
  return widths === '' ? [] : widths.split(' ').map(Number);
}

function minWidth(width: number): string {
  return `(min-width: ${width}px)`;
}
