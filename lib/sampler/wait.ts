import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, or returns at once when `signal` is or becomes aborted. Never rejects. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms <= 0) return;
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
