import { expect, test } from 'vitest';
import { cadenceMs, planPass, type PlanInput, type ReadingTimes } from './plan-pass.ts';

const NEVER: ReadingTimes = { startOffsets: null, descriptions: null, logDirs: null };
const input = (over: Partial<PlanInput> = {}): PlanInput => ({
  now: 0,
  last: NEVER,
  size: { partitions: 20_000, groups: 1_000 },
  changedGroups: [],
  configAges: new Map(),
  ...over,
});

/** Plans a run of passes as the sampler would. */
function run(size: { partitions: number; groups: number }, passes: number, stepMs: number) {
  let last = NEVER;
  return Array.from({ length: passes }, (_pass, i) => {
    const now = i * stepMs;
    const plan = planPass(input({ now, last, size: i === 0 ? null : size }));
    last = {
      startOffsets: plan.startOffsets ? now : last.startOffsets,
      descriptions: plan.descriptions === 'all' ? now : last.descriptions,
      logDirs: plan.logDirs ? now : last.logDirs,
    };
    return plan;
  });
}

test('the first pass reads what the first picture needs', () => {
  expect(planPass(input({ size: null }))).toMatchObject({ startOffsets: true, descriptions: 'all', quorum: true });
});

test('a large cluster takes at most one heavy reading a pass, and each at least once a minute and a half', () => {
  const plans = run({ partitions: 20_000, groups: 1_000 }, 40, 15_000).slice(1);
  for (const plan of plans) {
    expect([plan.startOffsets, plan.descriptions === 'all', plan.logDirs].filter(Boolean).length).toBeLessThanOrEqual(1);
  }
  for (const isTaken of [
    (plan: (typeof plans)[number]) => plan.startOffsets,
    (plan: (typeof plans)[number]) => plan.descriptions === 'all',
    (plan: (typeof plans)[number]) => plan.logDirs,
  ]) {
    const at = plans.flatMap((plan, i) => (isTaken(plan) ? [i] : []));
    expect(Math.max(...at.map((pass, i) => pass - (at[i - 1] ?? -1)))).toBeLessThanOrEqual(6);
  }
});

test('a small cluster has start offsets in every pass and members every 15 s', () => {
  const plans = run({ partitions: 100, groups: 5 }, 13, 5_000);
  expect(plans.every((plan) => plan.startOffsets)).toBe(true);
  expect(plans.filter((plan) => plan.descriptions === 'all').length).toBeGreaterThanOrEqual(4);
  expect(plans.filter((plan) => plan.logDirs)).toHaveLength(1);
  expect(plans.findIndex((plan) => plan.logDirs)).toBe(1);
});

test('groups whose state changed are described at once', () => {
  const last = { startOffsets: 0, descriptions: 0, logDirs: 0 };
  expect(planPass(input({ now: 15_000, last, changedGroups: ['g'] })).descriptions).toEqual(['g']);
  expect(planPass(input({ now: 15_000, last })).descriptions).toBe('none');
});

test('configs are read in chunks, never-read topics first, then again after five minutes', () => {
  const ages = new Map<string, number | null>(Array.from({ length: 1_500 }, (_topic, i) => [`t${i}`, 0]));
  ages.set('new', null);
  expect(planPass(input({ now: 299_000, configAges: ages })).configs).toEqual(['new']);
  const due = planPass(input({ now: 300_000, configAges: ages })).configs;
  expect(due).toHaveLength(1_000);
  expect(due[0]).toBe('new');
});

test('cadence follows size', () => {
  expect([cadenceMs(9_999), cadenceMs(10_000)]).toEqual([5_000, 15_000]);
});
