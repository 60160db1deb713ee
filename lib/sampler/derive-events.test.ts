import { describe, expect, test } from 'vitest';
import type { GroupDescription, GroupMember, Item, LogDir, Quorum } from '#lib/kafka/admin/port.ts';
import type { NewEvent } from '#lib/store/events/types.ts';
import { deriveEvents } from './derive-events.ts';
import { derivePass, emptyMemory, type SamplerMemory } from './derive-pass.ts';
import type { EventBaseline } from './events/event-baseline.ts';
import type { Pass } from './pass.ts';
import { fault, makeDir, makeLogDirs, makePass, type PassSketch } from './testing/make-pass.ts';

const MAX_GAP_MS = 15_000;
const STEP_MS = 5_000;

/** A sketch, or what to change in the pass it makes. */
type Step = PassSketch | { sketch: PassSketch; change: (pass: Pass) => Pass; missing?: readonly string[] };

/** Derives passes one after another, 5 s apart unless they say when; the events of the last. */
function eventsOf(...steps: Step[]): NewEvent[] {
  let memory: SamplerMemory = emptyMemory();
  let baseline: EventBaseline | null = null;
  let last: NewEvent[] = [];
  for (const [i, step] of steps.entries()) {
    const sketch = 'sketch' in step ? step.sketch : step;
    const made = makePass({ monotonic: i * STEP_MS, ...sketch });
    const pass = 'sketch' in step ? step.change(made) : made;
    const commits = memory.offsets && { topology: memory.offsets.topology, rows: memory.rows };
    const { derived, memory: next } = derivePass(pass, memory, MAX_GAP_MS);
    const missing = new Set('sketch' in step ? step.missing : []);
    const told = deriveEvents({ derived, baseline, commits, missing });
    memory = next;
    baseline = told.baseline;
    last = told.events;
  }
  return last;
}

const told = (...steps: Step[]) => eventsOf(...steps).map(({ kind, scope, detail }) => ({ kind, of: scope.name, ...detail }));
const kinds = (...steps: Step[]) => eventsOf(...steps).map(({ kind, scope }) => [kind, scope.name]);

const topics = (...partitions: NonNullable<PassSketch['topics']>[string]['partitions']) => ({ t: { partitions } });
const OFFSETS = { __consumer_offsets: { partitions: [{}] } };

function member(memberId: string, over: Partial<GroupMember> = {}): GroupMember {
  return {
    memberId,
    instanceId: null,
    clientId: `client-${memberId}`,
    host: '/10.0.0.1',
    rack: null,
    assignment: [{ topic: 't', partitions: [0] }],
    target: null,
    epoch: null,
    ...over,
  };
}

function described(members: GroupMember[], over: Partial<GroupDescription> = {}): Item<GroupDescription> {
  const value: GroupDescription = {
    groupId: 'g',
    kind: 'classic',
    state: 'Stable',
    protocolType: 'consumer',
    assignor: 'range',
    epoch: null,
    assignmentEpoch: null,
    coordinator: 1,
    members,
    streams: null,
    ...over,
  };
  return { ok: true, value };
}

const g = (over: NonNullable<PassSketch['groups']>[string] = {}): PassSketch => ({ topics: OFFSETS, groups: { g: over } });

