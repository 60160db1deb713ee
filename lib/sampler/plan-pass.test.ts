import { expect, test } from 'vitest';
import type { GroupListing } from '#lib/kafka/admin/port.ts';
import type { PassPlan } from './pass.ts';
import { cadenceMs, planPass, requestBudget, type PlanInput, type ReadingTimes } from './plan-pass.ts';

const NEVER: ReadingTimes = {
  groups: null,
  startOffsets: null,
  descriptions: new Map(),
  shareOffsets: null,
  logDirs: null,
  stableKnown: null,
  stableAll: null,
};
const CLASSIC = new Map([['classic' as const, ['a', 'b', 'c', 'd']]]);
const input = (over: Partial<PlanInput> = {}): PlanInput => ({
  now: 0,
  last: NEVER,
  size: { partitions: 20_000, groups: 1_000, brokers: 3 },
  groupsByKind: CLASSIC,
  changedGroups: [],
  hasTransactions: true,
  configAges: new Map(),
  ...over,
});

const group = (groupId: string, coordinator = 1): GroupListing => ({
  groupId,
  kind: 'classic',
  state: 'Stable',
  protocolType: 'consumer',
  coordinator,
});

const planOf = (over: Partial<PlanInput>) => planPass(input(over)).plan;

/** Plans a run of passes as the sampler would. */
function run(
  size: { partitions: number; groups: number; brokers: number },
  passes: number,
  stepMs: number,
  groupsByKind: PlanInput['groupsByKind'] = CLASSIC,
  changed: (pass: number) => GroupListing[] = () => [],
) {
  let last = NEVER;
  return Array.from({ length: passes }, (_pass, i) => {
    const now = i * stepMs;
    const { plan, listGroups, stable, spareRequests } = planPass(
      input({ now, last, size: i === 0 ? null : size, groupsByKind, changedGroups: changed(i) }),
    );
    const described = new Set(plan.descriptions === 'all' ? [...groupsByKind.values()].flat() : plan.descriptions);
    last = {
      groups: listGroups ? now : last.groups,
      startOffsets: plan.startOffsets ? now : last.startOffsets,
      descriptions: new Map(
        [...groupsByKind].flatMap(([kind, own]) => {
          const at = own.every((id) => described.has(id)) ? now : last.descriptions.get(kind);
          return at === undefined ? [] : [[kind, at] as const];
        }),
      ),
      shareOffsets: plan.shareOffsets ? now : last.shareOffsets,
      logDirs: plan.logDirs ? now : last.logDirs,
      stableKnown: stable === 'none' ? last.stableKnown : now,
      stableAll: stable === 'all' ? now : last.stableAll,
    };
    return { ...plan, listGroups, stable, spareRequests };
  });
}

test('the first pass reads what the first picture needs', () => {
  expect(planOf({ size: null })).toMatchObject({ startOffsets: true, descriptions: 'all', quorum: true });
});

test('a large cluster takes at most one heavy reading a pass; start offsets and members at least every minute and a half, log dirs every five minutes', () => {
  const plans = run({ partitions: 20_000, groups: 1_000, brokers: 3 }, 80, 15_000).slice(1);
  for (const plan of plans) {
    const heavy = [plan.startOffsets, plan.descriptions !== 'none', plan.logDirs, plan.stable !== 'none'];
    expect(heavy.filter(Boolean).length).toBeLessThanOrEqual(1);
  }
  for (const [isTaken, passesMax] of [
    [(plan: (typeof plans)[number]) => plan.startOffsets, 6],
    [(plan: (typeof plans)[number]) => plan.descriptions !== 'none', 6],
    [(plan: (typeof plans)[number]) => plan.stable !== 'none', 6],
    [(plan: (typeof plans)[number]) => plan.logDirs, 21],
  ] as const) {
    const at = plans.flatMap((plan, i) => (isTaken(plan) ? [i] : []));
    expect(Math.max(...at.map((pass, i) => pass - (at[i - 1] ?? -1)))).toBeLessThanOrEqual(passesMax);
    expect(at.length).toBeGreaterThan(2);
  }
});

test('a small cluster has start offsets in every pass and members every 15 s', () => {
  const plans = run({ partitions: 100, groups: 5, brokers: 3 }, 13, 5_000);
  expect(plans.every((plan) => plan.startOffsets)).toBe(true);
  expect(plans.filter((plan) => plan.descriptions !== 'none').length).toBeGreaterThanOrEqual(4);
  expect(plans.filter((plan) => plan.logDirs)).toHaveLength(1);
  expect(plans.findIndex((plan) => plan.logDirs)).toBe(1);
});

test('beyond the budget a pass still asks whether a topic that is missing is only hidden', () => {
  const { plan } = planPass(input({ now: 900_000, isOverBudget: true, missingTopics: ['t'] }));
  expect(plan.missingTopics).toEqual(['t']);
});

