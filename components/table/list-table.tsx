'use client';

import { useSearchParams } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import type { SavedView } from '#lib/contracts/views.ts';
import { systemClock } from '#lib/core/clock.ts';
import { partOnDemand } from '../ui/late-part.tsx';
import { DataTable, type DataTableProps, type TableView } from './data-table.tsx';
import type { LoadEvery } from './export-panel.tsx';
import { filterRows } from './filter/filter-rows.ts';
import type { SelectionBarProps } from './selection-bar.tsx';
import { sortRows } from './sort-rows.ts';
import { TableToolbar } from './table-toolbar.tsx';
import { TableTools } from './table-tools.tsx';
import { useColumnChoice } from './use-column-choice.ts';
import { useFilterGuide } from './use-filter-guide.ts';
import { useSelection } from './use-selection.ts';
import { useTableUrlState } from './use-table-url-state.ts';
import { queryOfView } from './view-query.ts';

const SelectionBar = partOnDemand<SelectionBarProps<object>>(() =>
  import('./selection-bar.tsx').then((module) => module.SelectionBar),
) as <Row extends object>(props: SelectionBarProps<Row>) => ReactNode;

export interface ListTableProps<Row extends object> extends Pick<
  DataTableProps<Row>,
  'columns' | 'rows' | 'rowKey' | 'rowHref' | 'defaultSort' | 'rowTone'
> {
  /** Name under which its columns and views are kept, and of an exported file: letters, points and hyphens. */
  name: string;
  /** What is listed, read aloud. */
  label: string;
  /** What its filter field is called. */
  filterLabel: string;
  /** Tells its part of the address apart from that of other tables of the page. Default: none. */
  prefix?: string;
  /** How many rows the page holds of how many that exist, before anything chose among them. Left out = all of them. */
  part?: { loaded: number; total: number };
  /** What else chooses the rows, beside the filter. */
  controls?: ReactNode;
  /** Shown when no row is left; `clear` empties the filter. Left out: one line. */
  empty?: (isFiltered: boolean, clear: () => void) => ReactNode;
  /** Views that come with the list. Left out where a view is more than one list. */
  views?: readonly SavedView[];
  /** Rows among which somebody may choose some, to copy their names or export them. Left out: none can be chosen. */
  selectFrom?: readonly Row[];
  /** Fetches all rows that exist, chosen as `rows` were: for exports of lists too long to be shown whole. */
  loadEvery?: LoadEvery<Row>;
  /** Of the line over the table. */
  className?: string;
}

/** A table with its tools: filter, order and columns in the address, export of what is shown, and where wanted views and a selection. */
export function ListTable<Row extends object>(props: ListTableProps<Row>) {
  const { name, label, filterLabel, prefix = '', controls, empty, views, selectFrom, loadEvery, className, ...table } = props;
  const { columns, rows, rowKey } = table;
  const part = props.part ?? { loaded: rows.length, total: rows.length };
  const locale = useLocale();
  const search = useSearchParams().toString();
  const url = useTableUrlState(prefix);
  const { filter, setFilter, sort, setSort } = url;
  const [columnIds, chooseColumns] = useColumnChoice(name, url);
  const guide = useFilterGuide(columns, rows);
  const selection = useSelection();
  const selecting = selectFrom === undefined ? undefined : selection;
  const [view, setView] = useState<TableView<Row>>({ rows, columns, filter: '' });
  const place = useRef<HTMLDivElement>(null);
  const order = sort ?? table.defaultSort ?? null;

  const choose = (every: readonly Row[]) => {
    const sorted = sortRows(every, columns, order, locale);
    const fitting = filterRows(sorted, columns, view.filter, systemClock);
    return 'code' in fitting ? sorted : fitting;
  };
  const isChosen = (row: Row) => selection.keys.has(rowKey(row));
  // Chosen rows stay chosen while a filter hides them; rows that are gone do not.
  const chosen =
    selectFrom === undefined || selection.keys.size === 0 ? [] : sortRows(selectFrom.filter(isChosen), columns, order, locale);

  return (
    <div ref={place} className="contents">
      <TableToolbar
        className={className}
        filter={{
          value: filter,
          onChange: setFilter,
          label: filterLabel,
          guide,
          onEnter: () => place.current?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus(),
        }}
        part={{ shown: part.loaded, total: part.total }}
        count={{ shown: view.rows.length, total: rows.length }}
        tools={
          <TableTools
            views={
              views === undefined
                ? undefined
                : {
                    list: name,
                    builtIn: views,
                    search,
                    // A step of the browser's history: Back returns from a view.
                    onShow: (query) => {
                      const next = queryOfView(search, query);
                      window.history.pushState(null, '', next === '' ? window.location.pathname : `?${next}`);
                    },
                  }
            }
            columns={{
              columns,
              shownIds: view.columns.map(({ id }) => id),
              onChange: chooseColumns,
              isChosen: columnIds !== null,
            }}
            exports={() => ({ list: name, rows: view.rows, columns: view.columns, ...part, choose, loadEvery })}
            selection={selecting}
          />
        }
      >
        {controls}
      </TableToolbar>
      <DataTable
        {...table}
        label={label}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        columnIds={columnIds}
        selection={selecting}
        onView={setView}
        empty={empty?.(filter !== '', () => setFilter(''))}
      />
      {selecting?.isOpen === true ? (
        <SelectionBar
          list={name}
          rows={chosen}
          rowKey={rowKey}
          columns={view.columns}
          hidden={chosen.length - view.rows.filter(isChosen).length}
          onClear={selection.clear}
        />
      ) : null}
    </div>
  );
}
