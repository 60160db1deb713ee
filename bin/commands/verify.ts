import { join } from 'node:path';
import { commandOptions } from '../command-options.ts';
import { prepareCode } from '../prepare/index.ts';
import { runToolQuietly } from '../prepare/run-tool.ts';
import { ROOT } from '../root.ts';

const HELP = `Usage: farol verify

Checks the source without any service, in less than a minute: format, lint (with import zones and cycles), types, dead code, unit tests.
`;

interface Check {
  name: string;
  /** Program of node_modules and its arguments. */
  args: readonly string[];
  /** What mends it, when a command can. */
  remedy?: string;
}

const SOURCE_CHECKS: readonly Check[] = [
  { name: 'format', args: ['oxfmt/bin/oxfmt', '--check', '.'], remedy: 'npm run format' },
  { name: 'lint', args: ['oxlint/bin/oxlint', '--deny-warnings'] },
  { name: 'types', args: ['typescript/bin/tsc', '--noEmit', '-p', '.'] },
  { name: 'dead code', args: ['knip/bin/knip.js', '--no-progress'] },
];

const UNIT_TESTS: Check = {
  name: 'unit tests',
  args: ['vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot'],
};

/** Runs `farol verify`: what reads the source all at once, then the unit tests, some of which measure time and want the machine to themselves; each reported when done, the output of failed ones at the end. */
export async function run(args: string[]): Promise<number> {
  if (commandOptions(args, {}, HELP) === null) return 0;
  process.chdir(ROOT);
  await prepareCode(ROOT);
  const results = await Promise.all(SOURCE_CHECKS.map(runCheck));
  results.push(await runCheck(UNIT_TESTS));
  const failed = results.filter((result) => !result.ok);
  for (const { check, output } of failed) {
    process.stdout.write(
      `\n== ${check.name}${check.remedy === undefined ? '' : ` (mend with: ${check.remedy})`}\n${output.trim()}\n`,
    );
  }
  process.stdout.write(
    `\n${failed.length === 0 ? 'all checks pass' : `failed: ${failed.map(({ check }) => check.name).join(', ')}`}\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

async function runCheck(check: Check): Promise<{ check: Check; ok: boolean; output: string }> {
  const startedAt = performance.now();
  const [program = '', ...rest] = check.args;
  const { ok, output } = await runToolQuietly([join(ROOT, 'node_modules', program), ...rest], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`  ${check.name.padEnd(14)}${ok ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  return { check, ok, output };
}
