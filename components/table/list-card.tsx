'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import type { SavedView } from '#lib/contracts/views.ts';
import { Empty } from '../states/empty.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ListTable, type ListTableProps } from './list-table.tsx';

const NO_VIEWS: readonly SavedView[] = [];

export interface ListCardProps<Row extends object> extends Pick<
  ListTableProps<Row>,
  'columns' | 'rows' | 'rowKey' | 'rowHref' | 'defaultSort' | 'rowTone' | 'views' | 'loadEvery' | 'controls'
> {
  /** The list that `rows` was chosen from. */
  list: WholeList<Row>;
  /** Namespace of its words: `title`, `filter`, `empty.noMatch`. Also its name in what a person keeps (columns, views). */
  texts: string;
  /** Undoes what the controls hide. */
  onClear?: () => void;
  /** Shown instead of "no match" when it is not the filter that leaves no row. */
  none?: ReactNode;
  /** Lets rows be chosen, to copy their names or export them. */
  selectable?: boolean;
  /** Stands over the tools. */
  before?: ReactNode;
  /** Stands under the rows. */
  after?: ReactNode;
}

/** A page's list as a card: filter, order and columns in the URL, further controls, views, export, the table, and the way back when nothing is left. */
export function ListCard<Row extends object>({
  list,
  texts,
  onClear,
  none,
  views = NO_VIEWS,
  selectable = false,
  before,
  after,
  ...table
}: ListCardProps<Row>) {
  const t = useTranslations(texts);
  const words = useTranslations('table');
  return (
    <Card aria-label={t('title')}>
      {before}
      <ListTable
        {...table}
        name={texts}
        label={t('title')}
        filterLabel={t('filter')}
        part={{ loaded: list.rows.length, total: list.total }}
        views={views}
        selectFrom={selectable ? list.rows : undefined}
        empty={(isFiltered, clear) =>
          !isFiltered && none !== undefined ? (
            none
          ) : (
            <Empty
              picture="noMatch"
              title={t('empty.noMatch.title')}
              action={
                <Button
                  onClick={() => {
                    clear();
                    onClear?.();
                  }}
                >
                  {words('clearFilters')}
                </Button>
              }
            >
              {t('empty.noMatch.detail')}
            </Empty>
          )
        }
      />
      {after}
    </Card>
  );
}
