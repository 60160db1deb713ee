import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { FilterBox, type FilterBoxProps } from './filter-box.tsx';

export interface TableToolbarProps {
  filter: Pick<FilterBoxProps, 'value' | 'onChange' | 'label'>;
  /** Further choices, after the filter. */
  children?: ReactNode;
  className?: string;
}

/** The line over a table: its filter, then what else chooses the rows. */
export function TableToolbar({ filter, children, className }: TableToolbarProps) {
  return (
    <div className={cn('flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2.5', className)}>
      <FilterBox {...filter} />
      {children}
    </div>
  );
}
