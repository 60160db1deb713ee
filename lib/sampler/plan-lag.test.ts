import { expect, test } from 'vitest';
import { blankAge } from '#lib/lag/crossings.ts';
import { LagMemory } from './lag-memory.ts';
import { LagWants } from './lag-wants.ts';
import { LADDER_MS, planLag, type LagPlanInput } from './plan-lag.ts';
import { makePass } from './testing/make-pass.ts';

const NOW = 1_800_000_000_000;
const COUNT = 1_000;

/** 1,000 partitions led by ten brokers in turn, first seen now, each with a commit beyond the history. */
function input(over: Partial<LagPlanInput> = {}): LagPlanInput {
  const partitions = Array.from({ length: COUNT }, (_partition, i) => ({ end: 100, leader: i % 10 }));
  const { topology } = makePass({ brokers: Array.from({ length: 10 }, (_broker, i) => i), topics: { t: { partitions } } });
  const memory = new LagMemory();
  memory.carry(topology, null, NOW);
  const wants = new LagWants(COUNT);
  for (let p = 0; p < COUNT; p++) {
    memory.crossings.observe(p, 100, NOW);
    const age = { ...blankAge(), lowerMs: 0, upperMs: Infinity };
    wants.noteAge(p, 50, age);
  }
  const leaderOf = Int32Array.from(partitions, ({ leader }) => leader);
  return { memory, wants, leaderOf, nowMs: NOW, recordsAtMs: NOW, stable: 'none', spareRequests: 6, ...over };
}

const leadersOf = (given: LagPlanInput, wanted: Iterable<number>) => new Set(Array.from(wanted, (p) => given.leaderOf[p]));

test('one rung a pass, the nearest first, of no more leaders than there are requests to spare', () => {
  const given = input();
  const plan = planLag(given);
  expect(plan?.rung?.step).toBe(0);
  expect(plan?.rung?.wanted).toHaveLength(600);
  expect(leadersOf(given, plan?.rung?.wanted ?? []).size).toBe(6);
});

test('at most 200 partitions of a leader', () => {
  const given = input({ leaderOf: new Int32Array(COUNT) });
  expect(planLag(given)?.rung?.wanted).toHaveLength(200);
});

test('what was asked is not asked again, and what the history covers not at all', () => {
  const given = input();
  given.memory.rungs.fill(0b1);
  expect(planLag(given)?.rung?.step).toBe(1);
  for (let p = 0; p < COUNT; p++) given.memory.crossings.seed(p, 90, NOW - 20 * 60_000);
  expect(planLag(given)?.rung?.step).toBe(3);
  given.memory.rungs.fill(0b111_1111);
  expect(planLag(given)).toBeNull();
  expect(LADDER_MS).toHaveLength(7);
});

test('nothing beyond the plan without requests to spare', () => {
  expect(planLag(input({ spareRequests: 0, recordsAtMs: null }))).toBeNull();
});

test('records are read every half minute, no more than 20, within what the rung leaves', () => {
  expect(planLag(input({ nowMs: NOW + 29_000 }))?.records).toEqual([]);
  const whole = input({ recordsAtMs: NOW - 30_000, spareRequests: 20 });
  expect(planLag(whole)?.records).toHaveLength(20);
  const few = input({ recordsAtMs: null, spareRequests: 3 });
  expect(planLag(few)?.records).toEqual([]);
  few.memory.rungs.fill(0b111_1111);
  const plan = planLag(few);
  expect(leadersOf(few, plan?.records.map(({ index }) => index) ?? []).size).toBe(3);
});

test('last stable offsets of known partitions, of all, or of none', () => {
  const none = { wants: null, spareRequests: 0 };
  expect(planLag(input({ ...none, stable: 'known' }))).toBeNull();
  expect(planLag(input({ ...none, stable: 'all' }))?.stable).toBe('all');
  const given = input({ ...none, stable: 'known' });
  given.memory.openTransactions.set(7, 12);
  expect(planLag(given)?.stable).toEqual(Uint32Array.of(7));
});
