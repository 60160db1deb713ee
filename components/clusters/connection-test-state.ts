import type { ConnectionTestStep } from '#lib/contracts/clusters.ts';

/** A connection test as it stands on screen. */
export interface ConnectionTest {
  /** `idle` none yet · `running` · `passed` · `warned` it works, with remarks · `refused` a step failed · `broken` the test itself could not go on. */
  state: 'idle' | 'running' | 'passed' | 'warned' | 'refused' | 'broken';
  /** The latest word on each step, in the order they first appeared. */
  steps: readonly ConnectionTestStep[];
  /** Why the test broke off; null otherwise. */
  error: unknown;
}

/** What can happen to a test. */
export type ConnectionTestEvent =
  | { kind: 'started' | 'ended' | 'reset' }
  | { kind: 'step'; step: ConnectionTestStep }
  | { kind: 'failed'; error: unknown };

/** Before any test. */
export const NO_TEST: ConnectionTest = { state: 'idle', steps: [], error: null };

/** The test after an event. A step that reports again replaces its earlier word. */
export function reduceTest(test: ConnectionTest, event: ConnectionTestEvent): ConnectionTest {
  switch (event.kind) {
    case 'reset':
      return NO_TEST;
    case 'started':
      return { state: 'running', steps: [], error: null };
    case 'step': {
      const at = test.steps.findIndex(({ step }) => step === event.step.step);
      return { ...test, steps: at === -1 ? [...test.steps, event.step] : test.steps.with(at, event.step) };
    }
    case 'failed':
      return { ...test, state: 'broken', error: event.error };
    case 'ended':
      return { ...test, state: verdictOf(test.steps) };
  }
}

/** A stream that ends while a step still runs, or without any step, was cut off: it proves nothing. */
function verdictOf(steps: readonly ConnectionTestStep[]): ConnectionTest['state'] {
  if (steps.some(({ status }) => status === 'failed')) return 'refused';
  if (steps.length === 0 || steps.some(({ status }) => status === 'running')) return 'broken';
  return steps.some(({ status }) => status === 'warning') ? 'warned' : 'passed';
}
