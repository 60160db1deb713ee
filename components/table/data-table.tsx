'use client';

import { tableFeatures, useTable, type ColumnDef, type RowData } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { filterRows, sortRows, type DataColumn, type SortState } from './columns.ts';
import { HeaderCell } from './header-cell.tsx';
import { keepOrder } from './keep-order.ts';

/** Height of one row in px; fixed, so that ten thousand rows need no measuring. */
const ROW_PX = 36;
const HEADER_PX = 34;
/** Up to here all rows are drawn and the page scrolls; above, the table scrolls inside and draws only what shows. */
const VIRTUAL_FROM = 60;
const OVERSCAN = 8;
const FEATURES = tableFeatures({});

export interface DataTableProps<Row extends RowData> {
  /** What the table lists, read aloud. */
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  /** Identity of a row; read once, so it may be written inline. */
  rowKey: (row: Row) => string;
  /** Page of a row; the whole row becomes clickable. One cell must still hold the real link (LinkCell) for keyboards. */
  rowHref?: (row: Row) => string;
  /** Order in force; null = as given. Left out, the table keeps it itself. */
  sort?: SortState | null;
  onSortChange?: (sort: SortState | null) => void;
  /** Order while `sort` is null. */
  defaultSort?: SortState;
  /** `client` (default) sorts and filters here; `server` shows rows as given. */
  mode?: 'client' | 'server';
  filter?: string;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  /** All rows that exist, when `rows` is only a part of them. */
  total?: number;
  /** Called when the end comes near, to fetch the next page. */
  onEndReached?: () => void;
  /** Tints a row whose state needs eyes. */
  rowTone?: (row: Row) => 'bad' | 'warn' | null;
  /** Tallest the scrolling part may become. */
  maxHeight?: string;
  className?: string;
}

