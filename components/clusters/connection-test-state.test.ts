import { expect, it } from 'vitest';
import type { ConnectionTestStep } from '#lib/contracts/clusters.ts';
import { NO_TEST, reduceTest, type ConnectionTestEvent } from './connection-test-state.ts';

const step = (name: ConnectionTestStep['step'], status: ConnectionTestStep['status']): ConnectionTestEvent => ({
  kind: 'step',
  step: { step: name, status, detail: `${name} ${status}`, advice: null, ms: null },
});
const after = (...events: ConnectionTestEvent[]) => events.reduce(reduceTest, reduceTest(NO_TEST, { kind: 'started' }));

it('keeps one line a step, with its latest word, in the order they began', () => {
  const test = after(step('dns', 'running'), step('dns', 'ok'), step('tcp', 'running'), step('tcp', 'failed'));
  expect(test.steps.map(({ step: name, status }) => `${name} ${status}`)).toEqual(['dns ok', 'tcp failed']);
});

it.each([
  ['passed', [step('dns', 'ok'), step('tls', 'skipped')]],
  ['warned', [step('dns', 'ok'), step('rights', 'warning')]],
  ['refused', [step('dns', 'warning'), step('tcp', 'failed')]],
] as const)('is %s when its steps say so', (state, events) => {
  expect(after(...events, { kind: 'ended' }).state).toBe(state);
});

it('proves nothing when the stream was cut off', () => {
  expect(after({ kind: 'ended' }).state).toBe('broken');
  expect(after(step('dns', 'ok'), step('tcp', 'running'), { kind: 'ended' }).state).toBe('broken');
  expect(after(step('dns', 'ok'), { kind: 'failed', error: new Error('x') })).toMatchObject({
    state: 'broken',
    steps: [{ step: 'dns' }],
  });
});
