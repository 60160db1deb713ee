'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { FilterBox, type FilterBoxProps } from './filter-box.tsx';

export interface TableToolbarProps {
  filter: Pick<FilterBoxProps, 'value' | 'onChange' | 'label'>;
  /** Said when not all rows that exist came. */
  part?: { shown: number; total: number };
  /** Further choices, after the filter. */
  children?: ReactNode;
  className?: string;
}

/** The line over a table: its filter, what else chooses the rows, and whether rows are missing. */
export function TableToolbar({ filter, part, children, className }: TableToolbarProps) {
  const t = useTranslations('table');
  return (
    <div className={cn('flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2.5', className)}>
      <FilterBox {...filter} />
      {children}
      {part === undefined || part.shown >= part.total ? null : (
        <span className="ml-auto text-sm text-warn">{t('part', part)}</span>
      )}
    </div>
  );
}
