import { describe, expect, test } from 'vitest';
import { findProblems } from '#lib/problems/find-problems.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { derivePass, emptyMemory, type DerivedPass } from './derive-pass.ts';
import { problemFacts } from './problem-facts.ts';
import { fault, makePass, type PassSketch } from './testing/make-pass.ts';
import { storedOf } from './testing/stored-of.ts';

const MAX_GAP_MS = 15_000;

/** Derives passes one after another and gives the last. */
function after(...sketches: PassSketch[]): DerivedPass {
  let memory = emptyMemory();
  let last: DerivedPass | null = null;
  for (const sketch of sketches) {
    const step = derivePass(makePass(sketch), memory, MAX_GAP_MS);
    memory = step.memory;
    last = step.derived;
  }
  if (last === null) throw new Error('no pass was given');
  return last;
}

const rows = (derived: DerivedPass) => buildSnapshot(derived, findProblems(problemFacts(derived), []));
const topic = (derived: DerivedPass, name: string) => rows(derived).topics.find((row) => row.name === name);
const group = (derived: DerivedPass, id: string) => rows(derived).groups.find((row) => row.groupId === id);
const codes = (derived: DerivedPass) => findProblems(problemFacts(derived), []).map((problem) => problem.id);

describe('rates', () => {
  const one = (monotonic: number, end: number | bigint | null, more: object = {}, id?: string): PassSketch => ({
    monotonic,
    topics: { t: { id, partitions: [{ end, ...more }] } },
  });

  test.each<[string, PassSketch[], number | null]>([
    ['the first pass has none', [one(0, 100)], null],
    ['growth over the brokers’ own answer times', [one(0, 100), one(5_000, 600)], 100],
    ['no growth is a measured zero', [one(0, 100), one(5_000, 100)], 0],
    ['an unread offset gives none, not zero', [one(0, 100), one(5_000, null)], null],
    ['after one missed answer the mean since the last known end', [one(0, 100), one(5_000, null), one(10_000, 1_100)], 100],
    ['none over a gap longer than allowed', [one(0, 100), one(60_000, 700)], null],
    ['an answer that is smaller at the same epoch is refused', [one(0, 100), one(5_000, 40)], null],
    ['a truncation gives none, never a negative', [one(0, 100), one(5_000, 40, { leaderEpoch: 1 })], null],
    [
      'and counts on from the shorter log',
      [one(0, 100), one(5_000, 40, { leaderEpoch: 1 }), one(10_000, 90, { leaderEpoch: 1 })],
      10,
    ],
    ['a recreated topic starts anew', [one(0, 100, {}, 'a'), one(5_000, 900, {}, 'b')], null],
    ['exact beyond 2^53', [one(0, 9_007_199_254_740_993n), one(5_000, 9_007_199_254_741_993n)], 200],
  ])('%s', (_name, sketches, expected) => {
    expect(topic(after(...sketches), 't')?.messagesInPerSecond.value).toBe(expected);
  });

  test('a step of the wall clock does not change them', () => {
    const derived = after(
      { monotonic: 0, at: 1_000_000, topics: { t: { partitions: [{ end: 0 }] } } },
      { monotonic: 5_000, at: 400_000, topics: { t: { partitions: [{ end: 50 }] } } },
    );
    expect(topic(derived, 't')?.messagesInPerSecond.value).toBe(10);
  });

  test('a smaller end at the same epoch is believed when it stays', () => {
    const derived = after(one(0, 100), one(5_000, 40), one(10_000, 40), one(15_000, 40));
    expect(derived.offsets.end[0]).toBe(40);
  });

  test('a truncation is told with the offsets lost', () => {
    const derived = after(one(0, 100), one(5_000, 40, { leaderEpoch: 1 }));
    expect(derived.offsets.truncations).toEqual([{ index: 0, lostOffsets: 60n }]);
    expect(codes(derived)).toContain('log_truncated');
  });

  test('survive a new topic that moves every partition index', () => {
    const derived = after(
      { monotonic: 0, topics: { b: { partitions: [{ end: 10 }] } }, groups: { g: { commits: { b: { 0: 5 } } } } },
      {
        monotonic: 5_000,
        topics: { a: { partitions: [{ end: 7 }, { end: 7 }] }, b: { partitions: [{ end: 60 }] } },
        groups: { g: { commits: { b: { 0: 30 } } } },
      },
    );
    expect(topic(derived, 'b')?.messagesInPerSecond).toEqual({ value: 10, known: 1, total: 1 });
    expect(topic(derived, 'a')?.messagesInPerSecond).toEqual({ value: null, known: 0, total: 2 });
    expect(group(derived, 'g')?.messagesOutPerSecond).toEqual({ value: 5, known: 1, total: 1 });
  });
});

