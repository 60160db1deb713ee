'use client';

import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';

/** Which row has or would take the focus. */
export interface RowFocus {
  /** Index of the row that Tab reaches; -1 without rows. */
  at: number;
  /** Whether the focus is in that row: then it must stay drawn. */
  isInside: boolean;
  moveTo: (index: number) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * One row at a time can be reached by Tab, and it keeps the focus: when rows move, when they are drawn anew while scrolling, and,
 * should the row itself go, by passing it to the one that took its place.
 */
export function useRowFocus(keys: readonly string[], bodyRef: RefObject<HTMLElement | null>): RowFocus {
  const [active, setActive] = useState<{ key: string; index: number } | null>(null);
  const [isInside, setInside] = useState(false);
  const wantsFocus = useRef(false);
  const found = active === null ? -1 : keys[active.index] === active.key ? active.index : keys.indexOf(active.key);
  const at = found >= 0 ? found : Math.min(active?.index ?? 0, keys.length - 1);
  const isGone = active !== null && found < 0;

  useLayoutEffect(() => {
    const body = bodyRef.current;
    const isLost = isInside && isGone && !(body?.contains(document.activeElement) ?? false);
    if (!wantsFocus.current && !isLost) return;
    const row = body?.querySelector<HTMLElement>(`tr[data-index="${at}"]`) ?? null;
    if (row === null) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });

  const moveTo = useCallback(
    (index: number) => {
      const key = keys[index];
      if (key === undefined) return;
      wantsFocus.current = true;
      setInside(true);
      setActive({ key, index });
    },
    [keys],
  );
  const onFocus = useCallback(
    (event: FocusEvent<HTMLElement>) => {
      const index = indexOfRow(event.target);
      const key = index === null ? undefined : keys[index];
      if (index === null || key === undefined) return;
      setInside(true);
      setActive((was) => (was?.key === key && was.index === index ? was : { key, index }));
    },
    [keys],
  );
  // React tells nothing when it takes away the focused row itself: so this is always the reader leaving.
  const onBlur = useCallback((event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
  }, []);
  return { at, isInside, moveTo, onFocus, onBlur };
}

/** Index of the row that an element stands in; null outside of rows. */
export function indexOfRow(target: EventTarget | null): number | null {
  if (!(target instanceof Element)) return null;
  const index = target.closest('tr[data-index]')?.getAttribute('data-index') ?? null;
  return index === null ? null : Number(index);
}
