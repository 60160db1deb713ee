'use client';

import { useSyncExternalStore } from 'react';
import { TOUR_KEY, readPlace, writePlace, type TourPlace } from './tour-place.ts';

const listeners = new Set<() => void>();
/** Holds where the browser keeps nothing (private windows): the tour is then offered again on the next visit. */
let unkept: string | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): string | null {
  try {
    return window.localStorage.getItem(TOUR_KEY) ?? unkept;
  } catch {
    return unkept; // Storage is forbidden.
  }
}

/** Goes to a place of the tour, everywhere on the page at once. */
export function goOnTour(place: TourPlace): void {
  unkept = writePlace(place);
  try {
    window.localStorage.setItem(TOUR_KEY, unkept);
  } catch {
    // Storage is full or forbidden: it holds until the page is loaded anew.
  }
  for (const listener of listeners) listener();
}

/** Where the reader is on the tour; `over` while rendering on the server, so that nothing appears and goes away. */
export function useTourPlace(): TourPlace {
  return readPlace(useSyncExternalStore(subscribe, read, () => 'over'));
}
