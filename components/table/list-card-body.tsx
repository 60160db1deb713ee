'use client';

import { useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { systemClock } from '#lib/core/clock.ts';
import { Empty } from '../states/empty.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { DataTableBody, type DataTableProps, type TableView } from './data-table-body.tsx';
import type { LoadEvery } from './export-panel.tsx';
import { filterRows } from './filter/filter-rows.ts';
import type { SelectionBarProps } from './selection-bar.tsx';
import { sortRows } from './sort-rows.ts';
import { queryOfView, type SavedView } from './stored-choices.ts';
import { TableToolbar } from './table-toolbar.tsx';
import { TableTools } from './table-tools.tsx';
import { useColumnChoice } from './use-column-choice.ts';
import { useFilterGuide } from './use-filter-guide.ts';
import { useSelection } from './use-selection.ts';
import { useTableUrlState } from './use-table-url-state.ts';

const SelectionBar = partOnDemand<SelectionBarProps<object>>(() =>
  import('./selection-bar.tsx').then((module) => module.SelectionBar),
) as <Row extends object>(props: SelectionBarProps<Row>) => ReactNode;

const NO_VIEWS: readonly SavedView[] = [];

export interface ListCardProps<Row extends object> extends Pick<
  DataTableProps<Row>,
  'columns' | 'rows' | 'rowKey' | 'rowHref' | 'defaultSort' | 'rowTone'
> {
  /** The list that `rows` was chosen from. */
  list: WholeList<Row>;
  /** Namespace of its words: `title`, `filter`, `empty.noMatch`. Also its name in what a person keeps (columns, views). */
  texts: string;
  /** What else chooses the rows, beside the filter. */
  controls: ReactNode;
  /** Undoes what the controls hide. */
  onClear: () => void;
  /** Shown instead of "no match" when it is not the filter that leaves no row. */
  none?: ReactNode;
  /** Views that come with the list. */
  views?: readonly SavedView[];
  /** Lets rows be chosen, to copy their names or export them. */
  selectable?: boolean;
  /** Fetches all rows that exist, chosen as `rows` were: for exports of lists too long to be shown whole. */
  loadEvery?: LoadEvery<Row>;
}

/** A page's list as a card: filter, order and columns in the URL, further controls, views, export, the table, and the way back when nothing is left. */
export function ListCardBody<Row extends object>({
  list,
  texts,
  controls,
  onClear,
  none,
  views = NO_VIEWS,
  selectable = false,
  loadEvery,
  ...table
}: ListCardProps<Row>) {
  const t = useTranslations(texts);
  const words = useTranslations('table');
  const locale = useLocale();
  const search = useSearchParams().toString();
  const url = useTableUrlState();
  const { filter, setFilter, sort, setSort } = url;
  const [columnIds, chooseColumns] = useColumnChoice(texts, url);
  const { columns, rows, rowKey } = table;
  const guide = useFilterGuide(columns, rows);
  const selection = useSelection();
  const [view, setView] = useState<TableView<Row>>({ rows, columns, filter: '' });
  const cardRef = useRef<HTMLElement>(null);
  const order = sort ?? table.defaultSort ?? null;

  const clearAll = () => {
    setFilter('');
    onClear();
  };
  const choose = (rows: readonly Row[]) => {
    const sorted = sortRows(rows, columns, order, locale);
    const fitting = filterRows(sorted, columns, view.filter, systemClock);
    return 'code' in fitting ? sorted : fitting;
  };
  const isChosen = (row: Row) => selection.keys.has(rowKey(row));
  const chosen = selection.keys.size === 0 ? [] : sortRows(list.rows.filter(isChosen), columns, order, locale);

  return (
    <Card ref={cardRef} aria-label={t('title')}>
      <TableToolbar
        filter={{
          value: filter,
          onChange: setFilter,
          label: t('filter'),
          guide,
          onEnter: () => cardRef.current?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus(),
        }}
        part={{ shown: list.rows.length, total: list.total }}
        count={{ shown: view.rows.length, total: rows.length }}
        tools={
          <TableTools
            views={{
              list: texts,
              builtIn: views,
              search,
              // A step of the browser's history: Back returns from a view.
              onShow: (query) => {
                const next = queryOfView(search, query);
                window.history.pushState(null, '', next === '' ? window.location.pathname : `?${next}`);
              },
            }}
            columns={{
              columns,
              shownIds: view.columns.map(({ id }) => id),
              onChange: chooseColumns,
              isChosen: columnIds !== null,
            }}
            exports={() => ({
              list: texts,
              rows: view.rows,
              columns: view.columns,
              loaded: list.rows.length,
              total: list.total,
              choose,
              loadEvery,
            })}
            selection={selectable ? selection : undefined}
          />
        }
      >
        {controls}
      </TableToolbar>
      <DataTableBody
        {...table}
        label={t('title')}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        columnIds={columnIds}
        selection={selectable ? selection : undefined}
        onView={setView}
        empty={
          filter === '' && none !== undefined ? (
            none
          ) : (
            <Empty
              picture="noMatch"
              title={t('empty.noMatch.title')}
              action={<Button onClick={clearAll}>{words('clearFilters')}</Button>}
            >
              {t('empty.noMatch.detail')}
            </Empty>
          )
        }
      />
      {selectable && selection.isOpen ? (
        <SelectionBar
          list={texts}
          rows={chosen}
          rowKey={rowKey}
          columns={view.columns}
          hidden={chosen.length - view.rows.filter(isChosen).length}
          onClear={selection.clear}
        />
      ) : null}
    </Card>
  );
}
