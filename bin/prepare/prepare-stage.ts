import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withCacheLock } from '#demo/kafka/cache-folder.ts';
import { explainSystemError } from '../launcher/failure.mjs';
import { reportStage, runStage } from '../launcher/stage.mjs';
import { clearStamp, hashInputs, judgeFreshness, readStamp, writeStamp } from './stamp.ts';

/** One step that turns files of the checkout into other files, done again only when its inputs have changed. */
export interface PrepareStage {
  /** Shown at the terminal; also the name of its stamp. */
  name: string;
  /** What is going on while it runs. */
  doing: string;
  /** Files and folders of the checkout that decide the result. */
  inputs: readonly string[];
  /** What else decides it, e.g. a version. */
  salt: string;
  /** A file that exists only after a good run. */
  output: string;
  /** Does the work; returns what to say about it. */
  work(root: string): Promise<string>;
}

/** Runs a stage unless its output is of the same inputs. Two starts at once do it once. */
export async function prepare(root: string, stage: PrepareStage): Promise<void> {
  const hash = await hashInputs(root, stage.inputs, stage.salt);
  const isFresh = async () =>
    judgeFreshness(await readStamp(root, stage.name), hash, existsSync(join(root, stage.output))) === 'fresh';
  if (await isFresh()) {
    reportStage(stage.name, 'up to date');
    return;
  }
  await withCacheLock(join(root, '.farol', 'stamps'), stage.name, async () => {
    if (await isFresh()) return;
    await runStage(stage.name, stage.doing, async () => {
      await clearStamp(root, stage.name);
      try {
        const detail = await stage.work(root);
        await writeStamp(root, stage.name, hash);
        return { detail, value: null };
      } catch (error) {
        throw explainSystemError(error, `the ${stage.name}`);
      }
    });
  });
}
