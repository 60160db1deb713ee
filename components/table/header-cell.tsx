'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { cn } from '../ui/cn.ts';

export interface HeaderCellProps {
  header: string;
  hint?: string;
  align?: 'start' | 'end';
  canSort: boolean;
  sorted: 'asc' | 'desc' | null;
  onSort: () => void;
}

/** One column's name; a button when the column sorts. Its direction is told by arrow and `aria-sort`. */
export function HeaderCell({ header, hint, align = 'start', canSort, sorted, onSort }: HeaderCellProps) {
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
      className={cn(
        'sticky top-0 z-[2] h-[34px] bg-surface px-2.5 font-medium whitespace-nowrap text-text-3 first:pl-3.5 last:pr-3.5',
        align === 'end' ? 'text-right' : 'text-left',
      )}
    >
      {canSort ? (
        <button
          type="button"
          title={hint}
          onClick={onSort}
          className={cn(
            'group/sort relative -mx-1 inline-flex h-6 max-w-[calc(100%+8px)] items-center rounded-sm px-1 hover:text-text',
            sorted !== null && 'font-semibold text-text',
          )}
        >
          <span className="truncate">{header}</span>
          <Arrow
            aria-hidden
            // Stands outside the text, so that it takes no room from the name.
            className={cn(
              'absolute top-1.5 size-3',
              align === 'end' ? '-left-2.5' : '-right-2.5',
              sorted === null && 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60',
            )}
          />
        </button>
      ) : (
        <span title={hint} className="block truncate">
          {header}
        </span>
      )}
    </th>
  );
}
