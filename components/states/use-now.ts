'use client';

import { useSyncExternalStore } from 'react';

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let current = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    current = Date.now();
    timer = setInterval(() => {
      current = Date.now();
      for (const each of listeners) each();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

function read(): number {
  if (current === 0) current = Date.now();
  return current;
}

/**
 * What follows from the browser's wall time, looked at once a second; drawn anew only when it differs. 0 while rendering on the server.
 * For whatever changes more seldom than every second, such as ages in minutes: a page has dozens of them.
 */
export function useFromNow<Value extends string | number | boolean | null>(of: (nowMs: number) => Value): Value {
  return useSyncExternalStore(
    subscribe,
    () => of(read()),
    () => of(0),
  );
}

/** The browser's wall time, moving once a second; all ages on a page tick together. 0 while rendering on the server. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, () => 0);
}
