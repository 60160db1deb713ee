'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { rowCommand } from './row-keys.ts';
import { indexOfRow, type RowFocus } from './use-row-focus.ts';
import type { Selection } from './use-selection.ts';

/** A page is so much of the window. */
const PAGE_SHARE = 0.6;

export interface RowActionsOptions<Row> {
  rows: readonly Row[];
  keys: readonly string[];
  rowHref: ((row: Row) => string) | undefined;
  selection: Selection | undefined;
  focus: RowFocus;
  rowHeight: number;
}

/** What clicks and keys do to rows; for the body of a table, which takes them for all of its rows. */
export function useRowActions<Row>({ rows, keys, rowHref, selection, focus, rowHeight }: RowActionsOptions<Row>) {
  const router = useRouter();
  const open = (row: Row, inNewTab: boolean) => {
    if (rowHref === undefined) return;
    const href = rowHref(row);
    if (inNewTab) window.open(href, '_blank', 'noopener');
    else router.push(href);
  };

  const onClick = (event: MouseEvent) => {
    const row = rows[indexOfRow(event.target) ?? -1];
    if (row === undefined || event.defaultPrevented || event.button !== 0) return;
    const isOwnControl =
      event.target instanceof Element && event.target.closest('a, button, input, label, [role="button"]') !== null;
    if (isOwnControl || (window.getSelection()?.toString() ?? '') !== '') return;
    open(row, event.metaKey || event.ctrlKey);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const at = indexOfRow(event.target);
    const row = rows[at ?? -1];
    if (at === null || row === undefined || event.defaultPrevented) return;
    const page = Math.max(1, Math.floor((window.innerHeight * PAGE_SHARE) / rowHeight));
    const command = rowCommand(event, at, rows.length, page);
    if (command === null) return;
    // Links, buttons and checkboxes in a row keep the keys that work them.
    const isOnRow = event.target instanceof HTMLTableRowElement;
    if (!isOnRow && (command.kind === 'open' || (command.kind === 'select' && event.key === ' '))) return;
    const key = keys[at];
    switch (command.kind) {
      case 'move': {
        const to = keys[command.to];
        if (command.extends && key !== undefined && to !== undefined) selection?.extend(keys, key, to);
        focus.moveTo(command.to);
        break;
      }
      case 'open':
        if (rowHref === undefined) return;
        open(row, command.inNewTab);
        break;
      case 'select':
        if (selection === undefined || key === undefined) return;
        selection.toggle(key);
        break;
      case 'clear':
        if (selection === undefined || !selection.isOpen) return;
        selection.clear();
        break;
      case 'filter': {
        const field = document.querySelector<HTMLElement>('[data-filter]');
        if (field === null) return;
        field.focus();
        break;
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };

  // Rows are drawn anew only when something of theirs changed: their checkbox must not bring a new function each time.
  const latest = useRef({ keys, selection });
  useEffect(() => {
    latest.current = { keys, selection };
  }, [keys, selection]);
  const onSelect = useCallback((index: number, extend: boolean) => {
    const { keys: order, selection: chosen } = latest.current;
    const key = order[index];
    if (key === undefined || chosen === undefined) return;
    if (extend) chosen.extend(order, chosen.lastKey ?? key, key);
    else chosen.toggle(key);
  }, []);
  return { onClick, onKeyDown, onSelect };
}
