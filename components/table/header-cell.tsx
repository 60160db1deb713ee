'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '../ui/cn.ts';

export interface HeaderCellProps {
  header: string;
  hint?: string;
  align?: 'start' | 'end';
  canSort: boolean;
  sorted: 'asc' | 'desc' | null;
  /** Its place among several columns that sort, from 1; null when it sorts alone or not. */
  rank: number | null;
  /** `adds` = next to the columns that sort already. */
  onSort: (adds: boolean) => void;
  /** Stays while the table is scrolled sideways. */
  isPinned: boolean;
  pinnedLeft: number;
}

/** One column's name; a button when the column sorts, with Shift beside others. Direction and rank are told by arrow, figure and `aria-sort`. */
export function HeaderCell(props: HeaderCellProps) {
  const { header, hint, align = 'start', canSort, sorted, rank, onSort, isPinned, pinnedLeft } = props;
  const t = useTranslations('table');
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
      style={isPinned ? { left: pinnedLeft } : undefined}
      className={cn(
        'sticky top-(--table-top) h-[34px] bg-surface px-2.5 font-medium whitespace-nowrap text-text-3 first:pl-3.5 last:pr-3.5',
        isPinned ? 'z-[3] border-r border-r-line' : 'z-[2]',
        align === 'end' ? 'text-right' : 'text-left',
      )}
    >
      {canSort ? (
        <button
          type="button"
          title={hint}
          onClick={(event) => onSort(event.shiftKey)}
          className={cn(
            'group/sort relative -mx-1 inline-flex h-6 max-w-[calc(100%+8px)] items-center rounded-sm px-1 hover:text-text',
            sorted !== null && 'font-semibold text-text',
          )}
        >
          <span className="truncate">{header}</span>
          <span
            aria-hidden
            // Stands outside the text, so that it takes no room from the name.
            className={cn(
              'absolute top-1.5 flex items-center',
              align === 'end' ? 'right-full -mr-0.5 flex-row-reverse' : 'left-full -ml-0.5',
              sorted === null && 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60',
            )}
          >
            <Arrow className="size-3" />
            {rank === null ? null : <span className="text-2xs leading-none">{rank}</span>}
          </span>
          {rank === null ? null : <span className="sr-only"> {t('sortRank', { rank })}</span>}
        </button>
      ) : (
        <span title={hint} className="block truncate">
          {header}
        </span>
      )}
    </th>
  );
}
