import { expect, test } from 'vitest';
import { METRICS, type StoredMetricName } from '#lib/catalog/metrics.ts';
import { decodeCrossings, encodeCrossings } from '#lib/lag/crossings-codec.ts';
import { decodeGroup, encodeGroup } from '#lib/lag/group-codec.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { derivePass, emptyMemory, type DerivedPass, type SamplerMemory } from './derive-pass.ts';
import { LagMemory } from './lag-memory.ts';
import { fault, makePass, type PassSketch } from './testing/make-pass.ts';
import { storedOf } from './testing/stored-of.ts';

/** What must not be made up where nobody looked for a while. */
const STEP_S = 15;

class Sampler {
  memory: SamplerMemory;

  constructor(memory = emptyMemory()) {
    this.memory = memory;
  }

  /** A pass every 15 s of `[from, to]` seconds; the last one is given. */
  run(from: number, to: number, at: (second: number) => PassSketch): DerivedPass {
    let last: DerivedPass | null = null;
    for (let second = from; second <= to; second += STEP_S) {
      const { derived, memory } = derivePass(makePass({ monotonic: second * 1_000, ...at(second) }), this.memory, 45_000);
      this.memory = memory;
      last = derived;
    }
    if (last === null) throw new Error('no pass was taken');
    return last;
  }

  /** A sampler that takes over what this one wrote down. */
  restarted(unmoved: readonly string[] = [], seenUntilMs = NaN): Sampler {
    const { lag } = this.memory;
    const place = (partition: number) => ({ key: 'id-t', topic: 't', partition });
    const stored = new LagMemory({
      crossings: new Map([['id-t', decodeCrossings(encodeCrossings(lag.crossings, 0, 1) ?? new Uint8Array())]]),
      groups: new Map([...lag.tracks].map(([groupId, track]) => [groupId, decodeGroup(encodeGroup(track, place))])),
      unmoved: new Set(unmoved),
      seenUntilMs,
    });
    return new Sampler({ ...emptyMemory(), lag: stored });
  }
}

const T0 = 1_700_000_000_000;
const one = (end: number | null, commit: number | null, more: { epoch?: number } = {}): PassSketch => ({
  topics: { t: { partitions: [{ end, start: 0, leaderEpoch: more.epoch ?? 0 }] } },
  groups: commit === null ? {} : { g: { commits: { t: { 0: commit } } } },
});
const row = (derived: DerivedPass) => buildSnapshot(derived, []).groups[0];
const away = (): PassSketch => ({ ...one(1_000, 0), groups: { g: { fault: fault('COORDINATOR_AWAY'), commits: {} } } });
const stored = (derived: DerivedPass, metric: StoredMetricName) =>
  storedOf(derived).flatMap(({ columns }) =>
    columns.filter(({ metricId }) => metricId === METRICS[metric].id).map(({ values }) => values[0]),
  );

test('a group that stood at the end when it was last seen has not stopped because nobody looked for ten minutes', () => {
  const sampler = new Sampler();
  sampler.run(0, 300, () => one(1_000, 1_000));
  sampler.run(315, 900, () => one(null, 1_000));
  expect(row(sampler.run(915, 915, () => one(1_003, 1_000)))?.verdict?.code).not.toBe('STOPPED');
  // It does stop when it stands for five minutes from now on.
  expect(row(sampler.run(930, 1_530, (s) => one(1_003 + s, 1_000)))?.verdict).toMatchObject({ code: 'STOPPED' });
});

test('nor because the sampler was away', () => {
  const sampler = new Sampler();
  sampler.run(0, 300, () => one(1_000, 1_000));
  const verdict = row(sampler.restarted().run(1_500, 1_500, () => one(1_003, 1_000)))?.verdict;
  expect(verdict?.code).not.toBe('STOPPED');
});

test('the time in which nobody looked is no habit of the group', () => {
  const sampler = new Sampler();
  sampler.run(0, 300, (s) => one(1_000 + s, 990 + s));
  const before = sampler.memory.lag.tracks.get('g')?.rhythm.p99GapMs();
  sampler.run(315, 4_200, away);
  sampler.run(4_215, 4_215, (s) => one(1_000 + s, 990 + s));
  expect(sampler.memory.lag.tracks.get('g')?.rhythm.p99GapMs()).toBe(before);
});

test('what was written while the sampler was away counts as produced, like what was read counts as consumed', () => {
  const sampler = new Sampler();
  const at = (s: number) => one(10_000 + s * 10, 1_000 + s * 10);
  sampler.run(0, 600, at);
  const next = sampler.restarted();
  const derived = next.run(630, 645, at);
  expect(derived.lag.pairOutlooks[0]).toMatchObject({ produced: 10, consumed: 10 });
});

test('a topic that nobody consumed for a while did not stand still', () => {
  const sampler = new Sampler();
  sampler.run(0, 60, () => one(1_000, 1_000));
  sampler.memory.lag.moved.clear();
  sampler.run(75, 3_600, (s) => one(1_000 + s * 10, null));
  // What is written down says so: it is not among those that had not moved.
  expect([...sampler.memory.lag.moved]).toEqual(['id-t']);
  const behind = row(sampler.run(3_615, 3_615, (s) => one(1_000 + s * 10, 1_600)))?.secondsBehind;
  expect(behind?.lower).toBeGreaterThan(1_500);
});

