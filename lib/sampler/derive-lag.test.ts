import { describe, expect, test } from 'vitest';
import { decodeCrossings, encodeCrossings } from '#lib/lag/crossings-codec.ts';
import { decodeGroup, encodeGroup } from '#lib/lag/group-codec.ts';
import type { LagRules } from '#lib/lag/lag-rules.ts';
import { DEFAULT_LAG_RULES } from '#lib/lag/lag-rules.ts';
import { findProblems } from '#lib/problems/find-problems.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { buildStandings } from './build-standings.ts';
import { derivePass, emptyMemory, type DerivedPass, type SamplerMemory } from './derive-pass.ts';
import { LagMemory } from './lag-memory.ts';
import type { Pass } from './pass.ts';
import { problemFacts } from './problem-facts.ts';
import { makePass, type PassSketch } from './testing/make-pass.ts';
import { storedOf } from './testing/stored-of.ts';
import { topicKey } from './topic-key.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const STEP = 15 * SECOND;

/** Takes passes one after another, as a sampler does. */
class Sampler {
  memory: SamplerMemory;
  readonly rules: LagRules;
  derived: DerivedPass | null = null;

  constructor(rules: Partial<LagRules> = {}, memory = emptyMemory()) {
    this.rules = { ...DEFAULT_LAG_RULES, ...rules };
    this.memory = memory;
  }

  pass(sketch: PassSketch): DerivedPass {
    const step = derivePass(makePass(sketch), this.memory, 3 * STEP, this.rules);
    this.memory = step.memory;
    return (this.derived = step.derived);
  }

  /** A pass every 15 s of `[from, to]` seconds; `at` draws it. */
  run(from: number, to: number, at: (second: number) => PassSketch): DerivedPass {
    for (let second = from; second <= to; second += STEP / SECOND) this.pass({ monotonic: second * SECOND, ...at(second) });
    if (this.derived === null) throw new Error('no pass was taken');
    return this.derived;
  }

  get group() {
    if (this.derived === null) throw new Error('no pass was taken');
    return buildSnapshot(this.derived, []).groups[0];
  }

  get problems(): string[] {
    if (this.derived === null) throw new Error('no pass was taken');
    return findProblems(problemFacts(this.derived), []).map(({ id }) => id);
  }
}

/** One group on one partition. */
const one = (
  end: number,
  commit: number,
  more: { start?: number; state?: string; epoch?: number; id?: string } = {},
): PassSketch => ({
  topics: { t: { id: more.id, partitions: [{ end, start: more.start ?? 0, leaderEpoch: more.epoch ?? 0 }] } },
  groups: { g: { state: more.state ?? 'Stable', commits: { t: { 0: commit } } } },
});

describe('seconds behind', () => {
  test('contain the true age of the next record, from the second pass on', () => {
    const sampler = new Sampler();
    // Ten records a second; the group is 600 behind, which is one minute.
    sampler.run(0, 300, (s) => one(10_000 + s * 10, Math.max(9_400, 9_400 + s * 10)));
    const behind = sampler.group?.secondsBehind;
    expect(behind?.source).toBe('observed');
    expect(behind?.lower).toBeLessThanOrEqual(60);
    expect(behind?.upper).toBeGreaterThanOrEqual(60);
    expect((behind?.upper ?? Infinity) - (behind?.lower ?? 0)).toBeLessThanOrEqual(16);
  });

  test('are 0 at the end, and at least so much for what is older than the history', () => {
    const sampler = new Sampler();
    sampler.pass(one(100, 100));
    expect(sampler.group?.secondsBehind).toEqual({ lower: 0, upper: 0, point: 0, source: 'observed' });
    sampler.run(15, 60, () => one(100, 40));
    expect(sampler.group?.secondsBehind).toEqual({ lower: 59.998, upper: null, point: null, source: 'observed' });
  });

  test('of an idle topic grow a second a second', () => {
    const sampler = new Sampler();
    sampler.run(0, 60, (s) => one(s < 30 ? 100 : 200, 150));
    const before = sampler.group?.secondsBehind?.point ?? NaN;
    sampler.run(75, 675, () => one(200, 150));
    expect((sampler.group?.secondsBehind?.point ?? NaN) - before).toBe(615);
  });

  test('of the whole group are those of its worst partition; unread partitions leave them open above', () => {
    const sampler = new Sampler();
    const two = (s: number, commit: number | 'error'): PassSketch => ({
      topics: { t: { partitions: [{ end: 1_000 + s }, { end: 1_000 + s }] } },
      groups: { g: { commits: { t: { 0: 1_000 + s, 1: commit } } } },
    });
    sampler.run(0, 120, (s) => two(s, 1_000 + Math.max(0, s - 60)));
    expect(sampler.group?.secondsBehind?.lower).toBeGreaterThan(44);
    expect(sampler.group?.secondsBehind?.upper).toBeLessThanOrEqual(75);
    sampler.run(135, 135, (s) => two(s, 'error'));
    expect(sampler.group?.secondsBehind).toMatchObject({ upper: null, point: null });
  });

  test('are stored in milliseconds, with a gap where there is no upper bound', () => {
    const sampler = new Sampler();
    const derived = sampler.run(0, 30, () => one(100, 40));
    const stored = storedOf(derived).find(({ ref }) => ref.kind === 'group')?.columns;
    expect(stored?.find(({ metricId }) => metricId === 63)?.values[0]).toBeNaN();
    expect(stored?.find(({ metricId }) => metricId === 64)?.values[0]).toBe(29_998);
  });
});

