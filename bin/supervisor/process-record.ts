import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processIdentity, type ProcessIdentity } from '#demo/kafka/process-identity.ts';

/** How long a leftover may take to end on request before it is killed. */
const LEFTOVER_GRACE_MS = 3_000;

/** The children of this data folder's supervisor, on disk: after `kill -9` the next start finds them there. PostgreSQL and the brokers keep their own records. */
export class ProcessRecord {
  private readonly path: string;
  private readonly entries = new Map<string, ProcessIdentity>();
  private writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.path = join(dataDir, 'processes.json');
  }

  /** Ends processes that an earlier supervisor of this folder left behind; only those whose id and start time both agree. Returns their names. */
  async endLeftovers(): Promise<string[]> {
    const left = Object.entries(await this.read());
    const ended: string[] = [];
    for (const [name, identity] of left) if (await endProcess(identity)) ended.push(name);
    await rm(this.path, { force: true });
    return ended;
  }

  /** Notes that `name` now is the process `pid`. */
  async set(name: string, pid: number): Promise<void> {
    const identity = await processIdentity(pid);
    if (identity === null) return;
    this.entries.set(name, identity);
    await this.save();
  }

  /** Notes that everything has ended in order. */
  async clear(): Promise<void> {
    await this.writing;
    await rm(this.path, { force: true });
  }

  private save(): Promise<void> {
    const text = JSON.stringify(Object.fromEntries(this.entries));
    this.writing = this.writing.then(async () => {
      await mkdir(join(this.path, '..'), { recursive: true });
      await writeFile(`${this.path}.new`, text);
      await rename(`${this.path}.new`, this.path);
    });
    return this.writing;
  }

  private async read(): Promise<Record<string, ProcessIdentity>> {
    try {
      return JSON.parse(await readFile(this.path, 'utf8')) as Record<string, ProcessIdentity>;
    } catch (error) {
      // Renamed into place whole, so what cannot be parsed was never ours.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return {};
      throw error;
    }
  }
}

/** Ends one process politely, then by force. False when it was already gone. */
async function endProcess(identity: ProcessIdentity): Promise<boolean> {
  if (!(await isRunning(identity))) return false;
  signal(identity.pid, 'SIGTERM');
  for (let waited = 0; waited < LEFTOVER_GRACE_MS; waited += 50) {
    if (!(await isRunning(identity))) return true;
    await sleep(50);
  }
  signal(identity.pid, 'SIGKILL');
  while (await isRunning(identity)) await sleep(20);
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
