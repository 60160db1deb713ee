import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { prepareCode, prepareWeb } from '../prepare/index.ts';
import { ROOT } from '../root.ts';
import { addCounts, type TestCount } from '../testing/count-results.ts';
import { runSuite, type SuiteName } from '../testing/run-suite.ts';

const HELP = `Usage: farol test [unit|int|e2e] [options of the runner]

Without a kind: unit, then integration, then end-to-end; each runs whatever the one before it did. Options and names of files go to Vitest or Playwright as they are.
Integration and end-to-end tests start real Kafka clusters (JDK 17, Maven) and PostgreSQL by themselves; end-to-end ones need Chromium.
The last line is "N passed, N failed".
`;

const ALL: readonly SuiteName[] = ['unit', 'int', 'e2e'];

/** Runs `farol test`. Exit code 1 when anything failed, also when a runner crashed. */
export async function run(args: string[]): Promise<number> {
  if (args[0] === '--help' || args[0] === '-h') {
    process.stdout.write(HELP);
    return 0;
  }
  const { suites, filter } = chooseSuites(args);
  process.chdir(ROOT);
  const reports = join(ROOT, '.farol', 'test-results');
  await mkdir(reports, { recursive: true });
  const summaryPath = join(reports, 'summary');
  await rm(summaryPath, { force: true });

  await prepareCode(ROOT);
  const counts: TestCount[] = [];
  for (const suite of suites) counts.push(await runSafely(suite, reports, filter));
  const { passed, failed, skipped } = addCounts(counts);
  if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
  const summary = `${passed} passed, ${failed} failed`;
  await writeFile(summaryPath, `${summary}\n`);
  process.stdout.write(`${summary}\n`);
  return failed === 0 ? 0 : 1;
}

/** Which kinds the arguments name, and what is left for the runner. */
export function chooseSuites(args: readonly string[]): { suites: readonly SuiteName[]; filter: readonly string[] } {
  const [first, ...rest] = args;
  const named = ALL.find((suite) => suite === first);
  if (named !== undefined) return { suites: [named], filter: rest };
  if (first === undefined) return { suites: ALL, filter: [] };
  throw new AppError('invalid', `the first argument is unit, int or e2e, not "${first}"`);
}

/** A kind that cannot even start must not keep the others from running: it counts as one failure. */
async function runSafely(suite: SuiteName, reports: string, filter: readonly string[]): Promise<TestCount> {
  process.stdout.write(`\n== ${suite}\n`);
  try {
    // The integration test of the launcher and the end-to-end tests start the real web server.
    if (suite !== 'unit') await prepareWeb(ROOT);
    return await runSuite(ROOT, suite, reports, filter);
  } catch (error) {
    process.stderr.write(`${suite}: ${errorMessage(error)}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