describe('verdicts', () => {
  const code = (sampler: Sampler) => [sampler.group?.verdict?.code, sampler.group?.verdict?.reason];

  test('keeps up', () => {
    const sampler = new Sampler();
    sampler.run(0, 615, (s) => one(1_000 + s * 10, s % 60 === 0 ? 1_000 + s * 10 : 1_000 + s * 10 - 150));
    expect(code(sampler)).toEqual(['OK', null]);
    expect(sampler.group?.catchUpSeconds).toBeGreaterThan(0);
    expect(sampler.problems).toEqual([]);
  });

  test('stuck: members are there, commits stand still for five minutes, the topic goes on', () => {
    const sampler = new Sampler();
    const at = (s: number) => one(1_000 + s * 10, 1_000 + Math.min(s, 600) * 10);
    sampler.run(0, 885, at);
    expect(code(sampler)[0]).not.toBe('STOPPED');
    sampler.run(900, 945, at);
    expect(code(sampler)).toEqual(['STOPPED', 'stuck']);
    expect(sampler.group?.verdict).toMatchObject({ partitions: [{ topic: 't', partition: 0 }], partitionsTotal: 1 });
    expect(sampler.group?.verdict?.evidence.stillMs).toBeGreaterThanOrEqual(300_000);
    expect(sampler.group?.catchUpSeconds).toBe('never');
    expect(sampler.problems).toEqual(['group_stuck:g']);
  });

  test('no members: one cause, one problem', () => {
    const sampler = new Sampler();
    sampler.run(0, 600, (s) => one(1_000 + s * 10, 1_000, { state: 'Empty' }));
    expect(code(sampler)).toEqual(['STOPPED', 'no_members']);
    expect(sampler.problems).toEqual(['group_no_members:g']);
  });

  test('nobody reads and nobody writes: still one that stopped', () => {
    const sampler = new Sampler();
    sampler.run(0, 600, () => one(1_000, 400, { state: 'Empty' }));
    expect(code(sampler)).toEqual(['STOPPED', 'no_members']);
    expect(sampler.problems).toEqual(['group_unused:g']);
  });

  test('grows', () => {
    const sampler = new Sampler();
    sampler.run(0, 600, (s) => one(10_000 + s * 20, 9_900 + s * 10));
    expect(code(sampler)).toEqual(['GROWING', null]);
    expect(sampler.group?.verdict?.evidence.slope).toBeCloseTo(10, 1);
    expect(sampler.group?.catchUpSeconds).toBe('never');
    expect(sampler.problems).toEqual(['group_growing:g']);
  });

  test('slow: steady, but too far behind', () => {
    const sampler = new Sampler({ sloMs: MINUTE });
    sampler.run(0, 600, (s) => one(10_000 + s * 10, 8_800 + s * 10));
    expect(code(sampler)).toEqual(['SLOW', null]);
    expect(sampler.problems).toEqual(['group_slow:g']);
  });

  test('lost data', () => {
    const sampler = new Sampler();
    sampler.run(0, 30, () => one(1_000, 400, { start: 500 }));
    expect(code(sampler)).toEqual(['LOST', null]);
    expect(sampler.group?.verdict?.evidence).toMatchObject({ lost: 1, lostOffsets: 100 });
    expect(sampler.problems).toEqual(['group_lost:g']);
  });

  test('lost data: the next record is the first of the log, and no time is left', () => {
    const sampler = new Sampler();
    const at = (s: number): PassSketch => ({ ...one(1_000 + s * 10, 400, { start: s < 120 ? 0 : 2_000 }) });
    sampler.run(0, 180, at);
    // Offset 2,000 was written at second 100.
    expect(sampler.group?.secondsBehind?.lower).toBeLessThanOrEqual(80);
    expect(sampler.group?.secondsBehind?.upper).toBeGreaterThanOrEqual(80);
    expect(sampler.group?.secondsBehind?.upper).toBeLessThanOrEqual(90.1);
    sampler.run(195, 210, (s) => one(1_000 + s * 10, 400, { start: 1_000 + s * 10 }));
    expect(sampler.group?.secondsBehind).toMatchObject({ lower: 0, upper: 0 });
  });

  test('commits beyond the end were read, but tell nothing; going there is no reading', () => {
    const sampler = new Sampler();
    sampler.run(0, 120, (s) => one(1_000, s < 60 ? 1_000 : 9_000));
    expect(code(sampler)).toEqual(['UNKNOWN', 'ahead_of_end']);
    expect(sampler.group?.verdict).toMatchObject({
      evidence: { ahead: 1, committed: 1 },
      partitions: [{ topic: 't', partition: 0 }],
    });
    expect(sampler.derived?.lag.groupOutlooks[0]?.consumed).toBe(0);
  });

  test('set back while nobody reads: that, and not that messages pile up', () => {
    const sampler = new Sampler({ sloMs: MINUTE });
    const at = (s: number) => one(5_000, s < 120 ? 5_000 : 1_000, { state: 'Empty' });
    sampler.run(0, 195, at);
    expect(code(sampler)).toEqual(['REWIND', null]);
    expect(sampler.problems).toEqual(['group_rewound:g']);
    sampler.run(210, 900, at);
    expect(code(sampler)).toEqual(['STOPPED', 'no_members']);
    expect(sampler.problems).toEqual(['group_unused:g']);
  });

  test('set back, until it is where it was', () => {
    const sampler = new Sampler();
    const at = (s: number) => one(100_000 + s * 10, s < 300 ? 100_000 + s * 10 : 20_000 + (s - 300) * 150);
    sampler.run(0, 420, at);
    expect(code(sampler)).toEqual(['REWIND', null]);
    expect(sampler.problems).toEqual(['group_rewound:g']);
    sampler.run(435, 900, at);
    expect(code(sampler)[0]).not.toBe('REWIND');
  });

  test('rebalances too often', () => {
    const sampler = new Sampler();
    sampler.run(0, 600, (s) => one(1_000, 1_000, { state: s % 180 === 90 ? 'PreparingRebalance' : 'Stable' }));
    expect(code(sampler)).toEqual(['REBALANCING', null]);
    expect(sampler.problems).toEqual(['group_rebalancing:g']);
  });

  test('no commit: members hold a topic and never committed', () => {
    const sampler = new Sampler();
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
        streams: null,
        members: [
          {
            memberId: 'm',
            instanceId: null,
            clientId: 'c',
            host: 'h',
            rack: null,
            assignment: [{ topic: 't', partitions: [0] }],
            target: null,
            epoch: null,
          },
        ],
      },
    };
    const derived = sampler.run(0, 30, () => ({ topics: { t: { partitions: [{ end: 9 }] } }, groups: { g: { description } } }));
    expect(code(sampler)).toEqual(['NO_COMMIT', null]);
    expect(sampler.group?.verdict).toMatchObject({ partitions: [{ topic: 't', partition: 0 }], partitionsTotal: 1 });
    const { parts } = buildStandings(derived, null);
    const topics = Object.values(parts).flatMap((shard) => Object.values(shard ?? {}).flatMap((entry) => entry.topics));
    expect(topics.map(({ topic, verdict }) => [topic, verdict.code])).toEqual([['t', 'NO_COMMIT']]);
  });

  test('unknown while its coordinator is away; what was wrong is neither confirmed nor resolved', () => {
    const sampler = new Sampler();
    sampler.run(0, 600, (s) => one(10_000 + s * 20, 9_900 + s * 10));
    const before = findProblems(problemFacts(sampler.derived as DerivedPass), []);
    sampler.run(615, 900, (s) => ({
      ...one(10_000 + s * 20, 0),
      groups: { g: { fault: { code: 'X', kafkaCode: null, message: 'x', nodeId: 1 }, commits: {} } },
    }));
    expect(code(sampler)[0]).toBe('UNKNOWN');
    const stored = storedOf(sampler.derived as DerivedPass).find(({ ref }) => ref.kind === 'group_topic');
    expect(stored?.columns.every(({ values }) => values.every(Number.isNaN))).toBe(true);
    expect(findProblems(problemFacts(sampler.derived as DerivedPass), before)).toContainEqual(
      expect.objectContaining({ id: 'group_growing:g', lastKnown: true }),
    );
  });

  test('a new leader holds new alarms back for two minutes', () => {
    const at = (s: number) => one(1_000 + s * 10, 1_000 + Math.min(s, 600) * 10, { epoch: s < 890 ? 0 : 1 });
    const sampler = new Sampler();
    sampler.run(0, 960, at);
    expect(code(sampler)).toEqual(['OK', 'settling']);
    sampler.run(975, 1_050, at);
    expect(code(sampler)).toEqual(['STOPPED', 'stuck']);
  });

  test('a share group commits nothing and is not judged', () => {
    const sampler = new Sampler();
    sampler.pass({ topics: { t: { partitions: [{ end: 9 }] } }, groups: { g: { kind: 'share' } } });
    expect(sampler.group).toMatchObject({ verdict: null, secondsBehind: null });
  });
});