describe('groups', () => {
  test.each<[string, Step[], unknown]>([
    ['one that shows up', [{ topics: OFFSETS }, g()], [['group_appeared', 'g']]],
    [
      'one that is missing from three complete listings is gone',
      [g(), { topics: OFFSETS }, { topics: OFFSETS }, { topics: OFFSETS }],
      [['group_gone', 'g']],
    ],
    ['one missing listing is no news', [g(), { topics: OFFSETS }], []],
    [
      'one of a silent coordinator is not gone',
      [g(), ...Array.from({ length: 5 }, () => ({ topics: OFFSETS, silent: [1] }))],
      [],
    ],
    ['nor new when its coordinator answers again', [g(), { topics: OFFSETS, silent: [1] }, g()], [['broker_up', '1']]],
    ['one whose coordinator was never heard before may be old', [{ topics: OFFSETS, silent: [1] }, g()], [['broker_up', '1']]],
    ['nothing is new in the first pass', [g({ state: 'PreparingRebalance' })], []],
    ['a rebalance begins', [g(), g({ state: 'PreparingRebalance' })], [['group_rebalance_started', 'g']]],
    ['and goes on without further ado', [g(), g({ state: 'PreparingRebalance' }), g({ state: 'CompletingRebalance' })], []],
    ['an unknown state ends nothing', [g(), g({ state: 'Assigning' }), g({ state: null })], []],
    ['the coordinator moves', [g(), g({ coordinator: 2 })], [['group_coordinator_moved', 'g']]],
  ])('%s', (_name, steps, expected) => {
    expect(kinds(...steps)).toEqual(expected);
  });

  test('the end of a rebalance tells how long it was and the epochs', () => {
    const consumer = (epoch: number) => described([member('a')], { kind: 'consumer', epoch, assignmentEpoch: epoch });
    expect(
      told(
        g({ description: consumer(4) }),
        g({ state: 'Reconciling' }),
        g({ state: 'Reconciling', description: consumer(5) }),
        g(),
      ),
    ).toEqual([{ kind: 'group_rebalance_finished', of: 'g', state: 'Stable', seconds: 10, epochBefore: 4, epoch: 5 }]);
  });

  test('a rebalance between two passes shows by its epoch, once', () => {
    const at = (epoch: number) =>
      g({ kind: 'consumer', description: described([member('a')], { kind: 'consumer', epoch, assignmentEpoch: epoch }) });
    expect(told(at(4), at(6))).toEqual([
      { kind: 'group_rebalance_finished', of: 'g', state: 'Stable', seconds: null, epochBefore: 4, epoch: 6 },
    ]);
    expect(told(at(4), at(6), at(6))).toEqual([]);
  });

  test('of a classic group by who holds what', () => {
    const holding = (partition: number) =>
      g({ description: described([member('a', { assignment: [{ topic: 't', partitions: [partition] }] })]) });
    expect(told(holding(0), holding(1))).toMatchObject([{ kind: 'group_rebalance_finished', seconds: null, epoch: null }]);
    expect(told(holding(0), g(), holding(0))).toEqual([]);
  });

  test('a rebalance that was seen to end is not told again when its assignment is read later', () => {
    const at = (epoch: number) => described([member('a')], { kind: 'consumer', epoch, assignmentEpoch: epoch });
    expect(told(g({ description: at(4) }), g({ state: 'Assigning' }), g(), g({ description: at(5) }))).toEqual([]);
  });

  test('members that join, leave and come back as another process, with client and host', () => {
    const stands = member('x', { instanceId: 'static' });
    const returns = member('y', { instanceId: 'static', host: '/10.0.0.2' });
    const before = g({ description: described([member('a'), stands]) });
    const now = g({ description: described([member('b'), member('c'), returns]) });
    expect(told(before, now).slice(0, 3)).toEqual([
      {
        kind: 'group_members_joined',
        of: 'g',
        count: 2,
        total: 3,
        names: ['client-b (/10.0.0.1)', 'client-c (/10.0.0.1)'],
        memberIds: ['b', 'c'],
      },
      { kind: 'group_members_left', of: 'g', count: 1, total: 3, names: ['client-a (/10.0.0.1)'], memberIds: ['a'] },
      { kind: 'group_members_changed', of: 'g', count: 1, total: 3, names: ['client-y (/10.0.0.2)'], memberIds: ['y'] },
    ]);
  });

  test('members that could not be read have not left', () => {
    const read = g({ description: described([member('a')]) });
    expect(told(read, g({ description: { ok: false, fault: fault('COORDINATOR_NOT_AVAILABLE', 15) } }))).toEqual([]);
    expect(told(g({ description: { ok: false, fault: fault('X') } }), read)).toEqual([]);
  });

  test('coordinators that leave one broker together are one event on the time lines of broker and groups', () => {
    const at = (coordinator: number): PassSketch => ({
      topics: OFFSETS,
      groups: { a: { coordinator }, b: { coordinator }, c: { coordinator: 1 } },
    });
    const events = eventsOf(at(2), at(3));
    expect(events).toMatchObject([
      {
        kind: 'group_coordinator_moved',
        scope: { kind: 'broker', name: '2' },
        detail: { from: 2, to: ['3'], groups: 2, names: ['a', 'b'] },
      },
    ]);
    expect(events[0]?.touches).toEqual(['broker:2', 'broker:3', 'group:a', 'group:b']);
  });
});

