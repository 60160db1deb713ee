import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { cacheFolder, withCacheLock } from './cache-folder.ts';
import {
  compareJars,
  describeMismatch,
  hashJars,
  LOCK_FILE,
  readJarLock,
  renderJarLock,
  versionFolder,
  type JarLock,
} from './jar-lock.ts';
import { copyJars } from './maven.ts';
import type { KafkaVersion } from './versions.ts';

/** Folder in the cache with exactly the locked jars of `version`; fetches them at the first time.
 *  Several processes may ask at once: one fetches, the others wait. `onProgress` gets readable texts with sizes. */
export async function ensureJars(
  version: KafkaVersion,
  onProgress: (detail: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  const { lock, text } = await readJarLock(version);
  const cache = cacheFolder();
  const folder = join(cache, 'kafka', `${version}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`);
  if (await isComplete(folder, lock)) return folder;
  // One lock for all versions: Maven's local repository does not stand two writers.
  return withCacheLock(
    cache,
    'jars',
    async () => {
      if (!(await isComplete(folder, lock))) await fetchInto(folder, version, lock, onProgress, signal);
      return folder;
    },
    { signal, onWait: () => onProgress('another process is fetching jars: waiting for it') },
  );
}

/** Resolves the jars of `version` into the empty `folder` and writes their hashes as its new lock. Returns how many there are. */
export async function lockJars(version: KafkaVersion, folder: string): Promise<number> {
  await withCacheLock(cacheFolder(), 'jars', () => copyJars(version, folder, () => {}));
  const hashes = await hashJars(folder);
  await writeFile(join(versionFolder(version), LOCK_FILE), renderJarLock(hashes));
  return hashes.size;
}

async function fetchInto(
  folder: string,
  version: KafkaVersion,
  lock: JarLock,
  onProgress: (detail: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const temporary = `${folder}.${randomUUID().slice(0, 8)}`;
  await mkdir(temporary, { recursive: true });
  try {
    onProgress(`fetching Kafka ${version} (${lock.size} jars)`);
    const fetched = await copyJars(
      version,
      temporary,
      ({ files, bytes }) => {
        if (files % 10 === 0) onProgress(`fetching Kafka ${version}: ${files} files, ${megabytes(bytes)}`);
      },
      signal,
    );
    const mismatches = compareJars(lock, await hashJars(temporary));
    if (mismatches.length > 0) throw new AppError('precondition', describeMismatch(version, mismatches));
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    onProgress(
      `Kafka ${version}: ${lock.size} jars, ${megabytes(await folderBytes(folder))}, of which fetched now ${megabytes(fetched.bytes)}`,
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The folder appears by one rename after its hashes were checked, so the names alone tell whether somebody damaged it since. */
async function isComplete(folder: string, lock: JarLock): Promise<boolean> {
  try {
    const names = new Set(await readdir(folder));
    return [...lock.keys()].every((name) => names.has(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function folderBytes(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
