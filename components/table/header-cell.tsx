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
            'group/sort -mx-1 inline-flex h-6 max-w-full items-center gap-1 rounded-sm px-1 hover:text-text',
            align === 'end' && 'flex-row-reverse',
            sorted !== null && 'font-semibold text-text',
          )}
        >
          <span className="truncate">{header}</span>
          <Arrow
            aria-hidden
            className={cn(
              'size-3 shrink-0',
              sorted === null && 'opacity-0 group-hover/sort:opacity-50 group-focus-visible/sort:opacity-50',
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