describe('what a pass left unread', () => {
  const unread = (sketch: PassSketch) => [...(problemFacts(after(sketch)).unread?.groups ?? [])];
  const g = (commits: Record<string, Record<number, number | 'error'>>) => ({ g: { commits } });

  test.each<[string, PassSketch, string[]]>([
    [
      'nothing when every commit and end is known',
      { topics: { t: { partitions: [{ end: 9 }] } }, groups: g({ t: { 0: 5 } }) },
      [],
    ],
    ['nor when a commit lies beyond the end', { topics: { t: { partitions: [{ end: 9 }] } }, groups: g({ t: { 0: 15 } }) }, []],
    ['a group with an unknown end', { topics: { t: { partitions: [{ end: null }] } }, groups: g({ t: { 0: 5 } }) }, ['g']],
    ['a group with an unread commit', { topics: { t: { partitions: [{ end: 9 }] } }, groups: g({ t: { 0: 'error' } }) }, ['g']],
    [
      'not one with a commit into a topic that is not there: no pass can judge it',
      { topics: { t: { partitions: [{ end: 9 }] } }, groups: g({ t: { 0: 5 }, deleted: { 0: 5 } }) },
      [],
    ],
    [
      'a group that could not be read',
      { topics: { t: { partitions: [{ end: 9 }] } }, groups: { g: { fault: fault('GROUP_AUTHORIZATION_FAILED', 30) } } },
      ['g'],
    ],
  ])('is %s', (_name, sketch, expected) => {
    expect(unread(sketch)).toEqual(expected);
  });
});

describe('lag', () => {
  const of = (commit: number | bigint | 'error', end: number | bigint | null, start?: number): PassSketch => ({
    topics: { t: { partitions: [{ end, start }] } },
    groups: { g: { commits: { t: { 0: commit } } } },
  });

  test.each<[string, PassSketch, object]>([
    ['end − committed', of(40, 100), { lag: { value: '60', known: 1, total: 1 } }],
    ['a caught-up group has zero', of(100, 100), { lag: { value: '0', known: 1, total: 1 } }],
    ['unknown when the end is unknown', of(40, null), { lag: { value: null, known: 0, total: 1 } }],
    ['unknown when the commit could not be read', of('error', 100), { lag: { value: null, known: 0, total: 1 } }],
    [
      'beyond the end is a state, not a clamped number',
      of(120, 100),
      { aheadPartitions: 1, lag: { value: null, known: 0, total: 1 } },
    ],
    [
      'before the log start counts from the commit, and as lost',
      of(10, 100, 30),
      { lostPartitions: 1, lag: { value: '90', known: 1, total: 1 } },
    ],
    [
      'exact beyond 2^53',
      of(9_007_199_254_740_993n, 9_007_199_254_740_996n),
      { lag: { value: '3', known: 1, total: 1 }, maxLag: '3' },
    ],
    ['wider than 2^53 itself', of(1, 18_014_398_509_481_985n), { lag: { value: '18014398509481984', known: 1, total: 1 } }],
  ])('%s', (_name, sketch, expected) => {
    expect(group(after(sketch), 'g')).toMatchObject(expected);
  });

  test('a group without commits has null lag, not zero', () => {
    const derived = after({ topics: { t: { partitions: [{ end: 5 }] } }, groups: { g: {} } });
    expect(group(derived, 'g')).toMatchObject({ lag: { value: null, known: 0, total: 0 }, fault: null });
  });

  test('a commit into a topic the credential cannot see is unknown', () => {
    const derived = after({ topics: {}, groups: { g: { commits: { hidden: { 0: 5 } } } } });
    expect(group(derived, 'g')).toMatchObject({ partitions: 1, lag: { value: null, known: 0, total: 1 } });
    expect([...derived.commits.rowFaults.values()]).toEqual([[{ topic: 'hidden', partition: 0, code: 0 }]]);
  });

  test('an old commit into a recreated topic has no rate', () => {
    const at = (monotonic: number, id: string, commit: number): PassSketch => ({
      monotonic,
      topics: { t: { id, partitions: [{ end: 100 }] } },
      groups: { g: { commits: { t: { 0: commit } } } },
    });
    expect(group(after(at(0, 'a', 10), at(5_000, 'b', 20)), 'g')?.messagesOutPerSecond.value).toBeNull();
  });

  test('a rewound group has no rate for that step', () => {
    const at = (monotonic: number, commit: number): PassSketch => ({
      monotonic,
      topics: { t: { partitions: [{ end: 100 }] } },
      groups: { g: { commits: { t: { 0: commit } } } },
    });
    expect(group(after(at(0, 50), at(5_000, 10)), 'g')?.messagesOutPerSecond.value).toBeNull();
  });

  test('a topic’s messages out is the sum over its groups', () => {
    const at = (monotonic: number, a: number, b: number): PassSketch => ({
      monotonic,
      topics: { t: { partitions: [{ end: 100 }] } },
      groups: { a: { commits: { t: { 0: a } } }, b: { commits: { t: { 0: b } } } },
    });
    const derived = after(at(0, 0, 0), at(1_000, 10, 30));
    const stored = storedOf(derived).find((owner) => owner.ref.kind === 'topic');
    expect(stored?.columns.find((column) => column.metricId === 43)?.values).toEqual([40]);
  });

  test('sums beyond 2^53 stay exact', () => {
    const half = 2 ** 52 + 1;
    const derived = after({
      topics: { t: { partitions: [{ end: half }, { end: half }, { end: 1 }] } },
      groups: { g: { commits: { t: { 0: 0, 1: 0, 2: 0 } } } },
    });
    expect(group(derived, 'g')?.lag.value).toBe((2n * (2n ** 52n + 1n) + 1n).toString());
  });
});

