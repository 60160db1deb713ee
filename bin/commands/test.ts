import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { prepareCode, prepareWeb } from '../prepare/index.ts';
import { ROOT } from '../root.ts';
import { addCounts } from '../testing/count-results.ts';
import { failureLines } from '../testing/list-failures.ts';
import { runSuite, type SuiteName, type SuiteResult } from '../testing/run-suite.ts';

const HELP = `Usage: farol test [unit|int|e2e|long] [options of the runner]

Without a kind: unit, then integration, then end-to-end; each runs whatever the one before it did. Options and names of files go to Vitest or Playwright as they are.
"long" are tests of faults that last for minutes; they run only when named.
Integration and end-to-end tests start real Kafka clusters (JDK 17, Maven) and PostgreSQL by themselves; end-to-end ones need Chromium.
What failed is named once more at the end; the last line is "N passed, N failed".
`;

/** What runs without a kind. */
const ALL: readonly SuiteName[] = ['unit', 'int', 'e2e'];
const NAMED: readonly SuiteName[] = [...ALL, 'long'];

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
  const results: SuiteResult[] = [];
  for (const suite of suites) results.push(await runSafely(suite, reports, filter));
  const { passed, failed, skipped } = addCounts(results.map(({ count }) => count));
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0) process.stdout.write(`\n${failureLines(failures, ROOT).join('\n')}\n\n`);
  if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
  const summary = `${passed} passed, ${failed} failed`;
  await writeFile(summaryPath, `${summary}\n`);
  process.stdout.write(`${summary}\n`);
  return failed === 0 ? 0 : 1;
}

/** Which kinds the arguments name, and what is left for the runner. */
export function chooseSuites(args: readonly string[]): { suites: readonly SuiteName[]; filter: readonly string[] } {
  const [first, ...rest] = args;
  const named = NAMED.find((suite) => suite === first);
  if (named !== undefined) return { suites: [named], filter: rest };
  if (first === undefined) return { suites: ALL, filter: [] };
  throw new AppError('invalid', `the first argument is unit, int, e2e or long, not "${first}"`);
}

/** A kind that cannot even start must not keep the others from running: it counts as one failure. */
async function runSafely(suite: SuiteName, reports: string, filter: readonly string[]): Promise<SuiteResult> {
  process.stdout.write(`\n== ${suite}\n`);
  try {
    // The integration test of the launcher and the end-to-end tests start the real web server.
    if (suite === 'int' || suite === 'e2e') await prepareWeb(ROOT);
    return await runSuite(ROOT, suite, reports, filter);
  } catch (error) {
    const failure = { file: suite, test: '', message: errorMessage(error) };
    return { count: { passed: 0, failed: 1, skipped: 0 }, failures: [failure] };
  }
}
