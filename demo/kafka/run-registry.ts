import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorMessage } from '#lib/core/errors.ts';
import { cacheFolder } from './cache-folder.ts';
import { commandLine, isRunning, processIdentity, type ProcessIdentity } from './process-identity.ts';

/** What stands in the registry about one running cluster. */
interface RunEntry {
  owner: ProcessIdentity;
  directory: string;
  /** Whether the folder is thrown away with the cluster. */
  temporary: boolean;
  pids: number[];
}

/** The Java argument by which a process is known to belong to the cluster in `directory`. */
export function runMarker(directory: string): string {
  return `-Dfarol.lab=${directory}`;
}

/** One cluster's entry in the run registry, and the watchdog that ends its processes should this process die. */
export class RunRegistration {
  private readonly path: string;
  private readonly entry: RunEntry;
  private readonly watchdog: ChildProcess;
  private lastWrite: Promise<void> = Promise.resolve();

  private constructor(path: string, entry: RunEntry, watchdog: ChildProcess) {
    this.path = path;
    this.entry = entry;
    this.watchdog = watchdog;
  }

  /** Enters a cluster that is about to start. */
  static async open(directory: string, temporary: boolean): Promise<RunRegistration> {
    const owner = await processIdentity(process.pid);
    const entry: RunEntry = { owner: owner ?? { pid: process.pid, startedAt: '' }, directory, temporary, pids: [] };
    const folder = registryFolder();
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${process.pid}-${randomUUID().slice(0, 8)}.json`);
    await writeEntry(path, entry);
    // Its own session, so that Ctrl-C in a terminal reaches only the owner, which then stops everything in order.
    const watchdog = spawn(
      'sh',
      [join(import.meta.dirname, 'watchdog.sh'), runMarker(directory), temporary ? directory : '', path],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
      },
    );
    watchdog.on('error', () => {}); // No sh: the registry entry still lets the next start clean up.
    watchdog.stdin?.on('error', () => {}); // The same when somebody ended the watchdog.
    watchdog.unref();
    (watchdog.stdin as unknown as { unref?(): void } | null)?.unref?.();
    return new RunRegistration(path, entry, watchdog);
  }

  /** Adds a process that was just started. */
  async add(pid: number): Promise<void> {
    this.watchdog.stdin?.write(`+${pid}\n`);
    this.entry.pids.push(pid);
    const write = this.lastWrite.then(() => writeEntry(this.path, this.entry));
    this.lastWrite = write.catch(() => {}); // The caller of this add is told; the next one gets its own try.
    await write;
  }

  /** Ends the registration after everything has stopped. */
  async close(): Promise<void> {
    this.watchdog.stdin?.end('done\n');
    await this.lastWrite;
    await rm(this.path, { force: true });
  }
}

/** Ends brokers and removes temporary folders of clusters whose owner is gone without a goodbye, in any earlier process on this machine.
 *  Only processes that carry the cluster's own marker are touched. Returns how many processes were ended. */
export async function reapOrphans(): Promise<number> {
  let reaped = 0;
  for (const name of await entryNames()) {
    const path = join(registryFolder(), name);
    const entry = await readEntry(path);
    if (entry === null || (await isRunning(entry.owner))) continue;
    for (const pid of entry.pids) {
      if (!(await commandLine(pid))?.includes(runMarker(entry.directory))) continue;
      await endProcess(pid);
      reaped += 1;
    }
    if (entry.temporary) await rm(entry.directory, { recursive: true, force: true });
    await rm(path, { force: true });
  }
  return reaped;
}

async function endProcess(pid: number): Promise<void> {
  const identity = await processIdentity(pid);
  if (identity === null) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  for (let waited = 0; waited < 5_000 && (await isRunning(identity)); waited += 50) await sleep(50);
}

function registryFolder(): string {
  return join(cacheFolder(), 'run');
}

async function entryNames(): Promise<string[]> {
  try {
    return (await readdir(registryFolder())).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** null for an entry that another process has just removed. An unreadable one is an error worth seeing. */
async function readEntry(path: string): Promise<RunEntry | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as RunEntry;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`Cannot read ${path}: ${errorMessage(error)}. Remove the file if no lab cluster runs.`, { cause: error });
  }
}

async function writeEntry(path: string, entry: RunEntry): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(entry));
  await rename(`${path}.new`, path);
}