/** A live table: sticky header, sorting, filter, virtual rows, right-aligned figures. Values update in place; rows do not move under the pointer. */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowKey: givenRowKey,
  rowHref,
  sort: controlledSort,
  onSortChange,
  defaultSort,
  mode = 'client',
  filter = '',
  empty,
  total,
  onEndReached,
  rowTone,
  maxHeight = 'max(320px, calc(100vh - 260px))',
  className,
}: DataTableProps<Row>) {
  const t = useTranslations('table');
  const locale = useLocale();
  const router = useRouter();
  const scrollRef = useRef<HTMLDivElement>(null);
  const [rowKey] = useState(() => givenRowKey);
  const [ownSort, setOwnSort] = useState<SortState | null>(null);
  const wantedSort = (controlledSort === undefined ? ownSort : controlledSort) ?? defaultSort ?? null;
  const sortId = wantedSort?.id ?? null;
  const isDesc = wantedSort?.desc === true;
  // Owners may hand over a new object each time; rows are sorted anew only when it says something new.
  const sort = useMemo((): SortState | null => (sortId === null ? null : { id: sortId, desc: isDesc }), [sortId, isDesc]);
  const setSort = onSortChange ?? setOwnSort;

  // Sorted first, since typing changes the filter only; and the filter may lag behind the typing, never the other way round.
  const sorted = useMemo(
    () => (mode === 'server' ? rows : sortRows(rows, columns, sort, locale)),
    [mode, rows, columns, sort, locale],
  );
  const wanted = useDeferredValue(filter);
  const prepared = useMemo(
    () => (mode === 'server' ? sorted : filterRows(sorted, columns, wanted)),
    [mode, sorted, columns, wanted],
  );
  const shown = useHeldOrder(prepared, rowKey, `${sortId}.${isDesc}.${wanted}`, scrollRef);

  const columnDefs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof FEATURES, Row> => ({
        id: column.id,
        header: column.header,
        cell: ({ row }) => column.cell(row.original),
      })),
    [columns],
  );
  const table = useTable({ features: FEATURES, columns: columnDefs, data: shown, getRowId: rowKey });
  const tableRows = table.getRowModel().rows;

  const isVirtual = tableRows.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: tableRows.length,
    enabled: isVirtual,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: HEADER_PX,
    initialRect: { width: 1000, height: 600 },
  });
  const items = virtualizer.getVirtualItems();
  const firstIndex = isVirtual ? (items[0]?.index ?? 0) : 0;
  const lastIndex = isVirtual ? (items.at(-1)?.index ?? -1) : tableRows.length - 1;
  const visible = tableRows.slice(firstIndex, lastIndex + 1);
  const before = firstIndex * ROW_PX;
  const after = Math.max(0, tableRows.length - 1 - lastIndex) * ROW_PX;

  const isNearEnd = lastIndex >= tableRows.length - 1 - OVERSCAN;
  const hasMore = total !== undefined && tableRows.length < total;
  useEffect(() => {
    if (isNearEnd && hasMore) onEndReached?.();
  }, [isNearEnd, hasMore, onEndReached]);

  const openRow = (event: MouseEvent, row: Row) => {
    if (rowHref === undefined || event.defaultPrevented || event.button !== 0) return;
    const isOwnControl = event.target instanceof Element && event.target.closest('a, button, input, [role="button"]') !== null;
    if (isOwnControl || (window.getSelection()?.toString() ?? '') !== '') return;
    const href = rowHref(row);
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener');
    else router.push(href);
  };

  const minWidth = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div
      ref={scrollRef}
      className={cn('relative overflow-auto overscroll-x-contain', className)}
      style={isVirtual ? { maxHeight } : undefined}
      // A scrolling region must be reachable by keyboard.
      tabIndex={isVirtual ? 0 : undefined}
      role={isVirtual ? 'region' : undefined}
      aria-label={isVirtual ? label : undefined}
    >
      <table
        aria-label={label}
        aria-rowcount={(total ?? tableRows.length) + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm"
        style={{ minWidth }}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={column.grow === true ? undefined : { width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell
                key={column.id}
                header={column.header}
                hint={column.hint}
                align={column.align}
                canSort={mode === 'server' ? column.sortable === true : column.sortValue !== undefined}
                sorted={sort?.id === column.id ? (sort.desc ? 'desc' : 'asc') : null}
                onSort={() => setSort(nextSort(column, sort))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <Spacer height={before} columns={columns.length} /> : null}
          {visible.map((row, at) => {
            const tone = rowTone?.(row.original) ?? null;
            return (
              <tr
                key={row.id}
                aria-rowindex={firstIndex + at + 2}
                onClick={rowHref === undefined ? undefined : (event) => openRow(event, row.original)}
                className={cn(
                  'group h-9',
                  rowHref === undefined ? '' : 'cursor-pointer hover:bg-surface-2',
                  tone === 'bad' && 'bg-bad-soft/35',
                  tone === 'warn' && 'bg-warn-soft/40',
                )}
              >
                {row.getAllCells().map((cell, index) => (
                  <td
                    key={cell.id}
                    className={cn(
                      'h-9 overflow-hidden border-t border-line px-2.5 text-ellipsis whitespace-nowrap first:pl-3.5 last:pr-3.5',
                      columns[index]?.align === 'end' && 'text-right',
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 ? <Spacer height={after} columns={columns.length} /> : null}
        </tbody>
      </table>
      {tableRows.length === 0 ? (
        <div className="sticky left-0 border-t border-line">
          {empty ?? (
            <p className="px-3.5 py-6 text-center text-sm text-text-2">
              {filter === '' ? t('noRows') : t('noMatch', { filter })}
            </p>
          )}
        </div>
      ) : null}
    </div>
  );
}

/** What a click on a header asks for: first its natural direction, then the other, then the default order again. */
function nextSort<Row>(column: DataColumn<Row>, sort: SortState | null): SortState | null {
  const first = column.descFirst === true;
  if (sort?.id !== column.id) return { id: column.id, desc: first };
  return sort.desc === first ? { id: column.id, desc: !first } : null;
}

/** Keeps rows where they are while the pointer is in the table; a new sort or filter always applies. */
function useHeldOrder<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  intent: string,
  areaRef: { readonly current: HTMLElement | null },
): readonly Row[] {
  const [held, setHeld] = useState<{ intent: string; keys: string[] } | null>(null);
  const shown = useMemo(
    () => (held === null || held.intent !== intent ? rows : keepOrder(rows, rowKey, held.keys)),
    [rows, rowKey, intent, held],
  );
  const latest = useRef({ shown, intent });
  useEffect(() => {
    latest.current = { shown, intent };
  }, [shown, intent]);
  useEffect(() => {
    const area = areaRef.current;
    if (area === null) return;
    const hold = () => setHeld({ intent: latest.current.intent, keys: latest.current.shown.map(rowKey) });
    const release = () => setHeld(null);
    area.addEventListener('pointerenter', hold);
    area.addEventListener('pointerleave', release);
    return () => {
      area.removeEventListener('pointerenter', hold);
      area.removeEventListener('pointerleave', release);
    };
  }, [areaRef, rowKey]);
  return shown;
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} className="p-0" />
    </tr>
  );
}

/** Skeleton of a table in its final shape. */
export function DataTableSkeleton({ columns, rows = 6 }: { columns: number; rows?: number }) {
  return (
    <div>
      <div className="h-[34px]" />
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="flex h-9 items-center gap-6 border-t border-line px-3.5">
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton key={column} className={column === 0 ? 'h-3 w-40 max-w-[30%]' : 'h-3 flex-1'} />
          ))}
        </div>
      ))}
    </div>
  );
}