describe('commits', () => {
  const at = (state: string, ...offsets: (number | bigint | 'error')[]): PassSketch => ({
    topics: { ...OFFSETS, ...topics({ end: 99n }, { end: 99n }) },
    groups: { g: { state, commits: { t: Object.fromEntries(offsets.map((offset, partition) => [partition, offset])) } } },
  });

  test('a rewind tells how far, and the partition furthest back', () => {
    expect(told(at('Stable', 50, 90), at('Stable', 40, 20))).toEqual([
      { kind: 'group_commits_rewound', of: 'g', topic: 't', partitions: 2, offsets: '80', partition: 1, from: '90', to: '20' },
    ]);
  });

  test('exact beyond 2^53', () => {
    expect(told(at('Stable', 9_007_199_254_740_995n), at('Stable', 9_007_199_254_740_992n))).toMatchObject([
      { offsets: '3', from: '9007199254740995' },
    ]);
  });

  test('commits of a group without members do not advance by themselves', () => {
    expect(told(at('Empty', 10), at('Empty', 60))).toMatchObject([{ kind: 'group_commits_skipped', from: '10', to: '60' }]);
  });

  test.each<[string, Step[]]>([
    ['commits that advance', [at('Stable', 10), at('Stable', 60)]],
    ['a commit that could not be read', [at('Stable', 50), at('Stable', 'error')]],
    ['one that could not be read before', [at('Stable', 50), at('Stable', 'error'), at('Stable', 40)]],
    ['a first commit', [at('Stable'), at('Stable', 10)]],
  ])('%s are no event', (_name, steps) => {
    expect(told(...steps)).toEqual([]);
  });
});

describe('topics', () => {
  const one = (id: string, count = 2, over: object = {}): PassSketch => ({
    topics: { t: { id, partitions: Array.from({ length: count }, () => ({ end: 10, ...over })) } },
  });
  const none: PassSketch = {};
  const hidden: Step = { sketch: none, change: (pass) => pass, missing: ['t'] };
  const withConfig = (retention: string | null, minIsr = '1'): Step => ({
    sketch: one('a'),
    change: (pass) => ({
      ...pass,
      configs: new Map([['t', { ok: true, value: [entry('retention.ms', retention), entry('min.insync.replicas', minIsr)] }]]),
    }),
  });
  const entry = (name: string, value: string | null) => ({
    name,
    value,
    source: '',
    readOnly: false,
    sensitive: false,
    isDefault: false,
    documentation: null,
    defaultValue: null,
  });

  test.each<[string, Step[], unknown]>([
    ['created', [none, one('a')], [{ kind: 'topic_created', of: 't', partitions: 2, topicId: 'a' }]],
    ['gone after two answers without it', [one('a'), none, none], [{ kind: 'topic_gone', of: 't', partitions: 2 }]],
    ['one answer without it is a broker that lags behind', [one('a'), none], []],
    ['one that is hidden from this credential is not gone, however long', [one('a'), hidden, hidden, hidden], []],
    ['and when it is given up it is gone', [one('a'), hidden, hidden, none], [{ kind: 'topic_gone', of: 't', partitions: 2 }]],
    ['and its return is no creation', [one('a'), none, one('a')], []],
    [
      'recreated',
      [one('a'), one('b', 3)],
      [{ kind: 'topic_recreated', of: 't', partitions: 3, partitionsBefore: 2, topicId: 'b', topicIdBefore: 'a' }],
    ],
    ['the former id once more is late, not new', [one('a'), one('b'), one('a')], []],
    ['nor is the new one after that', [one('a'), one('b'), one('a'), one('b')], []],
    ['partitions added', [one('a'), one('a', 5)], [{ kind: 'topic_partitions_added', of: 't', from: 2, to: 5 }]],
    ['fewer partitions of the same topic are a late answer', [one('a', 5), one('a', 2), one('a', 5)], []],
    [
      'config changed',
      [withConfig('1000'), withConfig('2000')],
      [{ kind: 'topic_config_changed', of: 't', key: 'retention.ms', from: '1000', to: '2000' }],
    ],
    ['a value that is not told did not change', [withConfig('1000'), withConfig(null), withConfig('1000')], []],
    ['a first reading is no change', [one('a'), withConfig('1000')], []],
    [
      'a log that became shorter under a newer leader',
      [one('a'), one('a', 2, { end: 4, leaderEpoch: 1 })],
      [{ kind: 'topic_truncated', of: 't', partitions: 2, lostOffsets: '12', partition: 0, partitionLostOffsets: '6' }],
    ],
  ])('%s', (_name, steps, expected) => {
    expect(told(...steps)).toEqual(expected);
  });
});

