import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#lib/core/errors.ts';
import { isRunning, processIdentity, type ProcessIdentity } from './process-identity.ts';

/** The folder shared by every start on this machine: `FAROL_CACHE_DIR`, or `~/.cache/farol`. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env['FAROL_CACHE_DIR'] || join(homedir(), '.cache', 'farol');
}

const LOCK_POLL_MS = 200;
/** A lock file is empty for an instant while its owner writes it; longer than this means that the owner died there. */
const EMPTY_LOCK_GRACE_MS = 5_000;

/** How to wait for a lock. */
export interface LockWait {
  signal?: AbortSignal | undefined;
  /** Called once when another process holds the lock. */
  onWait?: () => void;
}

/** Runs `work` while no other process holds the lock `name` in `folder`. A lock whose owner died is taken over. */
export async function withCacheLock<T>(folder: string, name: string, work: () => Promise<T>, wait: LockWait = {}): Promise<T> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.lock`);
  await acquire(path, wait);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string, { signal, onWait }: LockWait): Promise<void> {
  const me = await processIdentity(process.pid);
  let emptySince: number | null = null;
  for (let told = false; ;) {
    signal?.throwIfAborted();
    if (await tryCreate(path, JSON.stringify(me))) return;
    const owner = await readOwner(path);
    if (owner === 'empty') {
      emptySince ??= performance.now();
      if (performance.now() - emptySince > EMPTY_LOCK_GRACE_MS) await rm(path, { force: true });
    } else {
      emptySince = null;
      if (owner !== null && !(await isRunning(owner))) await rm(path, { force: true });
      else if (owner !== null && !told) {
        told = true;
        onWait?.();
      }
    }
    await sleep(LOCK_POLL_MS, undefined, signal ? { signal } : {});
  }
}

async function tryCreate(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new AppError(
      'unavailable',
      `Cannot write to the cache folder (${path}). Make it writable or set FAROL_CACHE_DIR to one that is.`,
      {
        cause: error,
      },
    );
  }
}

async function readOwner(path: string): Promise<ProcessIdentity | 'empty' | null> {
  try {
    const text = await readFile(path, 'utf8');
    return text === '' ? 'empty' : (JSON.parse(text) as ProcessIdentity);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (error instanceof SyntaxError) return 'empty';
    throw error;
  }
}
