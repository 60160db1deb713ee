import { describe, expect, test } from 'vitest';
import type { Problem } from '#lib/contracts/common.ts';
import type { ProblemFacts } from './facts.ts';
import { findProblems, unreachableProblem } from './find-problems.ts';

const NOTHING = { count: 0, names: [] };
const NOW = Date.parse('2026-01-01T00:00:10.000Z');
const EARLIER = '2026-01-01T00:00:00.000Z';

function facts(over: Partial<ProblemFacts> = {}): ProblemFacts {
  return {
    nowMs: NOW,
    brokers: [],
    partitions: { offline: NOTHING, underReplicated: NOTHING, underMinIsr: NOTHING, truncated: { ...NOTHING, lostOffsets: 0n } },
    topics: [],
    groups: [],
    unlistedBy: [],
    logDirs: [],
    quorum: null,
    refused: [],
    ...over,
  };
}

function before(id: string, scope: Problem['scope'] = { kind: 'cluster', name: '' }): Problem {
  const code = id.split(':')[0] ?? id;
  return { id, code, scope, severity: 'warning', params: {}, detail: id, since: EARLIER, affected: [], affectedTotal: 0 };
}
const LOST = before('group_lost:g', { kind: 'group', name: 'g' });
const DIR = before('log_dir_offline:2:/d', { kind: 'broker', name: '2' });
const MIN_ISR = before('under_min_isr');

const told = (problems: readonly Problem[]) => problems.map(({ id, lastKnown, since }) => [id, lastKnown ?? false, since]);

describe('a pass that reached nobody', () => {
  const fault = { code: 'BROKER_UNREACHABLE', detail: 'x' };

  test('adds its one problem and resolves none: what was known is last known', () => {
    expect(told(unreachableProblem(fault, NOW, [LOST, DIR]))).toEqual([
      ['cluster_unreachable', false, '2026-01-01T00:00:10.000Z'],
      ['log_dir_offline:2:/d', true, EARLIER],
      ['group_lost:g', true, EARLIER],
    ]);
  });

  test('repeated, it is still one, with its first time; a refused credential takes its place', () => {
    const first = unreachableProblem(fault, NOW, [LOST]);
    const second = unreachableProblem(fault, NOW + 5_000, first);
    expect(told(second)).toEqual(told(first));
    const third = unreachableProblem({ code: 'AUTHENTICATION_FAILED', detail: 'x' }, NOW + 10_000, second);
    expect(third.map(({ id }) => id)).toEqual(['authentication_failed', 'group_lost:g']);
  });

  test('followed by one that reached all: what is still true keeps its first time, the rest is resolved once', () => {
    const away = unreachableProblem(fault, NOW, [LOST, DIR]);
    const back = findProblems(facts({ nowMs: NOW + 5_000, logDirs: [{ nodeId: 2, path: '/d', fault }] }), away);
    expect(told(back)).toEqual([['log_dir_offline:2:/d', false, EARLIER]]);
  });
});

describe('a pass in which one thing was not read', () => {
  const unread = (over: Partial<NonNullable<ProblemFacts['unread']>>) => ({
    groups: new Set<string>(),
    logDirsOf: new Set<number>(),
    ...over,
  });

  test.each<[string, Problem, Partial<ProblemFacts>, boolean]>([
    ['holds a group’s loss while its commits are unknown', LOST, { unread: unread({ groups: new Set(['g']) }) }, true],
    ['but not while another group’s are', LOST, { unread: unread({ groups: new Set(['h']) }) }, false],
    ['holds the loss of many groups together', before('group_lost'), { unread: unread({ groups: new Set(['h']) }) }, true],
    ['holds a failed disk of a broker that is silent', DIR, { unread: unread({ logDirsOf: new Set([2]) }) }, true],
    ['but not of one that answered', DIR, { unread: unread({ logDirsOf: new Set([1]) }) }, false],
    [
      'holds partitions below the minimum while the minimum is unknown',
      MIN_ISR,
      { partitions: { ...facts().partitions, underMinIsr: null } },
      true,
    ],
    ['resolves them when it is known', MIN_ISR, {}, false],
    ['resolves what metadata alone tells', before('partitions_offline'), { unread: unread({ groups: new Set(['g']) }) }, false],
  ])('%s', (_name, problem, over, isHeld) => {
    expect(told(findProblems(facts(over), [problem]))).toEqual(isHeld ? [[problem.id, true, EARLIER]] : []);
  });

  test('a held problem that is found again is current again', () => {
    const held = findProblems(facts({ unread: unread({ groups: new Set(['g']) }) }), [LOST]);
    const lost = { count: 1, names: ['t-0'] };
    const group = { groupId: 'g', fault: null, lost, ahead: NOTHING, abandoned: null, verdict: null };
    expect(told(findProblems(facts({ groups: [group] }), held))).toEqual([['group_lost:g', false, EARLIER]]);
  });
});

