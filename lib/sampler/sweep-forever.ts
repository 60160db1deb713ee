import { memoryUsage } from 'node:process';
import { wait } from './wait.ts';

const EVERY_MS = 5_000;
/** Garbage worth a sweep of the whole heap, which takes some 50 ms at the largest clusters. */
const WORTH_BYTES = 24 * 1_048_576;

/**
 * Whether the heap is to be swept now.
 * @param used Bytes in use, garbage included.
 * @param floor Bytes that were in use after the last sweep; null before the first.
 */
export function isSweepWorth(used: number, floor: number | null): boolean {
  return floor === null || used - floor > WORTH_BYTES;
}

/**
 * Sweeps the heap whenever passes left enough garbage, until `ended`. The engine would let garbage grow in proportion to what lives, and the columns outside of its heap by
 * their own rule: at 100,000 partitions that is 80 MiB more at any time. Does nothing where the process was started without `--expose-gc`.
 */
export async function sweepForever(ended: AbortSignal): Promise<void> {
  const collect = globalThis.gc;
  if (collect === undefined) return;
  let floor: number | null = null;
  while (!ended.aborted) {
    await wait(EVERY_MS, ended);
    const used = usedBytes();
    if (isSweepWorth(used, floor)) {
      void collect();
      // Buffers outside of the heap are given back a little later.
      await wait(EVERY_MS, ended);
      floor = usedBytes();
    } else if (floor !== null && used < floor) floor = used;
  }
}

function usedBytes(): number {
  const { heapUsed, external } = memoryUsage();
  return heapUsed + external;
}