test('beyond the budget a pass reads nothing but topology, commits and end offsets', () => {
  expect(planPass(input({ now: 900_000, isOverBudget: true, changedGroups: [group('g')] }))).toEqual({
    listGroups: true,
    plan: {
      startOffsets: false,
      descriptions: 'none',
      shareOffsets: false,
      logDirs: false,
      quorum: false,
      configs: [],
    },
    stable: 'none',
    spareRequests: 0,
  });
});

test('groups whose state changed are described at once', () => {
  const classic = new Map([['classic' as const, 0]]);
  const last = {
    groups: 0,
    startOffsets: 0,
    descriptions: classic,
    shareOffsets: null,
    logDirs: 0,
    stableKnown: 0,
    stableAll: 0,
  };
  expect(planOf({ now: 15_000, last, changedGroups: [group('g')] }).descriptions).toEqual(['g']);
  expect(planOf({ now: 15_000, last }).descriptions).toBe('none');
});

test('kinds of groups and the progress of share groups take turns, so that a pass needs at most a request per broker for them', () => {
  const groupsByKind = new Map([
    ['classic' as const, ['a', 'b', 'c', 'd']],
    ['consumer' as const, ['e']],
    ['share' as const, ['f']],
    ['streams' as const, ['g', 'h', 'i']],
  ]);
  const plans = run({ partitions: 100, groups: 9, brokers: 3 }, 40, 5_000, groupsByKind).slice(1);
  const describedIn = (plan: Pick<PassPlan, 'descriptions'>) => (typeof plan.descriptions === 'string' ? [] : plan.descriptions);
  for (const plan of plans) {
    let requests = (plan.shareOffsets ? 1 : 0) + (plan.logDirs ? 3 : 0);
    for (const own of groupsByKind.values()) {
      if (own.some((id) => describedIn(plan).includes(id))) requests += Math.min(3, own.length);
    }
    expect(requests).toBeLessThanOrEqual(3);
  }
  for (const id of ['a', 'e', 'f', 'g']) {
    expect(plans.filter((plan) => describedIn(plan).includes(id)).length).toBeGreaterThanOrEqual(8);
  }
  expect(plans.filter((plan) => plan.shareOffsets).length).toBeGreaterThanOrEqual(8);
});

test('a cluster without share groups is never asked for their progress', () => {
  expect(
    run({ partitions: 100, groups: 4, brokers: 3 }, 40, 5_000)
      .slice(1)
      .some((plan) => plan.shareOffsets),
  ).toBe(false);
});

test('configs are read in chunks, never-read topics first, then again after five minutes', () => {
  const ages = new Map<string, number | null>(Array.from({ length: 1_500 }, (_topic, i) => [`t${i}`, 0]));
  ages.set('new', null);
  const size = { partitions: 3_000, groups: 10, brokers: 3 };
  expect(planOf({ now: 299_000, size, configAges: ages }).configs).toEqual(['new']);
  const due = planOf({ now: 300_000, size, configAges: ages }).configs;
  expect(due).toHaveLength(1_000);
  expect(due[0]).toBe('new');
  // A large cluster has them every quarter of an hour.
  expect(planOf({ now: 899_000, configAges: ages }).configs).toEqual(['new']);
  expect(planOf({ now: 900_000, configAges: ages }).configs).toHaveLength(1_000);
});

test('configs take a second request only where there is room', () => {
  const configAges = new Map<string, number | null>(Array.from({ length: 1_500 }, (_topic, i) => [`t${i}`, null]));
  const size = { partitions: 100, groups: 5, brokers: 3 };
  const busy = { size, configAges, hasTransactions: false };
  expect(planOf(busy).configs).toHaveLength(1_000);
  expect(planOf({ ...busy, commitRequests: 300 }).configs).toHaveLength(500);
});

test('cadence follows size', () => {
  expect([cadenceMs(9_999), cadenceMs(10_000)]).toEqual([5_000, 15_000]);
});

const SIZES = [
  ['large, three brokers', { partitions: 20_000, groups: 1_000, brokers: 3 }],
  ['small, three brokers', { partitions: 100, groups: 5, brokers: 3 }],
  ['one broker', { partitions: 100, groups: 5, brokers: 1 }],
  ['small, five brokers', { partitions: 1_000, groups: 60, brokers: 5 }],
  ['ten brokers', { partitions: 5_000, groups: 100, brokers: 10 }],
  ['thirty brokers', { partitions: 100_000, groups: 1_000, brokers: 30 }],
] as const;
/** Groups of four kinds, each kind at every broker. */
const allKinds = ({ groups }: { groups: number }) => {
  const ids = Array.from({ length: groups }, (_group, i) => `g${i}`);
  const kinds = ['classic', 'consumer', 'share', 'streams'] as const;
  return new Map(kinds.map((kind, k) => [kind, ids.filter((_id, i) => i % 4 === k)]));
};

