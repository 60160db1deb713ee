import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest stretch of packing between two turns of the event loop, well under the 50 ms that a page may wait. */
const STRETCH_MS = 12;

/** Lets long synchronous work give way: call it between small pieces; it awaits a turn of the event loop only when the stretch is used up. */
export function createYielder(signal?: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await nextTurn();
    signal?.throwIfAborted();
    since = performance.now();
  };
}
