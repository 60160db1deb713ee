'use client';

import type { RowData } from '@tanstack/react-table';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import { Empty } from '../states/empty.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DataTable, type DataTableProps } from './data-table.tsx';
import { TableToolbar } from './table-toolbar.tsx';
import { useTableUrlState } from './use-table-url-state.ts';

export interface ListCardProps<Row extends RowData> extends Pick<
  DataTableProps<Row>,
  'columns' | 'rows' | 'rowKey' | 'rowHref' | 'defaultSort' | 'rowTone'
> {
  /** The list that `rows` was chosen from. */
  list: WholeList<Row>;
  /** Namespace of its words: `title`, `filter`, `empty.noMatch`. */
  texts: string;
  /** What else chooses the rows, beside the filter. */
  controls: ReactNode;
  /** Undoes what the controls hide. */
  onClear: () => void;
  /** Shown instead of "no match" when it is not the filter that leaves no row. */
  none?: ReactNode;
}

/** A page's list as a card: filter and order in the URL, further controls, the table, and the way back when nothing is left. */
export function ListCard<Row extends RowData>({ list, texts, controls, onClear, none, ...table }: ListCardProps<Row>) {
  const t = useTranslations(texts);
  const words = useTranslations('table');
  const { filter, setFilter, sort, setSort } = useTableUrlState();
  const clearAll = () => {
    setFilter('');
    onClear();
  };
  return (
    <Card aria-label={t('title')}>
      <TableToolbar
        filter={{ value: filter, onChange: setFilter, label: t('filter') }}
        part={{ shown: list.rows.length, total: list.total }}
      >
        {controls}
      </TableToolbar>
      <DataTable
        {...table}
        label={t('title')}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        empty={
          filter === '' && none !== undefined ? (
            none
          ) : (
            <Empty
              icon={SearchX}
              title={t('empty.noMatch.title')}
              action={<Button onClick={clearAll}>{words('clearFilters')}</Button>}
            >
              {t('empty.noMatch.detail')}
            </Empty>
          )
        }
      />
    </Card>
  );
}
