import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, withCacheLock } from './cache-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'farol-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('cacheFolder', () => {
  it('is FAROL_CACHE_DIR where that is set and the home folder otherwise', () => {
    expect(cacheFolder({ FAROL_CACHE_DIR: '/x' })).toBe('/x');
    expect(cacheFolder({ FAROL_CACHE_DIR: '' })).toBe(join(homedir(), '.cache', 'farol'));
  });
});

describe('withCacheLock', () => {
  it('never lets two run at once', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all([withCacheLock(folder, 'jars', work), withCacheLock(folder, 'jars', work)]);
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes over from an owner that died', async () => {
    await writeFile(join(folder, 'jars.lock'), JSON.stringify({ pid: process.pid, startedAt: 'before this process' }));
    expect(await withCacheLock(folder, 'jars', async () => 'done')).toBe('done');
  });

  it('lets go when the work fails', async () => {
    await expect(withCacheLock(folder, 'jars', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withCacheLock(folder, 'jars', async () => 'done')).toBe('done');
  });

  it('says once that it waits for another process', async () => {
    let waits = 0;
    const entered = Promise.withResolvers<void>();
    const waited = Promise.withResolvers<void>();
    const held = withCacheLock(folder, 'jars', async () => {
      entered.resolve();
      await waited.promise;
    });
    // Both at once would race for the lock, and the one that tells could win it.
    await entered.promise;
    const onWait = () => {
      waits += 1;
      waited.resolve();
    };
    await withCacheLock(folder, 'jars', async () => {}, { onWait });
    await held;
    expect(waits).toBe(1);
  });
});
