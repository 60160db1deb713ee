import { expect, it } from 'vitest';
import { failureLines, playwrightFailures, vitestFailures } from './list-failures.ts';

it('names the failed tests of a Vitest run, and files that could not be loaded', () => {
  const failures = vitestFailures({
    testResults: [
      {
        name: '/farol/lib/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'adds' },
          {
            status: 'failed',
            fullName: 'takes away',
            failureMessages: [
              'AssertionError: \u001B[31mexpected 1 to be 2\u001B[39m\n- 2\n+ 1\n    at /farol/lib/a.test.ts:3:5',
            ],
          },
        ],
      },
      { name: '/farol/lib/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      { name: '/farol/lib/c.test.ts', status: 'passed', assertionResults: [] },
    ],
  });
  expect(failureLines(failures, '/farol')).toEqual([
    'FAILED lib/a.test.ts › takes away',
    '    AssertionError: expected 1 to be 2',
    '    - 2',
    '    + 1',
    'FAILED lib/b.test.ts',
    '    Cannot find module',
  ]);
});

it('names the failed and flaky tests of a Playwright run, however deep, and failures outside of tests', () => {
  const failures = playwrightFailures({
    suites: [
      {
        title: 'a.spec.ts',
        specs: [{ file: 'a.spec.ts', title: 'opens', ok: true, tests: [{ results: [{}] }] }],
        suites: [
          {
            title: 'group',
            specs: [
              { file: 'a.spec.ts', title: 'closes', ok: false, tests: [{ results: [{ error: { message: 'timed out' } }] }] },
              { file: 'a.spec.ts', title: 'waits', ok: true, tests: [{ results: [{ error: { message: 'late' } }, {}] }] },
              { file: 'a.spec.ts', title: 'was cut off', ok: false, tests: [{ results: [] }] },
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'no browser' }],
  });
  expect(failureLines(failures, '/farol')).toEqual([
    'FAILED a.spec.ts › closes',
    '    timed out',
    'FAILED a.spec.ts › waits',
    '    late',
    'FAILED a.spec.ts › was cut off',
    '    no message',
    'FAILED outside of a test',
    '    no browser',
  ]);
});