test('a timestamp that was read belongs to the log as it was: not to one that was truncated since', () => {
  const sampler = new Sampler();
  const records = {
    asked: [{ index: 0, offset: 900 }],
    items: [
      {
        ok: true as const,
        value: {
          first: { offset: 900n, timestampMs: T0 - 3_600_000 },
          onlyControl: false,
          highWatermark: 1_000n,
          lastStableOffset: 1_000n,
          logStartOffset: 0n,
        },
      },
    ],
  };
  sampler.run(0, 0, () => ({ ...one(1_000, 900), lag: { rung: null, stable: null, records } }));
  sampler.run(15, 15, () => one(850, 850, { epoch: 1 }));
  const after = row(sampler.run(30, 30, () => one(950, 900, { epoch: 1 })));
  expect(after?.secondsBehind?.source).toBe('observed');
});

test('open transactions of a topic are unknown, and no 0, where a partition did not answer', () => {
  const topics = { t: { partitions: [{ end: 10 }, { end: 10 }] }, u: { partitions: [{ end: 10 }] } };
  const sampler = new Sampler();
  const read = (values: number[]): PassSketch => {
    const pass = makePass({ topics });
    return {
      topics,
      lag: { rung: null, records: null, stable: { wanted: null, column: { ...pass.end, values: Float64Array.from(values) } } },
    };
  };
  const told = (derived: DerivedPass) => buildSnapshot(derived, []).topics.map((topic) => topic.openTransactionOffsets);
  expect(told(sampler.run(0, 0, () => read([10, NaN, 10])))).toEqual([null, 0]);
  expect(told(sampler.run(15, 15, () => read([7, 10, 10])))).toEqual([3, 0]);
  const half = sampler.run(30, 30, () => read([NaN, 10, 10]));
  expect(told(half)).toEqual([null, 0]);
  expect(stored(half, 'topic.open_transactions')).toEqual([NaN]);
});

test('a group that was never read is unknown, not a group without commits, and is not counted as well', () => {
  const sampler = new Sampler();
  const derived = sampler.run(0, 0, away);
  expect(row(derived)?.verdict).toMatchObject({ code: 'UNKNOWN', reason: 'not_read' });
  expect(stored(derived, 'cluster.groups_in_trouble')).toEqual([NaN]);
  const read = sampler.run(15, 15, () => one(1_000, 1_000));
  expect(row(read)?.verdict).toMatchObject({ code: 'OK' });
  expect(stored(read, 'cluster.groups_in_trouble')).toEqual([0]);
});

test('the slowest group is not told while another one may be further behind', () => {
  const both = (s: number, old: number): PassSketch => ({
    topics: {
      t: {
        partitions: [
          { end: 1_000 + s, start: 0 },
          { end: 1_000 + s, start: 0 },
        ],
      },
    },
    groups: { g: { commits: { t: { 0: 980 + s } } }, h: { commits: { t: { 1: old } } } },
  });
  const known = new Sampler().run(0, 600, (s) => both(s, 990 + s));
  expect(stored(known, 'cluster.seconds_behind')[0]).toBeGreaterThanOrEqual(20_000);
  expect(
    stored(
      new Sampler().run(0, 600, (s) => both(s, 5)),
      'cluster.seconds_behind',
    ),
  ).toEqual([NaN]);
});

test('topics that are gone are forgotten', () => {
  const sampler = new Sampler();
  for (let i = 0; i < 5; i++) {
    sampler.run(i * STEP_S, i * STEP_S, () => ({
      topics: { t: { id: `id-${i}`, partitions: [{ end: 10 }] } },
      groups: { g: { commits: { t: { 0: 10 } } } },
    }));
  }
  expect([...(sampler.memory.lag.tracks.get('g')?.topics.keys() ?? [])]).toEqual(['id-4']);
});

test('what was stored of a group outlives a sampler that could not read it', () => {
  const sampler = new Sampler();
  sampler.run(0, 300, () => one(1_000, 1_000));
  const blind = sampler.restarted();
  blind.run(315, 330, away);
  const [topic] = decodeGroup(
    encodeGroup(blind.memory.lag.track('g'), (partition) => ({ key: 'id-t', topic: 't', partition })),
  ).topics;
  expect(topic).toMatchObject({ watchedSinceMs: T0, code: 'OK' });
  expect(topic?.slots).toBeGreaterThan(1);
});

test('a topic that was held without a commit has one as soon as it is seen, not with the next description', () => {
  const member = { memberId: 'm', instanceId: null, clientId: 'c', host: 'h', rack: null, target: null, epoch: null };
  const description = {
    ok: true as const,
    value: {
      groupId: 'g',
      kind: 'classic' as const,
      state: 'Stable',
      protocolType: 'consumer',
      assignor: 'range',
      epoch: null,
      assignmentEpoch: null,
      coordinator: 1,
      members: [{ ...member, assignment: [{ topic: 't', partitions: [0] }] }],
      streams: null,
    },
  };
  const topics = { t: { partitions: [{ end: 10, start: 0 }] } };
  const sampler = new Sampler();
  const first = sampler.run(0, 0, () => ({ topics, groups: { g: { commits: {}, description } } }));
  expect(row(first)?.verdict?.code).toBe('NO_COMMIT');
  expect(row(sampler.run(15, 15, () => ({ topics, groups: { g: { commits: { t: { 0: 10 } } } } })))?.verdict?.code).toBe('OK');
});
