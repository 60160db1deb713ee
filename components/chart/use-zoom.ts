'use client';

import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { parseTimeRange, timeRangeKey, type TimeRange } from '#lib/core/time-range.ts';
import { useTimeRange } from '../shell/use-time-range.ts';

/** Ranges that were zoomed into, innermost last: what was shown before, and what then. Kept while the app is open. */
let steps: readonly { before: TimeRange; after: string }[] = [];
const listeners = new Set<() => void>();
/** More than anybody zooms. */
const STEPS_MOST = 50;

function setSteps(next: readonly { before: TimeRange; after: string }[]): void {
  steps = next.slice(-STEPS_MOST);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Charts of a page now listening for Ctrl+Z: the first one answers for all. */
const undoers: (() => boolean)[] = [];

/** Zooming into the page's time range and out again. */
export interface Zoom {
  zoomTo: (from: number, to: number) => void;
  /** Back to the range before the last zoom; null when the range shown was not zoomed into. */
  zoomOut: (() => void) | null;
}

/** Zooms, remembers where from, and takes Ctrl+Z (⌘Z) outside of fields as "zoom out". */
export function useZoom(onZoom: ((from: number, to: number) => void) | undefined): Zoom {
  const { range, setRange } = useTimeRange();
  const known = useSyncExternalStore(
    subscribe,
    () => steps,
    () => steps,
  );
  const last = known.at(-1);
  const isZoomed = last !== undefined && last.after === timeRangeKey(range);
  const zoomOut = useCallback(() => {
    const step = steps.at(-1);
    if (step === undefined) return;
    setSteps(steps.slice(0, -1));
    setRange(step.before);
  }, [setRange]);
  useEffect(() => {
    const undo = () => {
      const after = steps.at(-1)?.after;
      // The key may come before the page has drawn what the address says already.
      if (after === undefined || (after !== timeRangeKey(range) && after !== addressKey())) return false;
      zoomOut();
      return true;
    };
    undoers.push(undo);
    if (undoers.length === 1) document.addEventListener('keydown', onKeyDown);
    return () => {
      undoers.splice(undoers.indexOf(undo), 1);
      if (undoers.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [range, zoomOut]);
  const zoomTo = useCallback(
    (from: number, to: number) => {
      setSteps([...steps, { before: range, after: timeRangeKey({ kind: 'absolute', from, to }) }]);
      onZoom?.(from, to);
    },
    [range, onZoom],
  );
  return { zoomTo, zoomOut: isZoomed ? zoomOut : null };
}

/** The range that the address asks for. */
function addressKey(): string {
  const params = new URLSearchParams(window.location.search);
  return timeRangeKey(parseTimeRange({ range: params.get('range'), from: params.get('from'), to: params.get('to') }));
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const { target } = event;
  // In a field the key means what it always does.
  if (target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return;
  if (undoers[0]?.() === true) event.preventDefault();
}
