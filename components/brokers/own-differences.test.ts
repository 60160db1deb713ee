import { expect, it } from 'vitest';
import type { ConfigDiff } from '#lib/contracts/brokers.ts';
import { diffForBroker } from './own-differences.ts';

const setting = (name: string, values: Record<number, string | null | undefined>): ConfigDiff['data'][number] => ({
  name,
  documentation: 'One <code>two</code>.<br>Three',
  expected: false,
  values: Object.entries(values).map(([nodeId, value]) => ({
    nodeId: Number(nodeId),
    isKnown: value !== undefined,
    value: value ?? null,
    source: null,
  })),
});

it('shows one broker what the others have, those of one value together', () => {
  const [difference] = diffForBroker({ data: [setting('num.io.threads', { 1: '8', 2: '4', 3: '4', 4: '16', 5: '8' })] }, 1);
  expect(difference).toMatchObject({
    own: { value: '8' },
    others: [
      { value: '4', nodes: [2, 3] },
      { value: '16', nodes: [4] },
    ],
  });
});

it('an unset value, an unknown setting and an empty text are three things', () => {
  const [difference] = diffForBroker({ data: [setting('a', { 1: '', 2: null, 3: undefined })] }, 1);
  expect(difference?.others.map(({ value, isKnown }) => [value, isKnown])).toEqual([
    [null, true],
    [null, false],
  ]);
});

it('a broker that was not compared differs from nobody', () => {
  expect(diffForBroker({ data: [setting('a', { 1: 'x', 2: 'y' })] }, 3)).toEqual([]);
});

it('the documentation is text', () => {
  expect(diffForBroker({ data: [setting('a', { 1: 'x', 2: 'y' })] }, 1)[0]?.documentation).toBe('One two . Three');
});
