import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { isAlive, startStamp } from './process-table.ts';

interface ClaimRecord {
  pid: number;
  /** Start stamp of the process, so that a reused process id is not taken for it; null where it cannot be told. */
  startedAt: string | null;
}

/** Proof that this process alone uses a folder; ends with `release`, or with the process. */
export interface FolderClaim {
  release(): Promise<void>;
}

async function readClaim(path: string): Promise<ClaimRecord | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as ClaimRecord;
  } catch {
    // Cut short by a crash while writing: nobody's.
    return { pid: 0, startedAt: null };
  }
}

async function isHeld(record: ClaimRecord): Promise<boolean> {
  if (record.pid <= 1 || !isAlive(record.pid)) return false;
  return record.startedAt === null || (await startStamp(record.pid)) === record.startedAt;
}

/** Claims `folder` for this process. A claim left by a dead process is taken over; a live one is AppError('conflict'). */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const path = join(folder, 'claim.json');
  const mine = `${path}.${process.pid}`;
  const record: ClaimRecord = { pid: process.pid, startedAt: await startStamp(process.pid) };
  await writeFile(mine, JSON.stringify(record));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // A hard link is made whole or not at all, and never over an existing file.
        await link(mine, path);
        return { release: () => rm(path, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const other = await readClaim(path);
      if (other !== null && (await isHeld(other))) {
        throw new AppError(
          'conflict',
          `${folder} is in use by another Farol (process ${other.pid}). Stop it, or set FAROL_DATA_DIR to another folder.`,
        );
      }
      await rm(path, { force: true });
    }
    throw new AppError('conflict', `${folder} is being claimed by another Farol at this moment. Try again.`);
  } finally {
    await rm(mine, { force: true });
  }
}
