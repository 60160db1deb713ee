/** A test that did not pass, for the list at the end of a run. */
export interface TestFailure {
  /** Path of its file as the runner gives it. */
  file: string;
  /** '' when the file itself failed. */
  test: string;
  /** What the runner said first, without colours; at most a few lines. */
  message: string;
}

/** What Vitest's JSON reporter writes, as far as failures are read. */
interface VitestReport {
  testResults: readonly {
    name: string;
    status: string;
    message?: string;
    assertionResults: readonly { status: string; fullName: string; failureMessages?: readonly string[] | null }[];
  }[];
}

/** What Playwright's JSON reporter writes, as far as failures are read. */
interface PlaywrightSuite {
  file?: string;
  title: string;
  specs?: readonly {
    file: string;
    title: string;
    ok: boolean;
    tests: readonly { results: readonly { error?: { message?: string } }[] }[];
  }[];
  suites?: readonly PlaywrightSuite[];
}
interface PlaywrightReport {
  suites: readonly PlaywrightSuite[];
  /** Failures outside of any test. */
  errors: readonly { message?: string; location?: { file: string } }[];
}

/** Failures of a Vitest run, in the report's order. */
export function vitestFailures(report: VitestReport): TestFailure[] {
  return report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [{ file: file.name, test: '', message: brief(file.message) }] : [];
    return failed.map((test) => ({ file: file.name, test: test.fullName, message: brief(test.failureMessages?.[0]) }));
  });
}

/** Failures of a Playwright run, in the report's order. A test that passed only when tried again is one. */
export function playwrightFailures(report: PlaywrightReport): TestFailure[] {
  const inSuite = (suite: PlaywrightSuite): TestFailure[] => [
    ...(suite.specs ?? [])
      .filter((spec) => spec.tests.some(({ results }) => results.some(({ error }) => error !== undefined)) || !spec.ok)
      .map((spec) => ({
        file: spec.file,
        test: spec.title,
        message: brief(spec.tests.flatMap(({ results }) => results).find(({ error }) => error !== undefined)?.error?.message),
      })),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return [
    ...report.suites.flatMap(inSuite),
    ...report.errors.map((error) => ({
      file: error.location?.file ?? 'outside of a test',
      test: '',
      message: brief(error.message),
    })),
  ];
}

/** Lines for the end of a run, so that what failed is read without searching. `root` is cut from paths. */
export function failureLines(failures: readonly TestFailure[], root: string): string[] {
  return failures.flatMap(({ file, test, message }) => {
    const path = file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
    return [
      `FAILED ${[path, test].filter((part) => part !== '').join(' › ')}`,
      ...message.split('\n').map((line) => `    ${line}`),
    ];
  });
}

const MOST_LINES = 12;

/** The message without colours and without the stack. */
function brief(message: string | undefined): string {
  // eslint-disable-next-line no-control-regex -- colours are control characters
  const plain = (message ?? 'no message').replaceAll(/\u001B\[[0-9;]*m/g, '');
  const lines = plain.split('\n').filter((line) => line.trim() !== '');
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  return lines.slice(0, Math.min(stack === -1 ? lines.length : Math.max(stack, 1), MOST_LINES)).join('\n');
}
