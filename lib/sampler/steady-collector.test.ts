import { expect, test, vi } from 'vitest';
import type { Logger } from '#lib/core/logger.ts';
import type { Collector, CollectorContext } from './collector.ts';
import { steadyCollector } from './steady-collector.ts';

const errors: string[] = [];
const context = {
  clock: { now: () => 0, monotonic: () => performance.now() },
  logger: { error: (_what: unknown, text: string) => void errors.push(text) } as unknown as Logger,
} as CollectorContext;

function collector(run: Collector['run'], contribute: Collector['contribute'] = () => ({ values: [], parts: {}, facts: {} })) {
  return { name: 'test', run, contribute, cost: () => ({ requests: 10, bytesOut: 1, bytesIn: 2 }) };
}

test('one that fails is made anew after ever longer pauses, and what it has cost is not forgotten', async () => {
  const madeAt: number[] = [];
  const make = () => {
    madeAt.push(performance.now());
    return collector(() => Promise.reject(new Error('ours')));
  };
  const steady = steadyCollector(make, context, 40);
  const stop = new AbortController();
  const ran = steady?.run(stop.signal);
  await vi.waitFor(() => expect(madeAt.length).toBe(3));
  expect(steady?.cost?.()).toEqual({ requests: 30, bytesOut: 3, bytesIn: 6 });
  const [first = 0, second = 0, third = 0] = madeAt;
  expect(second - first).toBeGreaterThanOrEqual(39);
  expect(third - second).toBeGreaterThanOrEqual(79);
  stop.abort();
  await expect(ran).resolves.toBeUndefined();
});

test('one that ends is not started again, and one that fails as it is stopped neither', async () => {
  let made = 0;
  const run = (how: Collector['run']) => {
    made = 0;
    return steadyCollector(() => {
      made++;
      return collector(how);
    }, context)?.run(AbortSignal.abort());
  };
  await run(() => Promise.resolve());
  expect(made).toBe(1);
  await run(() => Promise.reject(new Error('late')));
  expect(made).toBe(1);
});

test('one that cannot tell what it has leaves its part of the pass unknown and says so once', () => {
  errors.length = 0;
  const steady = steadyCollector(
    () =>
      collector(
        () => Promise.resolve(),
        () => {
          throw new Error('ours');
        },
      ),
    context,
  );
  for (let pass = 0; pass < 3; pass++) expect(steady?.contribute(0)).toEqual({ values: [], parts: {}, facts: {} });
  expect(errors).toHaveLength(1);
});

test('where there is nothing to collect there is no collector', () => {
  expect(steadyCollector(() => null, context)).toBeNull();
});
