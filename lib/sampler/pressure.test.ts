import { expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import type { BrokerOutcome, CallCost } from '#lib/kafka/admin/port.ts';
import type { Collector } from './collector.ts';
import { Pressure } from './pressure.ts';

const counter = () => {
  const cost: CallCost = { requests: 0, requestsByApi: {}, bytesOut: 0, bytesIn: 0 };
  return {
    cost: () => structuredClone(cost),
    send(api: string, count: number) {
      cost.requests += count;
      cost.requestsByApi[api] = (cost.requestsByApi[api] ?? 0) + count;
      cost.bytesOut += count * 10;
      cost.bytesIn += count * 100;
    },
  };
};
const outcome = (nodeId: number, code?: string): BrokerOutcome => ({
  nodeId,
  fault: code === undefined ? null : { code, kafkaCode: null, message: '', nodeId },
  requests: 1,
  roundTripMs: 1,
});
const felt = (durationMs: number, outcomes = [outcome(1), outcome(2), outcome(3)]) => ({ durationMs, partitions: 100, outcomes });

test('everything that is sent counts, once: the passes’ client and collectors with connections of their own', () => {
  const admin = counter();
  const canary = counter();
  const collector: Collector = {
    name: 'canary',
    run: () => Promise.resolve(),
    contribute: () => ({ values: [], parts: {}, facts: {} }),
    cost: canary.cost,
  };
  const pressure = new Pressure(admin, [collector], null);
  admin.send('Metadata', 3);
  expect(pressure.note(0, 5_000, 0, felt(100)).cost).toEqual({ requests: 3, bytesOut: 30, bytesIn: 300 });
  admin.send('ListOffsets', 5);
  canary.send('Produce', 10);
  const { cost, values, parts } = pressure.note(5_000, 5_000, 2, felt(100));
  expect(cost).toEqual({ requests: 15, bytesOut: 150, bytesIn: 1_500 });
  expect(parts.cost?.requestsByApi).toEqual([
    { api: 'canary', requestsPerSecond: 2 },
    { api: 'ListOffsets', requestsPerSecond: 1 },
  ]);
  const stored = Object.fromEntries((values[0]?.values ?? []).map(({ metricId, value }) => [metricId, value]));
  expect(stored).toEqual({
    [METRICS['cluster.requests_per_second'].id]: 3,
    [METRICS['cluster.interval'].id]: 5_000,
    [METRICS['cluster.ticks_skipped'].id]: 2,
  });
});

test('a budget first makes what can wait wait, then slows the passes down, and lets go when less is asked for', () => {
  const admin = counter();
  const pressure = new Pressure(admin, [], 1);
  let at = 0;
  const pass = (requests: number) => {
    admin.send('Metadata', requests);
    pressure.note(at, pressure.pace.stepMs, 0, felt(100));
    at += pressure.pace.stepMs;
  };
  while (!pressure.isOverBudget) pass(14);
  expect(pressure.pace).toEqual({ stepMs: 5_000, reason: 'size' });
  // Nine are what a pass needs at least: 1.8 a second.
  for (let i = 0; i < 3; i++) pass(9);
  expect(pressure.pace).toEqual({ stepMs: 15_000, reason: 'budget' });
  for (let i = 0; i < 10; i++) pass(9);
  expect([pressure.isOverBudget, pressure.pace.stepMs]).toEqual([false, 15_000]);
  for (let i = 0; i < 40; i++) pass(3);
  expect(pressure.pace).toEqual({ stepMs: 5_000, reason: 'size' });
});

test('one broker that never answers does not slow the others’ readings down; a failed pass says nothing', () => {
  const pressure = new Pressure(counter(), [], null);
  for (let i = 0; i < 10; i++)
    pressure.note(i * 5_000, 5_000, 0, felt(2_500, [outcome(1), outcome(2), outcome(3, 'BROKER_TIMEOUT')]));
  for (let i = 10; i < 20; i++) pressure.note(i * 5_000, 5_000, 0, null);
  expect(pressure.pace.stepMs).toBe(5_000);
  for (let i = 20; i < 23; i++) pressure.note(i * 5_000, 5_000, 0, felt(2_500));
  expect(pressure.pace).toEqual({ stepMs: 15_000, reason: 'back_off' });
});