test.each(SIZES)('every pass but the first keeps to the budget, whatever groups do: %s', (_name, size) => {
  const groupsByKind = allKinds(size);
  const homeOf = (id: string) => Number(id.slice(1)) % size.brokers;
  // Every third pass groups change at every broker.
  const changed = (pass: number) =>
    pass % 3 === 0 ? [...groupsByKind].flatMap(([kind, ids]) => ids.map((id) => ({ ...group(id, homeOf(id)), kind }))) : [];
  const plans = run(size, 120, size.partitions < 10_000 ? 5_000 : 15_000, groupsByKind, changed).slice(1);
  for (const plan of plans) {
    const described = typeof plan.descriptions === 'string' ? [] : plan.descriptions;
    const kindOf = (id: string) => Number(id.slice(1)) % 4;
    const brokersAsked = [plan.listGroups, plan.startOffsets, plan.logDirs, plan.stable !== 'none'];
    const requests =
      4 +
      size.brokers * (2 + brokersAsked.filter(Boolean).length) +
      (plan.shareOffsets ? Math.min(size.brokers, groupsByKind.get('share')?.length ?? 0) : 0) +
      new Set(described.map((id) => `${homeOf(id)} ${kindOf(id)}`)).size +
      plan.spareRequests;
    expect(requests).toBeLessThanOrEqual(requestBudget(size));
  }
  for (const isTaken of [
    (plan: (typeof plans)[number]) => plan.listGroups,
    (plan: (typeof plans)[number]) => plan.startOffsets,
    (plan: (typeof plans)[number]) => plan.descriptions !== 'none',
    (plan: (typeof plans)[number]) => plan.logDirs,
    (plan: (typeof plans)[number]) => plan.stable !== 'none',
    (plan: (typeof plans)[number]) => plan.spareRequests > 0,
  ]) {
    expect(plans.filter(isTaken).length).toBeGreaterThan(2);
  }
});

test.each(SIZES)(
  'groups are listed in every pass where there is room, else at least every minute and a half: %s',
  (_name, size) => {
    const stepMs = size.partitions < 10_000 ? 5_000 : 15_000;
    const groupsByKind = new Map([['classic' as const, [...allKinds(size).values()].flat()]]);
    const plans = run(size, 120, stepMs, groupsByKind);
    const at = plans.flatMap((plan, i) => (plan.listGroups ? [i * stepMs] : []));
    const gapMax = Math.max(...at.map((ms, i) => ms - (at[i - 1] ?? 0)));
    expect(gapMax).toBeLessThanOrEqual(size.brokers <= 5 ? stepMs : 90_000);
  },
);

test('a doubted listing comes anew within two passes or so, and keeps no other reading from its turn', () => {
  const size = { partitions: 100_000, groups: 1_000, brokers: 30 };
  const last = {
    ...NEVER,
    groups: 0,
    startOffsets: 0,
    logDirs: 0,
    stableKnown: 0,
    stableAll: 0,
    descriptions: new Map([['classic' as const, 0]]),
  };
  const plan = (now: number, isListingDoubted: boolean) =>
    planPass(input({ now, last, size, isListingDoubted, hasTransactions: true }));
  expect(plan(15_000, true).listGroups).toBe(true);
  expect(plan(59_000, true)).toMatchObject({ listGroups: true, plan: { startOffsets: false } });
  expect(planPass(input({ now: 120_000, last: { ...last, groups: 100_000 }, size, isListingDoubted: true }))).toMatchObject({
    listGroups: false,
    plan: { startOffsets: true },
  });
});

test('groups that changed where there is no room for all of them are described as far as there is', () => {
  const size = { partitions: 100_000, groups: 1_000, brokers: 30 };
  const last = {
    ...NEVER,
    groups: 0,
    startOffsets: 50_000,
    logDirs: 0,
    stableKnown: 0,
    stableAll: 0,
    descriptions: new Map([['classic' as const, 0]]),
  };
  const changedGroups = Array.from({ length: 30 }, (_group, i) => group(`g${i}`, i));
  // The listing is overdue by more than changes wait.
  const { listGroups, plan } = planPass(
    input({
      now: 100_000,
      last: { ...last, descriptions: new Map([['classic' as const, 90_000]]) },
      size,
      changedGroups,
      hasTransactions: false,
    }),
  );
  expect(listGroups).toBe(true);
  expect(plan.descriptions).toHaveLength(11);
});

test('on brokers that tell the commits of one group at a time, readings still take turns', () => {
  const size = { partitions: 100, groups: 300, brokers: 3 };
  let last = NEVER;
  const seen = { listed: 0, logDirs: 0, start: 0 };
  for (let pass = 0; pass < 60; pass++) {
    const now = pass * 5_000;
    const { plan, listGroups, stable } = planPass(input({ now, last, size, commitRequests: 300, hasTransactions: false }));
    last = {
      ...last,
      groups: listGroups ? now : last.groups,
      startOffsets: plan.startOffsets ? now : last.startOffsets,
      logDirs: plan.logDirs ? now : last.logDirs,
      stableAll: stable === 'all' ? now : last.stableAll,
      descriptions: plan.descriptions === 'none' ? last.descriptions : new Map([['classic', now]]),
    };
    seen.listed += Number(listGroups);
    seen.logDirs += Number(plan.logDirs);
    seen.start += Number(plan.startOffsets);
  }
  expect(Math.min(seen.listed, seen.logDirs, seen.start)).toBeGreaterThan(2);
});
