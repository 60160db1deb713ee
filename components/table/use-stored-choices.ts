'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { parseChoices, type StoredChoices } from './stored-choices.ts';

const CHANGED = 'farol:table-choices';

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

/** What this browser keeps for a list, and the way to change a part of it. */
export function useStoredChoices(list: string): [StoredChoices, (part: Partial<StoredChoices>) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(list),
    () => null,
  );
  const choices = useMemo(() => parseChoices(text), [text]);
  const change = useCallback(
    (part: Partial<StoredChoices>) => {
      try {
        window.localStorage.setItem(keyOf(list), JSON.stringify({ ...parseChoices(read(list)), ...part }));
      } catch {
        // Full or forbidden: the choice holds in the address alone.
      }
      window.dispatchEvent(new Event(CHANGED));
    },
    [list],
  );
  return [choices, change];
}
