import { join } from 'node:path';
import { prepareCode } from '../prepare/index.ts';
import { ROOT } from '../root.ts';
import { runAttached } from '../run-attached.ts';

/** Runs the benchmarks (bench/main.ts has the options). */
export async function run(args: string[]): Promise<number> {
  await prepareCode(ROOT);
  return runAttached([join(ROOT, 'bench/main.ts'), ...args], { cwd: ROOT });
}
