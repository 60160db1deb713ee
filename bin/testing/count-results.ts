/** How many tests ended how. */
export interface TestCount {
  passed: number;
  failed: number;
  skipped: number;
}

/** What Vitest's JSON reporter writes, as far as it is counted. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[];
}

/** What Playwright's JSON reporter writes, as far as it is counted. */
interface PlaywrightReport {
  /** `flaky` = passed only when tried again. */
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  /** Failures outside of any test, such as a broken set-up. */
  errors: readonly unknown[];
}

/** Counts a Vitest run. A file that failed without a failed test (it could not be loaded, or its set-up threw) counts as one failure. */
export function countVitest(report: VitestReport): TestCount {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles, skipped: report.numPendingTests };
}

/** Counts a Playwright run. A flaky test is a failure: it hides something. */
export function countPlaywright(report: PlaywrightReport): TestCount {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** The count of one runner, made honest by how it ended: no report, or a failed run without a failed test, is a failure too. */
export function judgeRun(count: TestCount | null, exitCode: number): TestCount {
  if (count === null) return { passed: 0, failed: 1, skipped: 0 };
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** Sum of several runs. */
export function addCounts(counts: readonly TestCount[]): TestCount {
  return counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}