describe('partitions in a state of their own', () => {
  const odd = (derived: DerivedPass) => derived.lag.odd.get(0);

  test('a commit on the former topic of that name', () => {
    const sampler = new Sampler();
    sampler.run(0, 15, () => one(1_000, 900, { id: 'a' }));
    expect(odd(sampler.run(30, 45, () => one(50, 900, { id: 'b' })))).toEqual([{ topic: 't', partition: 0, state: 'recreated' }]);
    expect(odd(sampler.run(60, 60, () => one(50, 20, { id: 'b' })))).toBeUndefined();
  });

  test('a log that became shorter than the commit', () => {
    const sampler = new Sampler();
    sampler.run(0, 15, () => one(1_000, 900));
    expect(odd(sampler.run(30, 30, () => one(800, 900, { epoch: 1 })))).toEqual([
      { topic: 't', partition: 0, state: 'truncated' },
    ]);
  });

  test('trailing transaction markers are no lag, until the end moves', () => {
    const sampler = new Sampler();
    const derived = sampler.run(0, 300, () => one(1_000, 999));
    expect(derived.lag.wants.places).toEqual([{ index: 0, offset: 999 }]);
    const read: NonNullable<Pass['lag']> = {
      rung: null,
      stable: null,
      records: {
        asked: [{ index: 0, offset: 999 }],
        items: [
          {
            ok: true,
            value: { first: null, onlyControl: true, highWatermark: 1_000n, lastStableOffset: 1_000n, logStartOffset: 0n },
          },
        ],
      },
    };
    sampler.run(315, 315, () => ({ ...one(1_000, 999), lag: read }));
    const after = sampler.run(330, 330, () => one(1_000, 999));
    expect(sampler.group).toMatchObject({ lag: { value: '0' }, secondsBehind: { upper: 0 }, verdict: { code: 'OK' } });
    expect(odd(after)).toEqual([{ topic: 't', partition: 0, state: 'only_markers' }]);
    expect(after.lag.wants.places).toEqual([]);
    sampler.run(345, 345, () => one(1_003, 999));
    expect(sampler.group?.lag.value).toBe('4');
  });
});

