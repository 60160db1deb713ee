import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#lib/core/errors.ts';
import type { KafkaVersion } from './versions.ts';

/** The jars a version must consist of: file name → SHA-256 in hexadecimal. */
export type JarLock = ReadonlyMap<string, string>;

/** One difference between the lock and a folder. */
export interface JarMismatch {
  file: string;
  /** Hash in the lock; null when the lock does not have this file. */
  expected: string | null;
  /** Hash of the file; null when the file is missing. */
  found: string | null;
}

/** Name of the lock file in a version's folder. */
export const LOCK_FILE = 'jars.sha256';

/** Folder with a version's `pom.xml` and `jars.sha256`. */
export function versionFolder(version: KafkaVersion): string {
  return join(import.meta.dirname, version);
}

/** Reads a lock file in the format of `sha256sum`. Throws `invalid` with the line number on anything else. */
export function parseJarLock(text: string): JarLock {
  const lock = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const match = /^([0-9a-f]{64}) {2}([^/\s]+\.jar)$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined)
      throw new AppError('invalid', `Line ${index + 1} of the jar lock is not "<sha256>  <name>.jar".`);
    lock.set(match[2], match[1]);
  }
  if (lock.size === 0) throw new AppError('invalid', 'The jar lock is empty.');
  return lock;
}

/** The text of a lock file, sorted by name. */
export function renderJarLock(hashes: ReadonlyMap<string, string>): string {
  const names = [...hashes.keys()].toSorted();
  return names.map((name) => `${hashes.get(name)}  ${name}\n`).join('');
}

/** The lock of a version, and its text (the key of the cache folder). */
export async function readJarLock(version: KafkaVersion): Promise<{ lock: JarLock; text: string }> {
  const text = await readFile(join(versionFolder(version), LOCK_FILE), 'utf8');
  return { lock: parseJarLock(text), text };
}

/** Every difference between lock and files, by name. Empty when they agree. */
export function compareJars(lock: JarLock, found: ReadonlyMap<string, string>): JarMismatch[] {
  const names = new Set([...lock.keys(), ...found.keys()]);
  return [...names]
    .toSorted()
    .map((file) => ({ file, expected: lock.get(file) ?? null, found: found.get(file) ?? null }))
    .filter((pair) => pair.expected !== pair.found);
}

/** One sentence for the first of several mismatches, with what to do. */
export function describeMismatch(version: KafkaVersion, mismatches: readonly JarMismatch[]): string {
  const [first] = mismatches;
  if (first === undefined) return `The jars of Kafka ${version} agree with their lock.`;
  const more = mismatches.length > 1 ? ` (and ${mismatches.length - 1} more)` : '';
  return (
    `The jars of Kafka ${version} are not the locked ones: ${first.file} expected ${first.expected ?? 'not to be there'}, ` +
    `found ${first.found ?? 'nothing'}${more}. Remove that artifact from the local Maven repository and try again; ` +
    `if it stays so, the repository Maven uses serves something else and must not be trusted.`
  );
}

/** SHA-256 of every jar in a folder. */
export async function hashJars(folder: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const name of (await readdir(folder)).toSorted()) {
    if (!name.endsWith('.jar')) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, name)), hash);
    hashes.set(name, hash.digest('hex'));
  }
  return hashes;
}
