'use client';

import type { ShownColumns } from './choose-columns.ts';
import { widthOf } from './choose-columns.ts';
import { alignOf, sortValueOf, type SortState } from './columns.ts';
import { HeaderCell } from './header-cell.tsx';
import { HeaderCheckbox } from './header-checkbox.tsx';
import { nextSort, sortKeys } from './sort-rows.ts';
import { CHECK_PX } from './table-row.tsx';
import type { Selection } from './use-selection.ts';

export interface TableHeadProps<Row> {
  shown: ShownColumns<Row>;
  mode: 'client' | 'server';
  sort: SortState | null;
  onSort: (sort: SortState | null) => void;
  /** Where rows can be chosen; its checkboxes stand while it is open. */
  selection: Selection | undefined;
  /** Rows that fit the filter. */
  keys: readonly string[];
  /** The first column stays while the table is scrolled sideways. */
  isPinned: boolean;
}

/** Widths and names of the columns. */
export function TableHead<Row>({ shown, mode, sort, onSort, selection, keys, isPinned }: TableHeadProps<Row>) {
  const { columns, isNarrow } = shown;
  const hasCheckbox = selection?.isOpen === true;
  const ranks = sortKeys(sort);
  return (
    <>
      <colgroup>
        {hasCheckbox ? <col style={{ width: CHECK_PX }} /> : null}
        {columns.map((column) => (
          <col key={column.id} style={column.grow === true ? undefined : { width: widthOf(column, isNarrow) }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {hasCheckbox ? <HeaderCheckbox selection={selection} keys={keys} isPinned={isPinned} /> : null}
          {columns.map((column, at) => {
            const rank = ranks.findIndex(({ id }) => id === column.id);
            const key = ranks[rank];
            return (
              <HeaderCell
                key={column.id}
                header={column.header}
                hint={column.hint}
                align={alignOf(column)}
                canSort={mode === 'server' ? column.sortable === true : sortValueOf(column) !== undefined}
                sorted={key === undefined ? null : key.desc ? 'desc' : 'asc'}
                rank={key !== undefined && ranks.length > 1 ? rank + 1 : null}
                // A server sorts by one column.
                onSort={(adds) => onSort(nextSort(column, sort, adds && mode === 'client'))}
                isPinned={isPinned && at === 0}
                pinnedLeft={hasCheckbox ? CHECK_PX : 0}
              />
            );
          })}
        </tr>
      </thead>
    </>
  );
}