describe('coverage', () => {
  test('a failed group keeps counting in totals, so that a sum says what it covers', () => {
    const topics = { t: { partitions: [{ end: 100 }, { end: 100 }] } };
    const commits = { t: { 0: 10, 1: 10 } };
    const derived = after(
      { monotonic: 0, topics, groups: { a: { commits }, b: { commits } } },
      { monotonic: 5_000, topics, groups: { a: { commits }, b: { fault: fault('NOT_COORDINATOR', 16) } } },
    );
    expect(topic(derived, 't')?.lag).toEqual({ value: '180', known: 2, total: 4 });
    expect(group(derived, 'b')).toMatchObject({ lag: { value: null, known: 0, total: 2 }, fault: { code: 'NOT_COORDINATOR' } });
    const stored = storedOf(derived).find((owner) => owner.ref.kind === 'cluster');
    expect(stored?.columns.find((column) => column.metricId === 3)?.values[0]).toBeNaN();
  });

  test('what a dead broker led is stored as a gap, everything else as values', () => {
    const at = (monotonic: number, leader: number | null, grown: number): PassSketch => ({
      monotonic,
      brokers: leader === null ? [1, 3] : [1, 2, 3],
      topics: {
        dead: {
          partitions: [
            { end: grown, leader, replicas: [2], isr: leader === null ? [] : [2], offline: leader === null ? [2] : [] },
          ],
        },
        live: { partitions: [{ end: grown, leader: 1 }] },
      },
    });
    const derived = after(at(0, 2, 0), at(5_000, null, 50));
    const values = new Map(storedOf(derived).map((owner) => [owner.ref.topic, owner.columns]));
    expect(values.get('dead')?.find((column) => column.metricId === 40)?.values).toEqual([NaN]);
    expect(values.get('live')?.find((column) => column.metricId === 40)?.values).toEqual([50]);
    expect(topic(derived, 'live')?.messagesInPerSecond.value).toBe(10);
    expect(rows(derived).overview.messagesInPerSecond).toEqual({ value: 10, known: 1, total: 2 });
    expect(rows(derived).overview.partitions).toMatchObject({ offline: 1, underReplicated: 1 });
    expect(codes(derived)).toEqual(['broker_down:2', 'partitions_offline']);
  });
});

