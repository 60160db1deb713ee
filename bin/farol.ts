import { AppError } from '#lib/core/errors.ts';
import { LaunchError } from './launcher/failure.mjs';
import { endWithParent } from './launcher/signals.mjs';
import { COMMANDS } from './launcher/usage.mjs';

/** What a command's file exports. Gets the arguments after the command's name; returns the exit code. */
interface Command {
  run(args: string[]): Promise<number>;
}

/** Commands load on demand: `farol sample` must not wait for what only `farol start` needs. */
const LOADERS: Record<string, () => Promise<Command>> = {
  start: () => import('./commands/start.ts'),
  demo: () => import('./commands/demo.ts'),
  dev: () => import('./commands/dev.ts'),
  sample: () => import('./commands/sample.ts'),
  'check-config': () => import('./commands/check-config.ts'),
  migrate: () => import('./commands/migrate.ts'),
  web: () => import('./commands/web.ts'),
  sampler: () => import('./commands/sampler.ts'),
  kafka: () => import('./commands/kafka.ts'),
  build: () => import('./commands/build.ts'),
  verify: () => import('./commands/verify.ts'),
  test: () => import('./commands/test.ts'),
  bench: () => import('./commands/bench.ts'),
};

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs one command of `farol`. Expected failures become one line on stderr; others keep their stack, because they are ours to mend. Returns the exit code: 0, 1 or 2. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const load = LOADERS[name];
  if (load === undefined) {
    const names = COMMANDS.map((command) => command.name).join(', ');
    process.stderr.write(`farol: no command "${name}". Commands: ${names}. See farol --help.\n`);
    return EXIT_USAGE;
  }
  try {
    const command = await load();
    return await command.run(rest);
  } catch (error) {
    if (isUsageError(error)) {
      process.stderr.write(`farol ${name}: ${error.message}\n`);
      return EXIT_USAGE;
    }
    if (error instanceof AppError || error instanceof LaunchError) {
      process.stderr.write(`farol ${name}: ${error.message}\n`);
      return error instanceof LaunchError ? error.exitCode : EXIT_FAILED;
    }
    throw error;
  }
}

/** What the person typed or configured is wrong. Options that Node's parser refuses belong here too. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof AppError) return error.code === 'invalid';
  return error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}

if (import.meta.main) {
  endWithParent();
  process.exitCode = await main(process.argv.slice(2));
}
