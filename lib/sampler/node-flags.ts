import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Where the sampler's compiled modules lie, below the checkout. */
export const SAMPLER_CODE_CACHE = 'node_modules/.cache/farol-sampler';

/**
 * Node's options for the sampler process. Passes leave megabytes of short-lived columns behind. With V8's defaults the young generation piles them up to a third more memory,
 * and the old one is let grow to four times what lives in it before it is swept: by less than half at a time keeps it near that, for some CPU (`farol bench pass --size huge`).
 * `--expose-gc` is for sweep-forever.ts.
 */
export const SAMPLER_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=4', '--heap-growing-percent=40', '--expose-gc'];

/** Buffers from this size on have pages of their own: pieces that sockets read, and columns, would leave holes between the small ones that stay. */
const GIVE_BACK_FROM_BYTES = '16384';

/**
 * What the environment of the sampler process adds, for glibc's malloc: the buffers of answers and columns come and go with every pass, and what is freed is only given back to
 * the system while these thresholds stay where they are. Left alone, the library raises them to 32 MiB and keeps the memory. Elsewhere without effect. Modules come compiled
 * (bin/prepare/sampler-code.ts): what strips types from them would otherwise stay in memory for good.
 */
export const SAMPLER_ENVIRONMENT: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: join(ROOT, SAMPLER_CODE_CACHE),
  MALLOC_MMAP_THRESHOLD_: GIVE_BACK_FROM_BYTES,
  MALLOC_TRIM_THRESHOLD_: GIVE_BACK_FROM_BYTES,
};