describe('brokers', () => {
  test('one that left metadata is down because replicas still name it, and keeps its address', () => {
    const derived = after(
      { monotonic: 0, at: 1_000, topics: { t: { partitions: [{ end: 1, replicas: [1, 2] }] } }, brokers: [1, 2] },
      { monotonic: 5_000, at: 6_000, topics: { t: { partitions: [{ end: 1, replicas: [1, 2], isr: [1] }] } }, brokers: [1] },
    );
    expect(rows(derived).brokers).toMatchObject([
      { nodeId: 1, state: 'up', since: new Date(1_000).toISOString() },
      { nodeId: 2, state: 'down', host: 'localhost', since: new Date(6_000).toISOString(), outOfSync: 1 },
    ]);
    expect(codes(derived)).toEqual(['broker_down:2']);
  });

  test('one that nothing names any more is forgotten after ten minutes', () => {
    const gone = (monotonic: number): PassSketch => ({ monotonic, brokers: [1] });
    expect(rows(after({ monotonic: 0, brokers: [1, 2] }, gone(5_000))).brokers.map((broker) => broker.state)).toEqual([
      'up',
      'down',
    ]);
    expect(rows(after({ monotonic: 0, brokers: [1, 2] }, gone(5_000), gone(601_000))).brokers).toHaveLength(1);
  });

  test('one in metadata that does not answer is silent, and what it led is unknown', () => {
    const derived = after({
      silent: [1],
      topics: {
        t: {
          partitions: [
            { end: 5, leader: 1 },
            { end: 5, leader: 2 },
          ],
        },
      },
    });
    expect(rows(derived).brokers[0]).toMatchObject({ state: 'silent', roundTripMs: null, fault: { code: 'BROKER_TIMEOUT' } });
    expect([...derived.offsets.end]).toEqual([NaN, 5]);
  });

  test('one that answers with an error has answered: it is up, and the groups it could not list stay', () => {
    const listed = makePass({ monotonic: 0, groups: { g: { coordinator: 2 } } });
    const loading = makePass({ monotonic: 5_000 });
    const refused = { nodeId: 2, fault: fault('COORDINATOR_LOAD_IN_PROGRESS', 14, 2), requests: 1, roundTripMs: 1 };
    loading.groups = {
      groups: [],
      brokers: (loading.groups?.brokers ?? []).map((outcome) => (outcome.nodeId === 2 ? refused : outcome)),
    };
    const first = derivePass(listed, emptyMemory(), MAX_GAP_MS);
    const { derived } = derivePass(loading, first.memory, MAX_GAP_MS);
    expect(rows(derived).brokers.map((broker) => broker.state)).toEqual(['up', 'up', 'up']);
    expect(group(derived, 'g')).toMatchObject({ state: null, fault: { code: 'COORDINATOR_LOAD_IN_PROGRESS' } });
  });

  test('dedicated controllers are voters without being brokers', () => {
    const replica = (nodeId: number) => ({
      nodeId,
      directoryId: null,
      logEndOffset: 1n,
      lastFetchMs: null,
      lastCaughtUpMs: null,
    });
    const quorum = {
      ok: true as const,
      value: {
        leaderId: 101,
        leaderEpoch: 1,
        highWatermark: 1n,
        voters: [101, 102].map(replica),
        observers: [1, 2].map(replica),
      },
    };
    expect(rows(after({ brokers: [1, 2], quorum })).brokers.map((broker) => broker.nodeId)).toEqual([1, 2]);
  });
});