describe('brokers and partitions', () => {
  const BIG = Array.from({ length: 412 }, (_unused, i) => i);
  const cluster = (leader: number, isr: number[], over: Partial<PassSketch> = {}, epoch = 1): PassSketch => ({
    topics: Object.fromEntries(
      Array.from({ length: 4 }, (_unused, t) => [
        `t${t}`,
        { partitions: BIG.slice(0, 103).map(() => ({ leader, isr, replicas: [1, 2, 3], leaderEpoch: epoch })) },
      ]),
    ),
    ...over,
  });

  test('a broker that dies is one event of each kind, whatever the number of partitions', () => {
    const events = eventsOf(cluster(2, [1, 2, 3]), cluster(3, [1, 3], { brokers: [1, 3] }, 2));
    expect(events.map(({ kind, scope, detail }) => [kind, scope.name, detail.partitions ?? null, detail.topics ?? null])).toEqual(
      [
        ['broker_down', '2', null, null],
        ['leaders_moved', '2', 412, 4],
        ['isr_shrunk', '2', 412, 4],
      ],
    );
    expect(events[1]).toMatchObject({ detail: { from: 2, to: ['3'], names: ['t0', 't1', 't2', 't3'] } });
    expect(events[1]?.touches).toEqual(['broker:2', 'broker:3', 'topic:t0', 'topic:t1', 'topic:t2', 'topic:t3']);
  });

  test.each<[string, Step[], unknown]>([
    ['back in sync', [cluster(1, [1, 3]), cluster(1, [1, 2, 3])], [['isr_expanded', '2']]],
    ['silent', [cluster(1, [1]), cluster(1, [1], { silent: [3] })], [['broker_silent', '3']]],
    ['silent and back', [cluster(1, [1]), cluster(1, [1], { silent: [3] }), cluster(1, [1])], [['broker_up', '3']]],
    [
      'down and back',
      [cluster(1, [1], { brokers: [1, 2, 3] }), cluster(1, [1], { brokers: [1, 2] }), cluster(1, [1])],
      [['broker_up', '3']],
    ],
    ['one nobody knew', [{ brokers: [1] }, { brokers: [1, 2] }], [['broker_appeared', '2']]],
    ['an older epoch is the answer of one who lags behind', [cluster(2, [1], {}, 5), cluster(3, [1], {}, 4)], []],
    [
      'and what it said is not told when it catches up',
      [cluster(2, [1], {}, 5), cluster(3, [1], {}, 4), cluster(2, [1], {}, 5)],
      [],
    ],
    ['elections that gave back the same leader', [cluster(2, [1], {}, 5), cluster(2, [1], {}, 7)], [['leaders_reelected', '2']]],
    ['one epoch more may be a smaller ISR', [cluster(2, [1], {}, 5), cluster(2, [1], {}, 6)], []],
  ])('%s', (_name, steps, expected) => {
    expect(kinds(...steps)).toEqual(expected);
  });

  test('partitions that lose their leader and find one', () => {
    const headless = { topics: topics({ leader: null, leaderEpoch: 2 }) };
    expect(kinds({ topics: topics({ leader: 2, leaderEpoch: 1 }) }, headless)).toEqual([['leaders_lost', '2']]);
    expect(
      told({ topics: topics({ leader: 2, leaderEpoch: 1 }) }, headless, { topics: topics({ leader: 3, leaderEpoch: 3 }) }),
    ).toMatchObject([{ kind: 'leaders_moved', of: '3', from: null, to: ['3'] }]);
  });

  test('a replica that is moved away did not fall out of sync', () => {
    const moved = { topics: topics({ replicas: [1, 3], isr: [1, 3] }) };
    expect(kinds({ topics: topics({ replicas: [1, 2], isr: [1, 2] }) }, moved)).toEqual([['isr_expanded', '3']]);
  });

  test('the controller changes; an unknown one, or one of an older epoch, changes nothing', () => {
    const led = (leaderId: number | null, leaderEpoch: number): PassSketch => ({
      quorum: { ok: true, value: { leaderId, leaderEpoch, highWatermark: 0n, voters: [], observers: [] } satisfies Quorum },
    });
    expect(told(led(1, 3), led(2, 4))).toEqual([{ kind: 'controller_changed', of: '', from: 1, to: 2, epoch: 4 }]);
    expect(told(led(1, 3), led(null, 4), led(1, 3))).toEqual([]);
    expect(told(led(2, 4), led(1, 3))).toEqual([]);
  });

  test('a log directory goes offline and comes back; another fault tells nothing', () => {
    const dirs = (dirFault: LogDir['fault']): Step => ({
      sketch: {},
      change: (pass) => ({
        ...pass,
        logDirs: makeLogDirs(1, [makeDir({ fault: dirFault })]),
      }),
    });
    const broken = dirs(fault('KAFKA_STORAGE_ERROR', 56));
    expect(told(dirs(null), broken)).toEqual([{ kind: 'log_dir_offline', of: '1', path: '/data' }]);
    expect(told(dirs(null), broken, {}, dirs(null))).toEqual([{ kind: 'log_dir_online', of: '1', path: '/data' }]);
    expect(told(dirs(null), dirs(fault('CLUSTER_AUTHORIZATION_FAILED', 31)))).toEqual([]);
  });
});

