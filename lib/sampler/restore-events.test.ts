import { expect, test } from 'vitest';
import { findProblems } from '#lib/problems/find-problems.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { blankSnapshot } from './blank-snapshot.ts';
import { buildShards } from './build-shards.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { deriveEvents } from './derive-events.ts';
import { derivePass, emptyMemory } from './derive-pass.ts';
import { problemFacts } from './problem-facts.ts';
import { restoreEventBaseline } from './restore-events.ts';
import { restoreMemory } from './restore-memory.ts';
import { fault, makeDir, makeLogDirs, makePass, type PassSketch } from './testing/make-pass.ts';

const MAX_GAP_MS = 15_000;

/** What a sampler would store of one pass, as the next one reads it. */
function storedAfter(sketch: PassSketch): SnapshotParts {
  const { derived } = derivePass(makePass(sketch), emptyMemory(), MAX_GAP_MS);
  const rows = buildSnapshot(derived, findProblems(problemFacts(derived), []));
  return JSON.parse(JSON.stringify({ ...rows, ...buildShards(derived, null).parts })) as SnapshotParts;
}

/** Kinds and places of what a new sampler tells of its passes, having read `stored`. */
function toldAfterRestart(stored: SnapshotParts, ...sketches: PassSketch[]): unknown[] {
  let memory = restoreMemory(stored.brokers, [], 0, stored.groups);
  let baseline = restoreEventBaseline(stored, 1_700_000_000_000);
  let last: unknown[] = [];
  for (const [i, sketch] of sketches.entries()) {
    const step = derivePass(makePass({ monotonic: (i + 1) * 5_000, ...sketch }), memory, MAX_GAP_MS);
    const told = deriveEvents({ derived: step.derived, baseline, commits: null });
    memory = step.memory;
    baseline = told.baseline;
    last = [...last, ...told.events.map(({ kind, scope }) => [kind, scope.name])];
  }
  return last;
}

const topic = (name: string, count = 1) => ({
  [name]: { partitions: Array.from({ length: count }, () => ({ replicas: [1, 2], isr: [1, 2] })) },
});
const BEFORE: PassSketch = {
  topics: { ...topic('__consumer_offsets'), ...topic('t'), ...topic('u') },
  groups: {
    g: {
      description: {
        ok: true,
        value: {
          groupId: 'g',
          kind: 'consumer',
          state: 'Stable',
          protocolType: 'consumer',
          assignor: 'uniform',
          epoch: 4,
          assignmentEpoch: 4,
          coordinator: 1,
          members: [
            { memberId: 'm', instanceId: null, clientId: 'c', host: 'h', rack: null, assignment: [], target: [], epoch: 4 },
          ],
          streams: null,
        },
      },
    },
  },
};

test('the same cluster after a restart is no news', () => {
  expect(toldAfterRestart(storedAfter(BEFORE), BEFORE, BEFORE)).toEqual([]);
});

test('what happened while nobody looked is told once', () => {
  const now: PassSketch = {
    brokers: [1, 2],
    topics: { ...topic('__consumer_offsets'), ...topic('t', 3), ...topic('v') },
    groups: { g: { state: 'PreparingRebalance' }, h: {} },
  };
  expect(toldAfterRestart(storedAfter(BEFORE), now, now, now)).toEqual([
    ['broker_down', '3'],
    ['topic_partitions_added', 't'],
    ['topic_created', 'v'],
    ['group_rebalance_started', 'g'],
    ['group_appeared', 'h'],
    ['topic_gone', 'u'],
  ]);
});

test('a group whose coordinator is silent after the restart is neither gone nor new later', () => {
  const silent: PassSketch = { ...BEFORE, silent: [1], groups: {} };
  expect(toldAfterRestart(storedAfter(BEFORE), silent, silent, silent, silent, BEFORE)).toEqual([
    ['broker_silent', '1'],
    ['broker_up', '1'],
  ]);
});

test('nor is one whose coordinator was silent before', () => {
  const before = storedAfter(BEFORE);
  const parts = {
    ...before,
    groups: before.groups.map((group) => ({ ...group, coordinator: null, state: null, fault: { code: 'X', detail: '' } })),
  };
  const without: PassSketch = { ...BEFORE, groups: {} };
  expect(toldAfterRestart(parts, without, without, without, without, BEFORE)).toEqual([]);
});

test('a topic that was only hidden when another sampler stopped is not new when it is shown again', () => {
  const before = storedAfter(BEFORE);
  const hidden = { ...buildSnapshot(derivePass(makePass(BEFORE), emptyMemory(), MAX_GAP_MS).derived, []).topics[1] };
  const notSeen = { passes: 9, since: new Date(0).toISOString(), hidden: true };
  const topics = [...before.topics, { ...hidden, name: 'w', topicId: 'id-w', notSeen }] as SnapshotParts['topics'];
  expect(toldAfterRestart({ ...before, topics }, { ...BEFORE, topics: { ...BEFORE.topics, ...topic('w') } })).toEqual([]);
});

test('after a failed pass, or without what was stored, the first pass tells nothing', () => {
  const parts = storedAfter(BEFORE);
  const now: PassSketch = { topics: topic('new'), groups: { h: {} } };
  const failed = { ...parts, ...blankSnapshot(parts, { code: 'X', detail: '' }, [], new Date().toISOString()) };
  expect(toldAfterRestart(failed, now)).toEqual([]);
  const { 'topology:3': _lost, ...partly } = parts;
  expect(restoreEventBaseline(partly, 0)).toBeNull();
});

test('a directory that was seen offline is not known to have been: its return is not told, its first failure is', () => {
  const withDirs = (isOffline: boolean) => {
    const pass = makePass(BEFORE);
    const dir = makeDir({ path: '/d', fault: isOffline ? fault('KAFKA_STORAGE_ERROR', 56) : null });
    return { ...pass, logDirs: makeLogDirs(1, [dir]) };
  };
  const { derived } = derivePass(withDirs(false), emptyMemory(), MAX_GAP_MS);
  const rows = buildSnapshot(derived, []);
  const baseline = restoreEventBaseline({ ...rows, ...buildShards(derived, null).parts }, 0);
  const next = derivePass(withDirs(true), emptyMemory(), MAX_GAP_MS).derived;
  expect(deriveEvents({ derived: next, baseline, commits: null }).events.map(({ kind }) => kind)).toEqual(['log_dir_offline']);
});
