'use client';

import { useMemo, useState } from 'react';
import { withAllToggled, withRange, withToggled } from './selection.ts';

/** Rows a person chose, by key. They stay chosen while a filter hides them. */
export interface Selection {
  keys: ReadonlySet<string>;
  /** Whether the checkboxes stand there: asked for, or something is chosen. */
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  /** The row that was chosen last, where a range begins. */
  lastKey: string | null;
  toggle: (key: string) => void;
  /** Chooses all rows between two. */
  extend: (order: readonly string[], fromKey: string, toKey: string) => void;
  /** Chooses all of `order`, or none of them when all were. */
  toggleAll: (order: readonly string[]) => void;
  clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Keeps which rows of a table are chosen. */
export function useSelection(): Selection {
  const [keys, setKeys] = useState(NONE);
  const [lastKey, setLastKey] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  return useMemo(
    () => ({
      keys,
      isOpen: isAsked || keys.size > 0,
      setOpen: setAsked,
      lastKey,
      toggle: (key) => {
        setKeys((were) => withToggled(were, key));
        setLastKey(key);
      },
      extend: (order, fromKey, toKey) => {
        setKeys((were) => withRange(were, order, fromKey, toKey));
        setLastKey(toKey);
      },
      toggleAll: (order) => setKeys((were) => withAllToggled(were, order)),
      clear: () => {
        setKeys(NONE);
        setLastKey(null);
        setAsked(false);
      },
    }),
    [keys, lastKey, isAsked],
  );
}