describe('bounds', () => {
  test('more events of one kind than fit are counted', () => {
    const many = { topics: Object.fromEntries(Array.from({ length: 300 }, (_unused, i) => [`t${i}`, { partitions: [{}] }])) };
    const events = eventsOf({}, many);
    expect(events).toHaveLength(41);
    expect(events.at(-1)).toMatchObject({ kind: 'more', detail: { of: 'topic_created', count: 260 } });
    expect(new Set(events.map((event) => event.dedupe)).size).toBe(41);
  });

  test('a pass never writes more than 500 events, nor names and lists without end', () => {
    const wild = (state: string, coordinator: number): PassSketch => ({
      topics: OFFSETS,
      groups: Object.fromEntries(
        Array.from({ length: 2_000 }, (_unused, i) => [`${'x'.repeat(1_000)}${i}`, { state, coordinator }]),
      ),
    });
    const events = eventsOf(wild('Stable', 1), wild('PreparingRebalance', 2));
    expect(events.length).toBeLessThanOrEqual(500);
    expect(Buffer.byteLength(JSON.stringify(events))).toBeLessThan(500_000);
    expect(new Set(events.map((event) => event.dedupe)).size).toBe(events.length);
  });

  test('after a long time without a pass an event says since when nobody looked', () => {
    const [event] = eventsOf({ at: 1_700_000_000_000 }, { at: 1_700_000_300_000, topics: topics({}) });
    expect(event?.detail.unseenSince).toBe(new Date(1_700_000_000_000).toISOString());
    expect(eventsOf({}, { topics: topics({}) })[0]?.detail).not.toHaveProperty('unseenSince');
  });
});
