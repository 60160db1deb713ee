'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keepOrder, rowsToMove } from './keep-order.ts';

/** Rows that stay in their places, and how many would rather stand elsewhere. */
export interface HeldOrder<Row> {
  rows: readonly Row[];
  /** Rows whose move waits. */
  waiting: number;
  /** Lets them move now. */
  apply: () => void;
}

/** Keeps rows where they are while the pointer or the focus is among them; a new sort or filter (`intent`) always applies. */
export function useHeldOrder<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  intent: string,
  areaRef: { readonly current: HTMLElement | null },
): HeldOrder<Row> {
  const [held, setHeld] = useState<{ intent: string; keys: string[] } | null>(null);
  const isHeld = held !== null && held.intent === intent;
  const shown = useMemo(() => (isHeld ? keepOrder(rows, rowKey, held.keys) : rows), [rows, rowKey, isHeld, held]);
  const waiting = useMemo(() => (isHeld ? rowsToMove(shown, rows) : 0), [isHeld, shown, rows]);

  const latest = useRef({ rows, shown, intent });
  const isOver = useRef(false);
  const isFocused = useRef(false);
  useEffect(() => {
    latest.current = { rows, shown, intent };
  }, [rows, shown, intent]);
  // A new sort or filter while the pointer rests here: its result is what is held from now on.
  useEffect(() => {
    if (isOver.current || isFocused.current) setHeld({ intent, keys: latest.current.rows.map(rowKey) });
  }, [intent, rowKey]);

  useEffect(() => {
    const area = areaRef.current;
    if (area === null) return;
    const settle = () => {
      if (!isOver.current && !isFocused.current) setHeld(null);
      else setHeld((was) => was ?? { intent: latest.current.intent, keys: latest.current.shown.map(rowKey) });
    };
    const enter = () => {
      isOver.current = true;
      settle();
    };
    const leave = () => {
      isOver.current = false;
      settle();
    };
    const focusIn = (event: FocusEvent) => {
      // A header's sort button holds nothing: its order applies at once.
      isFocused.current = event.target instanceof Element && event.target.closest('tbody, [data-waiting]') !== null;
      settle();
    };
    const focusOut = () => {
      isFocused.current = false;
      settle();
    };
    area.addEventListener('pointerenter', enter);
    area.addEventListener('pointerleave', leave);
    area.addEventListener('focusin', focusIn);
    area.addEventListener('focusout', focusOut);
    return () => {
      area.removeEventListener('pointerenter', enter);
      area.removeEventListener('pointerleave', leave);
      area.removeEventListener('focusin', focusIn);
      area.removeEventListener('focusout', focusOut);
    };
  }, [areaRef, rowKey]);

  const apply = useCallback(() => {
    setHeld({ intent: latest.current.intent, keys: latest.current.rows.map(rowKey) });
  }, [rowKey]);
  return { rows: shown, waiting, apply };
}
