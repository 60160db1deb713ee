'use client';

import { useTranslations } from 'next-intl';
import { memo, type ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { alignOf, type DataColumn } from './columns.ts';
import { TypedCell } from './typed-cell.tsx';

/** Width of the column of checkboxes in px. */
export const CHECK_PX = 36;

export interface TableRowProps<Row> {
  row: Row;
  columns: readonly DataColumn<Row>[];
  /** Name of the row for its checkbox. */
  name: string;
  index: number;
  /** Whether Tab reaches the row: null = rows take no focus here. */
  isTabStop: boolean | null;
  /** null = rows cannot be chosen here. */
  isSelected: boolean | null;
  /** Draws the checkbox. */
  hasCheckbox: boolean;
  canOpen: boolean;
  tone: 'bad' | 'warn' | null;
  /** The first column stays while the table is scrolled sideways. */
  isPinned: boolean;
  onSelect: (index: number, extend: boolean) => void;
}

/** One row. It holds no handlers but its checkbox's: the body takes clicks and keys for all of them. */
function TableRowOnce<Row>(props: TableRowProps<Row>) {
  const { row, columns, name, index, isTabStop, isSelected, hasCheckbox, canOpen, tone, isPinned, onSelect } = props;
  const t = useTranslations('table');
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      tabIndex={isTabStop === null ? undefined : isTabStop ? 0 : -1}
      className={cn(
        'group h-[var(--row-h,36px)] scroll-mt-[92px] scroll-mb-2 bg-(--row-bg) -outline-offset-2',
        isSelected === true ? '[--row-bg:color-mix(in_srgb,var(--info-soft)_70%,var(--surface))]' : BACKGROUND[tone ?? 'none'],
        canOpen && 'cursor-pointer hover:[--row-bg:var(--surface-2)]',
      )}
    >
      {hasCheckbox ? (
        <td
          className={cn(
            CELL,
            'w-9 px-0 text-center',
            isPinned && PINNED,
            'group-focus-visible:shadow-[inset_2px_0_var(--focus),inset_0_2px_var(--focus),inset_0_-2px_var(--focus)]',
          )}
          style={isPinned ? { left: 0 } : undefined}
        >
          <label className="grid size-full cursor-pointer place-items-center">
            <input
              type="checkbox"
              aria-label={t('selectRow', { name })}
              checked={isSelected === true}
              onChange={(event) => onSelect(index, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
              className="size-3.5 accent-(--primary)"
            />
          </label>
        </td>
      ) : null}
      {columns.map((column, at) => (
        <td
          key={column.id}
          style={isPinned && at === 0 ? { left: hasCheckbox ? CHECK_PX : 0 } : undefined}
          className={cn(
            CELL,
            'px-2.5 first:pl-3.5 last:pr-3.5',
            alignOf(column) === 'end' && 'text-right',
            isPinned && at === 0 && cn(PINNED, 'border-r border-r-line'),
            // The pinned cell lies over the row's focus ring: it draws its part of it.
            at === 0 &&
              isPinned &&
              (hasCheckbox
                ? 'group-focus-visible:shadow-[inset_0_2px_var(--focus),inset_0_-2px_var(--focus)]'
                : 'group-focus-visible:shadow-[inset_2px_0_var(--focus),inset_0_2px_var(--focus),inset_0_-2px_var(--focus)]'),
          )}
        >
          {cellOf(column, row)}
        </td>
      ))}
    </tr>
  );
}

const CELL = 'h-[var(--row-h,36px)] overflow-hidden border-t border-line text-ellipsis whitespace-nowrap';
const PINNED = 'sticky z-[1] bg-(--row-bg)';
const BACKGROUND = {
  none: '[--row-bg:var(--surface)]',
  bad: '[--row-bg:color-mix(in_srgb,var(--bad-soft)_35%,var(--surface))]',
  warn: '[--row-bg:color-mix(in_srgb,var(--warn-soft)_40%,var(--surface))]',
};

function cellOf<Row>(column: DataColumn<Row>, row: Row): ReactNode {
  return column.cell === undefined ? <TypedCell column={column} row={row} /> : column.cell(row);
}

/** One row, drawn anew only when something of it changed. */
export const TableRow = memo(TableRowOnce) as typeof TableRowOnce;