describe('what is read besides', () => {
  test('a rung of the ladder bounds what is older than the history', () => {
    const sampler = new Sampler();
    sampler.pass({ monotonic: 0, ...one(1_000, 400) });
    const at = 1_700_000_000_000;
    const rung = (step: number, backMs: number, offset: number, foundMs: number): NonNullable<Pass['lag']> => ({
      records: null,
      stable: null,
      rung: {
        step,
        timestampMs: at - backMs,
        wanted: Uint32Array.of(0),
        read: { offsets: Float64Array.of(offset), timestamps: Float64Array.of(foundMs), brokers: [] },
      },
    });
    sampler.pass({ monotonic: 15_000, ...one(1_000, 400), lag: rung(0, MINUTE, Infinity, NaN) });
    expect(sampler.group?.secondsBehind).toMatchObject({ upper: null, source: 'timestamps' });
    expect(sampler.group?.secondsBehind?.lower).toBeGreaterThan(74);
    sampler.pass({ monotonic: 30_000, ...one(1_000, 400), lag: rung(3, 60 * MINUTE, 300, at - 50 * MINUTE) });
    const behind = sampler.group?.secondsBehind;
    expect(behind).toMatchObject({ upper: 50 * 60 + 30, source: 'timestamps' });
    expect(behind?.lower).toBeGreaterThan(89);
  });

  test('a record that was read tells its age exactly, within what was seen', () => {
    const sampler = new Sampler();
    sampler.run(0, 120, (s) => one(1_000 + s, s < 120 ? 1_000 + s : 1_050));
    const records = (timestampMs: number): NonNullable<Pass['lag']> => ({
      rung: null,
      stable: null,
      records: {
        asked: [{ index: 0, offset: 1_050 }],
        items: [
          {
            ok: true,
            value: {
              first: { offset: 1_050n, timestampMs },
              onlyControl: false,
              highWatermark: 1_120n,
              lastStableOffset: 1_120n,
              logStartOffset: 0n,
            },
          },
        ],
      },
    });
    const at = 1_700_000_000_000;
    sampler.pass({ monotonic: 120_000, ...one(1_120, 1_050), lag: records(at + 50_500) });
    expect(sampler.group?.secondsBehind).toEqual({ lower: 69.5, upper: 69.5, point: 69.5, source: 'exact' });
    // A timestamp of last year is a client's invention: the end was seen to pass it.
    sampler.pass({ monotonic: 120_000, ...one(1_120, 1_050), lag: records(at - 31_536_000_000) });
    expect(sampler.group?.secondsBehind?.upper).toBeLessThanOrEqual(75);
  });

  test('open transactions are told per topic, once they were looked for', () => {
    const sampler = new Sampler();
    sampler.pass(one(1_000, 1_000));
    const topics = () => buildSnapshot(sampler.derived as DerivedPass, []).topics[0];
    expect(topics()?.openTransactionOffsets).toBeNull();
    const pass = makePass(one(1_000, 1_000));
    const column = { ...pass.end, values: Float64Array.of(970) };
    sampler.pass({
      monotonic: 15_000,
      ...one(1_000, 1_000),
      lag: { rung: null, records: null, stable: { wanted: null, column } },
    });
    expect(topics()?.openTransactionOffsets).toBe(30);
  });

  test('what retention leaves, and the pace, are told', () => {
    const sampler = new Sampler();
    const configs = { t: { 'cleanup.policy': 'delete', 'retention.ms': '3600000', 'retention.bytes': '-1' } };
    sampler.run(0, 600, (s) => ({ ...one(10_000 + s * 10, Math.min(10_000 + s * 10, 9_400 + s * 20)), configs }));
    const { group } = sampler;
    expect(group?.catchUpSeconds).toBe(0);
    const late = new Sampler();
    late.run(0, 300, (s) => ({ ...one(10_000 + s * 10, 3_900 + s * 20), configs }));
    expect(late.group?.catchUpSeconds).toBeGreaterThan(250);
    expect(late.group?.catchUpSeconds).toBeLessThan(350);
    expect(late.group?.retentionHeadroomSeconds).toBeNull();
    const near = new Sampler();
    near.run(0, 300, (s) => ({ ...one(10_000 + s * 10, 9_400 + s * 10), configs }));
    expect(near.group?.retentionHeadroomSeconds).toBeGreaterThan(3_600 - 80);
    expect(near.group?.retentionHeadroomSeconds).toBeLessThan(3_600 - 55);
    expect(near.group?.lastCommitAt).toBe(new Date(1_700_000_000_000 + 300_000).toISOString());
  });
});

