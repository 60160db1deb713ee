import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { env } from '#lib/env.ts';
import { SAMPLER_ENVIRONMENT, SAMPLER_NODE_FLAGS } from '#lib/sampler/node-flags.ts';
import { commandOptions } from '../command-options.ts';
import { prepareSampler } from '../prepare/index.ts';
import { ROOT } from '../root.ts';
import { runAttached } from '../run-attached.ts';

const HELP = `Usage: farol sampler

The sampler alone, with the database of DATABASE_URL (migrated by farol migrate or farol start). Several may run: each cluster is read by one of them.
`;

/** Runs lib/sampler/main.ts until asked to stop. */
export async function run(args: string[]): Promise<number> {
  if (commandOptions(args, {}, HELP) === null) return 0;
  if (env().databaseUrl === null) {
    throw new AppError('invalid', 'farol sampler needs DATABASE_URL. (farol start brings its own PostgreSQL.)');
  }
  await prepareSampler(ROOT);
  return runAttached([...SAMPLER_NODE_FLAGS, join(ROOT, 'lib/sampler/main.ts')], {
    env: { ...SAMPLER_ENVIRONMENT, ...process.env },
  });
}
