'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { parseKeptColumns } from './kept-columns.ts';

const CHANGED = 'farol:table-columns';

function keyOf(list: string): string {
  return `farol.table.${list}`;
}

function subscribe(notify: () => void): () => void {
  // `storage` tells of other tabs, our own event of this one.
  window.addEventListener('storage', notify);
  window.addEventListener(CHANGED, notify);
  return () => {
    window.removeEventListener('storage', notify);
    window.removeEventListener(CHANGED, notify);
  };
}

function read(list: string): string | null {
  try {
    return window.localStorage.getItem(keyOf(list));
  } catch {
    // A browser may forbid the store: then nothing is kept.
    return null;
  }
}

/** The columns this browser keeps for a list, and the way to keep others; null = the list's own. Which ones fit depends on the screen, so they stay with it. */
export function useKeptColumns(list: string): [readonly string[] | null, (ids: readonly string[] | null) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(list),
    () => null,
  );
  const columnIds = useMemo(() => parseKeptColumns(text), [text]);
  const keep = useCallback(
    (ids: readonly string[] | null) => {
      try {
        window.localStorage.setItem(keyOf(list), JSON.stringify({ columnIds: ids }));
      } catch {
        // Full or forbidden: the choice holds in the address alone.
      }
      window.dispatchEvent(new Event(CHANGED));
    },
    [list],
  );
  return [columnIds, keep];
}