test('a restart forgets nothing: ages, standing still, habits and verdicts go on', () => {
  const at = (s: number) => one(1_000 + s * 10, 1_000 + Math.min(s, 600) * 10);
  const before = new Sampler();
  const last = before.run(0, 915, at);
  const { lag } = before.memory;
  const topic = last.pass.topology.topics[0];
  if (topic === undefined) throw new Error('no topic');
  const key = topicKey(topic);
  const track = lag.tracks.get('g');
  if (track === undefined) throw new Error('no track');
  const stored = new LagMemory({
    crossings: new Map([[key, decodeCrossings(encodeCrossings(lag.crossings, 0, 1) ?? new Uint8Array())]]),
    groups: new Map([['g', decodeGroup(encodeGroup(track, (p) => ({ key, topic: 't', partition: p })))]]),
    unmoved: new Set(),
    seenUntilMs: NaN,
  });
  const after = new Sampler({}, { ...emptyMemory(), lag: stored });
  after.run(960, 960, at);
  const uninterrupted = new Sampler();
  uninterrupted.run(0, 915, at);
  uninterrupted.run(960, 960, at);
  expect(after.group?.secondsBehind).toEqual(uninterrupted.group?.secondsBehind);
  expect(after.group?.verdict).toEqual(uninterrupted.group?.verdict);
  expect(after.group?.lastCommitAt).toBe(uninterrupted.group?.lastCommitAt);
  expect(after.memory.lag.tracks.get('g')?.rhythm.gaps).toEqual(uninterrupted.memory.lag.tracks.get('g')?.rhythm.gaps);
});
