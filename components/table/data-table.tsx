'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { totalWidth } from './choose-columns.ts';
import type { DataColumn, SortState } from './columns.ts';
import { sortKeys, sortRows } from './sort-rows.ts';
import { TableHead } from './table-head.tsx';
import { CHECK_PX, TableRow } from './table-row.tsx';
import { useFilteredRows } from './use-filtered-rows.ts';
import { useHeldOrder } from './use-held-order.ts';
import { useRowActions } from './use-row-actions.ts';
import { useRowFocus } from './use-row-focus.ts';
import type { Selection } from './use-selection.ts';
import { useShownColumns } from './use-shown-columns.ts';
import { useTableSize } from './use-table-size.ts';
import { WaitingPill } from './waiting-pill.tsx';

const HEADER_PX = 34;
/** Up to here all rows are drawn and the page scrolls; above, the table scrolls inside and draws only what shows. */
const VIRTUAL_FROM = 60;
const OVERSCAN = 4;

/** What a table shows at this moment. */
export interface TableView<Row> {
  /** Filtered and sorted, whatever is held back under the pointer. */
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  /** The filter in force. */
  filter: string;
}

export interface DataTableProps<Row extends object> {
  /** What the table lists, read aloud. */
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  /** Identity of a row; read once, so it may be written inline. */
  rowKey: (row: Row) => string;
  /** Page of a row; the whole row becomes clickable. One cell must still hold the real link (LinkCell). */
  rowHref?: (row: Row) => string;
  /** Order in force; null = as given. Left out, the table keeps it itself. */
  sort?: SortState | null;
  onSortChange?: (sort: SortState | null) => void;
  /** Order while `sort` is null. */
  defaultSort?: SortState;
  /** `client` (default) sorts and filters here; `server` shows rows as given. */
  mode?: 'client' | 'server';
  /** Filter in the language of docs/filter.md. While it has an error, the last good one stays in force. */
  filter?: string;
  /** Columns a person chose, in their order; null or left out = those that fit. */
  columnIds?: readonly string[] | null;
  /** Lets rows be chosen. */
  selection?: Selection;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  /** All rows that exist, when `rows` is only a part of them. */
  total?: number;
  /** Called when the end comes near, to fetch the next page. */
  onEndReached?: () => void;
  /** Told what the table shows, whenever that changes. */
  onView?: (view: TableView<Row>) => void;
  /** Tints a row whose state needs eyes. */
  rowTone?: (row: Row) => 'bad' | 'warn' | null;
  /** Height of the scrolling part, where there are so many rows that they scroll inside. */
  height?: string;
  className?: string;
}

