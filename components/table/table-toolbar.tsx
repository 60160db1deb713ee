'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { FilterBox, type FilterBoxProps } from './filter-box.tsx';
import { FilterHelp } from './filter-help.tsx';

export interface TableToolbarProps {
  filter: Pick<FilterBoxProps, 'value' | 'onChange' | 'label' | 'guide' | 'onEnter'>;
  /** Said when not all rows that exist came. */
  part?: { shown: number; total: number };
  /** Said, and read aloud, while a filter chooses: how many of how many. */
  count?: { shown: number; total: number };
  /** What can be done with the table, at the far end. */
  tools?: ReactNode;
  /** Further choices, after the filter. */
  children?: ReactNode;
  className?: string;
}

/** The line over a table: its filter, what else chooses the rows, how many are left, and whether rows are missing. */
export function TableToolbar({ filter, part, count, tools, children, className }: TableToolbarProps) {
  const t = useTranslations('table');
  const isPart = part !== undefined && part.shown < part.total;
  return (
    <div className={cn('flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2.5', className)}>
      <div className="flex w-full max-w-[320px] items-center gap-1">
        <FilterBox {...filter} className={filter.guide === undefined ? undefined : 'max-w-none!'} />
        {filter.guide === undefined ? null : <FilterHelp guide={filter.guide} />}
      </div>
      {children}
      {count === undefined ? null : (
        <span role="status" className="text-sm text-text-2">
          {filter.value.trim() === '' ? null : t('shown', count)}
        </span>
      )}
      {isPart || tools !== undefined ? (
        <div className="ml-auto flex items-center gap-1" data-print="hide">
          {isPart ? <span className="mr-2 text-sm text-warn">{t('part', part)}</span> : null}
          {tools}
        </div>
      ) : null}
    </div>
  );
}
