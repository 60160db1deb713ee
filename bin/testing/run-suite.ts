import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runAttached } from '../run-attached.ts';
import { countPlaywright, countVitest, judgeRun, type TestCount } from './count-results.ts';
import { playwrightFailures, vitestFailures, type TestFailure } from './list-failures.ts';

/** Kinds of tests. */
export type SuiteName = 'unit' | 'int' | 'e2e' | 'long';

/** How a run of one kind ended. */
export interface SuiteResult {
  count: TestCount;
  /** What the runner told of tests that failed; fewer than counted where it crashed. */
  failures: readonly TestFailure[];
}

/** Runs one kind of tests with this terminal's output and counts how they ended. `filter` goes to the runner as it is. */
export async function runSuite(root: string, suite: SuiteName, reports: string, filter: readonly string[]): Promise<SuiteResult> {
  const report = join(reports, `${suite}.json`);
  await rm(report, { force: true });
  const code = suite === 'e2e' ? await runPlaywright(root, report, filter) : await runVitest(root, suite, report, filter);
  const result = await readReport(suite, report);
  return { count: judgeRun(result?.count ?? null, code), failures: result?.failures ?? [] };
}

function runVitest(root: string, project: string, report: string, filter: readonly string[]): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return runAttached([vitest, 'run', '--project', project, ...reporters, ...filter], { cwd: root });
}

async function runPlaywright(root: string, report: string, filter: readonly string[]): Promise<number> {
  // Loaded late: Playwright takes a second to load, which unit tests need not wait for.
  const { findChromium } = await import('./find-chromium.ts');
  const browser = await findChromium(root, (line) => process.stderr.write(`  e2e: ${line}\n`));
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  return runAttached([playwright, 'test', '--reporter=list,json', ...filter], {
    cwd: root,
    env: { ...process.env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    // On SIGTERM Playwright leaves at once, and what its set-up started stays behind.
    stopSignal: 'SIGINT',
  });
}

/** null when the runner wrote no report: it crashed. */
async function readReport(suite: SuiteName, report: string): Promise<SuiteResult | null> {
  if (!existsSync(report)) return null;
  try {
    const json: unknown = JSON.parse(await readFile(report, 'utf8'));
    if (suite === 'e2e') {
      const playwright = json as Parameters<typeof countPlaywright>[0] & Parameters<typeof playwrightFailures>[0];
      return { count: countPlaywright(playwright), failures: playwrightFailures(playwright) };
    }
    const vitest = json as Parameters<typeof countVitest>[0] & Parameters<typeof vitestFailures>[0];
    return { count: countVitest(vitest), failures: vitestFailures(vitest) };
  } catch {
    return null; // Cut off while writing: crashed as well.
  }
}