/** A live table: sticky header, sorting, filter, virtual rows, keyboard. Values update in place; rows do not move under the pointer or the focus. */
export function DataTable<Row extends object>({
  label,
  columns: allColumns,
  rows,
  rowKey: givenRowKey,
  rowHref,
  sort: controlledSort,
  onSortChange,
  defaultSort,
  mode = 'client',
  filter = '',
  columnIds = null,
  selection,
  empty,
  total,
  onEndReached,
  onView,
  rowTone,
  height = 'max(320px, calc(100vh - 260px))',
  className,
}: DataTableProps<Row>) {
  const t = useTranslations('table');
  const locale = useLocale();
  const scrollRef = useRef<HTMLDivElement>(null);
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const rulerRef = useRef<HTMLDivElement>(null);
  const { width, rowHeight } = useTableSize(scrollRef, rulerRef);
  const hasCheckbox = selection?.isOpen === true;
  const room = width === null || !hasCheckbox ? width : width - CHECK_PX;
  const layout = useShownColumns(allColumns, columnIds, room);
  const { columns, isNarrow } = layout;
  const [rowKey] = useState(() => givenRowKey);
  const [ownSort, setOwnSort] = useState<SortState | null>(null);
  const wantedSort = (controlledSort === undefined ? ownSort : controlledSort) ?? defaultSort ?? null;
  const sortText = JSON.stringify(sortKeys(wantedSort));
  // Owners may hand over a new object each time; rows are sorted anew only when it says something new.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const sort = useMemo(() => wantedSort, [sortText]);
  const setSort = onSortChange ?? setOwnSort;

  // Sorted first, since typing changes the filter only; and the filter may lag behind the typing, never the other way round.
  const sorted = useMemo(
    () => (mode === 'server' ? rows : sortRows(rows, allColumns, sort, locale)),
    [mode, rows, allColumns, sort, locale],
  );
  const wanted = useDeferredValue(mode === 'server' ? '' : filter);
  const prepared = useFilteredRows(sorted, allColumns, wanted);
  const { rows: shown, waiting, apply } = useHeldOrder(prepared.rows, rowKey, `${sortText} ${prepared.filter}`, scrollRef);
  const count = shown.length;
  useEffect(() => onView?.({ rows: prepared.rows, columns, filter: prepared.filter }), [onView, prepared, columns]);

  const keys = useMemo(() => shown.map(rowKey), [shown, rowKey]);
  const focus = useRowFocus(keys, bodyRef);
  const isVirtual = count > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count,
    enabled: isVirtual,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEADER_PX,
    initialRect: { width: 1000, height: 600 },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const first = isVirtual ? (items[0]?.index ?? 0) : 0;
  const last = isVirtual ? (items.at(-1)?.index ?? -1) : count - 1;
  const drawn = useMemo(() => indexes(first, last, focus.isInside ? focus.at : -1), [first, last, focus.isInside, focus.at]);

  const isNearEnd = last >= count - 1 - OVERSCAN;
  const hasMore = total !== undefined && count < total;
  useEffect(() => {
    if (isNearEnd && hasMore) onEndReached?.();
  }, [isNearEnd, hasMore, onEndReached]);

  const { onClick, onKeyDown, onSelect } = useRowActions({ rows: shown, keys, rowHref, selection, focus, rowHeight });
  const leastWidth = totalWidth(columns, isNarrow) + (hasCheckbox ? CHECK_PX : 0);
  const isPinned = width !== null && leastWidth > width;
  // Where nothing scrolls, the header sticks to the page instead of to this frame: clipping is no scrolling.
  const isStill = width !== null && !isPinned && !isVirtual;
  const isReachable = rowHref !== undefined || selection !== undefined || isVirtual;
  const tabStop = focus.isInside || (focus.at >= first && focus.at <= last) ? focus.at : first;
  const span = columns.length + (hasCheckbox ? 1 : 0);
  return (
    <div
      ref={scrollRef}
      data-rows={isReachable ? '' : undefined}
      className={cn('relative overscroll-x-contain rounded-b-[7px]', isStill ? 'overflow-clip' : 'overflow-auto', className)}
      style={
        {
          // On a phone the page's own bar has no fixed height, and a header takes room that rows need.
          '--table-top': isStill ? (isNarrow ? 'auto' : 'var(--bar-h, 50px)') : '0px',
          // So many rows fill the height anyway; told so, the browser need not lay out the page for what scrolls in.
          ...(isVirtual ? { height: height, contain: 'strict' } : {}),
        } as CSSProperties
      }
      role={isVirtual ? 'region' : undefined}
      aria-label={isVirtual ? label : undefined}
    >
      <div ref={rulerRef} aria-hidden className="pointer-events-none absolute top-0 left-0 h-[var(--row-h,36px)] w-0" />
      <table
        aria-label={label}
        aria-rowcount={(total ?? count) + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm"
        style={{ minWidth: leastWidth }}
      >
        <TableHead
          shown={layout}
          mode={mode}
          sort={sort}
          onSort={setSort}
          selection={selection}
          keys={keys}
          isPinned={isPinned}
        />
        {/* Rows and their links are what is worked; the body only hears for all of them. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody ref={bodyRef} onClick={onClick} onKeyDown={onKeyDown} onFocus={focus.onFocus} onBlur={focus.onBlur}>
          {drawn.flatMap((index, at) => {
            const row = shown[index];
            const key = keys[index];
            if (row === undefined || key === undefined) return [];
            const skipped = index - (drawn[at - 1] ?? -1) - 1;
            // One flat list: rows keep their elements, and the focus, while the window over them moves.
            return [
              skipped > 0 ? <Spacer key={`before ${index}`} height={skipped * rowHeight} columns={span} /> : null,
              <TableRow
                key={key}
                row={row}
                columns={columns}
                name={key}
                index={index}
                isTabStop={isReachable ? index === tabStop : null}
                isSelected={selection === undefined ? null : selection.keys.has(key)}
                hasCheckbox={hasCheckbox}
                canOpen={rowHref !== undefined}
                tone={rowTone?.(row) ?? null}
                isPinned={isPinned}
                onSelect={onSelect}
              />,
            ];
          })}
          {count - 1 > (drawn.at(-1) ?? -1) ? (
            <Spacer height={(count - 1 - (drawn.at(-1) ?? -1)) * rowHeight} columns={span} />
          ) : null}
        </tbody>
      </table>
      {count === 0 ? (
        <div className="sticky left-0 border-t border-line">
          {empty ?? (
            <p className="px-3.5 py-6 text-center text-sm text-text-2">
              {filter === '' ? t('noRows') : t('noMatch', { filter })}
            </p>
          )}
        </div>
      ) : null}
      <WaitingPill
        waiting={waiting}
        onApply={(hadFocus) => {
          apply();
          if (hadFocus) focus.moveTo(Math.max(0, focus.at));
        }}
      />
    </div>
  );
}

/** Indexes of the rows to draw: those from `first` to `last`, and the one that has the focus wherever it is. */
function indexes(first: number, last: number, focused: number): number[] {
  const range = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (focused < 0 || (focused >= first && focused <= last)) return range;
  return focused < first ? [focused, ...range] : [...range, focused];
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} className="p-0" />
    </tr>
  );
}
