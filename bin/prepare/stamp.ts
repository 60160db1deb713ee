import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Whether a stage has to run again. `missing` = never ran or its output is gone; `changed` = its inputs are others than last time. */
export type Freshness = 'fresh' | 'missing' | 'changed';

/** Decides from what was recorded after the last run, the inputs' hash of now, and whether the output still stands. */
export function judgeFreshness(recorded: string | null, now: string, outputExists: boolean): Freshness {
  if (recorded === null || !outputExists) return 'missing';
  return recorded === now ? 'fresh' : 'changed';
}

/** Files that are inputs of nothing that runs: a changed test must not cost a build. */
const NOT_AN_INPUT = /(\.test\.tsx?|\.md|\.tsbuildinfo)$/;

/** SHA-256 over names and contents of the given files and folders of `root`, in a fixed order. A missing one counts as missing, not as an error. */
export async function hashInputs(root: string, inputs: readonly string[], salt = ''): Promise<string> {
  const hash = createHash('sha256').update(`${salt}\n`);
  for (const input of [...inputs].sort()) {
    for (const path of await filesOf(root, input)) {
      hash.update(`${path}\0`);
      hash.update(
        createHash('sha256')
          .update(await readFile(join(root, path)))
          .digest(),
      );
    }
  }
  return hash.digest('hex');
}

async function filesOf(root: string, path: string): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(join(root, path), { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
  const nested = await Promise.all(
    entries
      .filter((entry) => !NOT_AN_INPUT.test(entry.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => (entry.isDirectory() ? filesOf(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`])),
  );
  return nested.flat();
}

/** The hash recorded after the last good run of a stage; null when there was none. */
export async function readStamp(root: string, stage: string): Promise<string | null> {
  try {
    return (await readFile(stampPath(root, stage), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Records that a stage ran well on inputs with this hash. */
export async function writeStamp(root: string, stage: string, hash: string): Promise<void> {
  const path = stampPath(root, stage);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, `${hash}\n`);
  await rename(`${path}.${process.pid}`, path);
}

/** Forgets a stage before it runs, so that a run that was cut off is not taken for a good one. */
export async function clearStamp(root: string, stage: string): Promise<void> {
  await rm(stampPath(root, stage), { force: true });
}

function stampPath(root: string, stage: string): string {
  return join(root, '.farol', 'stamps', stage);
}