describe('groups', () => {
  test('one whose coordinator died stays as unknown until it is listed elsewhere', () => {
    const offsets = (leader: number | null) => ({ __consumer_offsets: { partitions: [{ end: 1, leader, replicas: [2] }] } });
    const derived = after(
      {
        monotonic: 0,
        brokers: [1, 2],
        topics: offsets(2),
        groups: { g: { coordinator: 2, commits: { __consumer_offsets: { 0: 0 } } } },
      },
      ...[5_000, 10_000, 15_000, 20_000].map((monotonic) => ({ monotonic, brokers: [1], topics: offsets(null) })),
    );
    expect(group(derived, 'g')).toMatchObject({
      state: null,
      fault: { code: 'NO_COORDINATOR' },
      lag: { value: null, known: 0, total: 1 },
    });
    expect(codes(derived)).toContain('group_unknown:NO_COORDINATOR');
  });

  test('a deleted one is gone after three complete listings, and no problem meanwhile', () => {
    const empty = (monotonic: number): PassSketch => ({ monotonic, topics: {} });
    const listed: PassSketch = { monotonic: 0, topics: {}, groups: { g: {} } };
    expect(rows(after(listed, empty(1), empty(2))).groups).toHaveLength(1);
    expect(codes(after(listed, empty(1), empty(2)))).toEqual([]);
    expect(rows(after(listed, empty(1), empty(2), empty(3))).groups).toHaveLength(0);
  });

  test('one without members is a problem once its lag has grown for a while', () => {
    const at = (seconds: number, end: number): PassSketch => ({
      monotonic: seconds * 1000,
      topics: { t: { partitions: [{ end }] } },
      groups: { g: { state: 'Empty', commits: { t: { 0: 0 } } } },
    });
    expect(codes(after(at(0, 10), at(5, 20)))).toEqual([]);
    expect(codes(after(at(0, 10), at(5, 20), at(35, 30)))).toEqual(['group_no_members:g']);
    expect(codes(after(at(0, 10), at(5, 10), at(35, 10)))).toEqual([]);
    // Its coordinator goes away: what is unknown resolves nothing.
    const unlisted: PassSketch = { monotonic: 40_000, brokers: [1], topics: { t: { partitions: [{ end: 30 }] } } };
    expect(codes(after(at(0, 10), at(5, 20), at(35, 30), unlisted))).toContain('group_no_members:g');
  });

  test('commits beyond the end are a problem from the second pass on', () => {
    const at = (monotonic: number, end: number | null = 1): PassSketch => ({
      monotonic,
      topics: { t: { partitions: [{ end }] } },
      groups: { g: { commits: { t: { 0: 9 } } } },
    });
    expect(codes(after(at(0)))).toEqual([]);
    expect(codes(after(at(0), at(5_000)))).toEqual(['group_ahead_of_end:g']);
    // The leader moves, and one pass does not learn the end: nothing has ended, and nothing begins anew.
    expect(codes(after(at(0), at(5_000), at(10_000, null), at(15_000)))).toEqual(['group_ahead_of_end:g']);
    expect(codes(after(at(0), at(5_000), at(10_000, 20), at(15_000)))).toEqual([]);
  });
});

describe('passes without a listing of groups', () => {
  const at = (monotonic: number, end: number, more: Partial<PassSketch> & { state?: string | null } = {}): PassSketch => {
    const { state = 'Empty', ...rest } = more;
    return {
      monotonic,
      topics: { t: { partitions: [{ start: 0, end }] } },
      groups: { g: { state, commits: { t: { 0: 10 } } } },
      ...rest,
    };
  };

  test('keep the groups, with fresh commits and lag', () => {
    const derived = after(at(0, 10), at(5_000, 60, { unlisted: true }));
    expect(group(derived, 'g')).toMatchObject({ state: 'Empty', fault: null, lag: { value: '50', known: 1, total: 1 } });
  });

  test('a group whose coordinator is silent is unknown all the same', () => {
    const silent = { g: { state: 'Empty', commits: {}, fault: fault('BROKER_TIMEOUT', null, 1) } };
    const derived = after(at(0, 10), at(5_000, 60, { unlisted: true, groups: silent }));
    expect(group(derived, 'g')).toMatchObject({ fault: { code: 'BROKER_TIMEOUT' }, lag: { value: null } });
  });

  test('an old state abandons nobody: since then the group may have had members', () => {
    const listed = after(at(0, 10), at(15_000, 60), at(45_000, 90));
    expect(codes(listed)).toContain('group_no_members:g');
    const unlisted = after(at(0, 10), at(15_000, 60, { unlisted: true }), at(45_000, 90, { unlisted: true }));
    expect(codes(unlisted).filter((code) => code.startsWith('group_no_members'))).toEqual([]);
  });

  test('brokers that could not list stay named until they are asked again', () => {
    const failed = after(at(0, 10, { silent: [2] }), at(5_000, 60, { unlisted: true }));
    expect(failed.unlistedBy).toEqual([2]);
    expect(after(at(0, 10, { silent: [2] }), at(5_000, 60)).unlistedBy).toEqual([]);
  });
});