const named = (id: string, affected: string[], affectedTotal: number): Problem => ({ ...before(id), affected, affectedTotal });
const verdict = (groupId: string, code: 'UNKNOWN' | 'STOPPED', sinceMs = NOW) => ({
  groupId,
  fault: null,
  lost: NOTHING,
  ahead: NOTHING,
  abandoned: null,
  verdict: { code, reason: null, sinceMs, evidence: {}, named: NOTHING },
});

describe('what is held is always marked as last known', () => {
  const STUCK = before('group_stuck:g', { kind: 'group', name: 'g' });
  const FULL = { ...before('disk_almost_full:2:/d', { kind: 'broker', name: '2' }), params: { broker: 2, path: '/d' } };
  const broker = { nodeId: 2, state: 'up' as const, fault: null, replicas: 1, hit: NOTHING };
  const unread = (listed: string[]) => ({
    groups: new Set<string>(),
    listedGroups: new Set(listed),
    logDirsOf: new Set<number>(),
  });

  test.each<[string, Problem, Partial<ProblemFacts>, boolean]>([
    ['a verdict that cannot be told now', STUCK, { groups: [verdict('g', 'UNKNOWN')] }, true],
    ['of many, as far as they are named', named('group_stuck', ['a', 'g'], 2), { groups: [verdict('g', 'UNKNOWN')] }, true],
    ['of many that are not all named', named('group_stuck', ['a'], 30), { groups: [verdict('g', 'UNKNOWN')] }, true],
    ['not of many when others are unknown', named('group_stuck', ['a'], 1), { groups: [verdict('g', 'UNKNOWN')] }, false],
    [
      'a loss of many beside one found again',
      named('group_lost', ['a', 'g'], 12),
      { unread: { ...unread([]), groups: new Set(['g']) } },
      true,
    ],
    ['a group that a broker did not list', LOST, { unlistedBy: [1], unread: unread([]) }, true],
    ['not one that was listed', LOST, { unlistedBy: [1], unread: unread(['g']) }, false],
    ['not one that is gone from a complete listing', LOST, { unread: unread([]) }, false],
    ['a disk of which nothing was told', FULL, { brokers: [broker] }, true],
    [
      'a disk that went offline beside one that is well',
      FULL,
      {
        brokers: [broker],
        disks: [{ nodeId: 2, path: '/e', usedShare: 0.1 }],
        logDirs: [{ nodeId: 2, path: '/d', fault: { code: 'KAFKA_STORAGE_ERROR', detail: 'x' } }],
      },
      true,
    ],
  ])('%s', (_name, problem, over, isHeld) => {
    const found = told(findProblems(facts(over), [problem])).filter(([id]) => id === problem.id);
    expect(found).toEqual(isHeld ? [[problem.id, true, EARLIER]] : []);
  });

  test('a truncation is an event: it needs no second look', () => {
    const truncated = before('log_truncated');
    const away = unreachableProblem({ code: 'BROKER_UNREACHABLE', detail: 'x' }, NOW, [truncated]);
    expect(told(findProblems(facts(), away))).toEqual([['log_truncated', false, EARLIER]]);
  });

  test('a broker that fails the canary, until enough samples say that it no longer does', () => {
    const failing = { ...before('canary_failing:2', { kind: 'broker', name: '2' }), params: { broker: 2 } };
    const canary = { topic: 't', topicFault: null, notCovered: [], judged: [] as number[], failing: [] };
    const after = (over: Partial<ProblemFacts>) => told(findProblems(facts({ brokers: [broker], ...over }), [failing]));
    expect(after({ canary })).toEqual([['canary_failing:2', true, EARLIER]]);
    expect(after({ canary: { ...canary, judged: [2] } })).toEqual([]);
    expect(after({})).toEqual([]);
  });
});

test('a problem that was unknown in between is one since the first time', () => {
  const held = findProblems(facts({ groups: [verdict('g', 'UNKNOWN')] }), [
    before('group_stuck:g', { kind: 'group', name: 'g' }),
  ]);
  expect(told(findProblems(facts({ groups: [verdict('g', 'STOPPED', NOW)] }), held))).toEqual([
    ['group_stuck:g', false, EARLIER],
  ]);
});
