'use client';

import { useSyncExternalStore } from 'react';

/** Where the reader points: a time, and who said so (charts do not answer themselves). */
export interface Crosshair {
  /** Start of a bucket, epoch ms. */
  at: number;
  /** Id of the chart under the pointer or the focus. */
  source: string;
}

const places = new Map<string, Crosshair>();
const listeners = new Set<() => void>();

/** Moves the crosshair of a group of charts; null takes it away, if it is this chart's. */
export function pointAt(group: string, source: string, at: number | null): void {
  const now = places.get(group);
  if (at === null) {
    if (now?.source !== source) return;
    places.delete(group);
  } else {
    if (now?.at === at && now.source === source) return;
    places.set(group, { at, source });
  }
  for (const listener of listeners) listener();
}

/** The crosshair of a group of charts; null while nobody points. */
export function useCrosshair(group: string): Crosshair | null {
  return useSyncExternalStore(
    subscribe,
    () => places.get(group) ?? null,
    () => null,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
