import { describe, expect, it } from 'vitest';
import { chooseSuites } from '../commands/test.ts';
import { addCounts, countPlaywright, countVitest, judgeRun } from './count-results.ts';

describe('counting tests', () => {
  it('counts a file that could not be loaded as a failure', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('counts flaky browser tests and broken set-ups as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 3 });
  });

  it('never calls a run green that crashed or left no report', () => {
    expect(judgeRun(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(judgeRun({ passed: 9, failed: 0, skipped: 0 }, 134)).toEqual({ passed: 9, failed: 1, skipped: 0 });
    expect(judgeRun({ passed: 9, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 9, failed: 2, skipped: 0 });
  });

  it('adds up', () => {
    expect(
      addCounts([
        { passed: 1, failed: 0, skipped: 2 },
        { passed: 3, failed: 4, skipped: 0 },
      ]),
    ).toEqual({ passed: 4, failed: 4, skipped: 2 });
  });
});

describe('chooseSuites', () => {
  it('runs all kinds unless one is named; the rest goes to the runner', () => {
    expect(chooseSuites([]).suites).toEqual(['unit', 'int', 'e2e']);
    expect(chooseSuites(['int', 'lib/store', '-t', 'x'])).toEqual({ suites: ['int'], filter: ['lib/store', '-t', 'x'] });
    expect(chooseSuites(['long']).suites).toEqual(['long']);
    expect(() => chooseSuites(['lib/store'])).toThrow(/unit, int, e2e or long/);
  });
});
