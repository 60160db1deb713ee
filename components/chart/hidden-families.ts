'use client';

import { useSyncExternalStore } from 'react';
import { EVENT_FAMILIES, type EventFamily } from './event-families.ts';

const STORAGE_KEY = 'farol.chart-events-hidden';
const NONE: ReadonlySet<EventFamily> = new Set();

let hidden: ReadonlySet<EventFamily> | null = null;
const listeners = new Set<() => void>();

function load(): ReadonlySet<EventFamily> {
  if (hidden !== null) return hidden;
  try {
    const names: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    hidden = new Set(EVENT_FAMILIES.filter((family) => Array.isArray(names) && names.includes(family)));
  } catch {
    // Storage may be forbidden or spoilt: then all families are shown, and a choice lasts for this visit.
    hidden = NONE;
  }
  return hidden;
}

/** Families of events that this reader does not want in charts: a preference of the browser. */
export function useHiddenFamilies(): ReadonlySet<EventFamily> {
  return useSyncExternalStore(subscribe, load, () => NONE);
}

/** Shows or hides a family in all charts. */
export function setFamilyShown(family: EventFamily, isShown: boolean): void {
  const next = new Set(load());
  if (isShown) next.delete(family);
  else next.add(family);
  hidden = next;
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify([...next]));
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
