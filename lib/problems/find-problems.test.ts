import { describe, expect, test } from 'vitest';
import type { GroupFact, ProblemFacts } from './facts.ts';
import { findProblems, unreachableProblem } from './find-problems.ts';
import { PROBLEM_CODES, rankProblems } from './rank-problems.ts';

const NOTHING = { count: 0, names: [] };
const NOW = Date.parse('2026-01-01T00:00:10.000Z');

function facts(over: Partial<ProblemFacts> = {}): ProblemFacts {
  return {
    nowMs: NOW,
    brokers: [],
    partitions: { offline: NOTHING, underReplicated: NOTHING, underMinIsr: NOTHING, truncated: { ...NOTHING, lostOffsets: 0n } },
    topics: [],
    groups: [],
    unlistedBy: [],
    logDirs: [],
    quorum: { leaderId: 1, fault: null },
    refused: [],
    ...over,
  };
}

const group = (groupId: string, over: Partial<GroupFact>): GroupFact => ({
  groupId,
  fault: null,
  lost: NOTHING,
  ahead: NOTHING,
  abandoned: null,
  verdict: null,
  ...over,
});
const down = (nodeId: number) => ({
  nodeId,
  state: 'down' as const,
  fault: { code: 'BROKER_FENCED', detail: 'fenced.' },
  replicas: 9,
  hit: { count: 9, names: ['t-0'] },
});

test('a healthy cluster has none', () => {
  expect(findProblems(facts(), [])).toEqual([]);
});

test('worst first: what hurts users before what hides from Farol', () => {
  const found = findProblems(
    facts({
      brokers: [down(2)],
      partitions: {
        ...facts().partitions,
        offline: { count: 1, names: ['t-0'] },
        underReplicated: { count: 2, names: ['t-1', 't-2'] },
      },
      groups: [group('g', { lost: { count: 1, names: ['t-0'] } })],
      refused: [{ reading: 'DescribeLogDirs', fault: { code: 'CLUSTER_AUTHORIZATION_FAILED', detail: 'no' } }],
    }),
    [],
  );
  expect(found.map((problem) => problem.code)).toEqual([
    'broker_down',
    'partitions_offline',
    'under_replicated',
    'group_lost',
    'not_authorized',
  ]);
});

test('since is carried over by id, and new ones start now', () => {
  const first = findProblems(facts({ nowMs: NOW - 10_000, brokers: [down(2)] }), []);
  const second = findProblems(facts({ brokers: [down(2), down(3)] }), first);
  expect(second.map((problem) => [problem.id, problem.since])).toEqual([
    ['broker_down:2', '2026-01-01T00:00:00.000Z'],
    ['broker_down:3', '2026-01-01T00:00:10.000Z'],
  ]);
});

test('a truncation stays on the list for an hour', () => {
  const first = findProblems(
    facts({ partitions: { ...facts().partitions, truncated: { count: 1, names: ['t-0'], lostOffsets: 60n } } }),
    [],
  );
  expect(findProblems(facts({ nowMs: NOW + 3_599_000 }), first).map((problem) => problem.code)).toEqual(['log_truncated']);
  expect(findProblems(facts({ nowMs: NOW + 3_600_000 }), first)).toEqual([]);
});

test('a broker that is held back says when it is asked again; one that is not leaves that out', () => {
  const silent = { ...down(2), state: 'silent' as const, fault: { code: 'BROKER_TIMEOUT', detail: 'mute.' } };
  expect(findProblems(facts({ brokers: [{ ...silent, nextTryMs: NOW + 5_000 }] }), [])[0]?.params).toMatchObject({
    class: 'timeout',
    nextTryAt: '2026-01-01T00:00:15.000Z',
  });
  expect(findProblems(facts({ brokers: [silent] }), [])[0]?.params.nextTryAt).toBe('none');
});

describe('groups', () => {
  test('of one cause become one problem, however many they are', () => {
    const fault = { code: 'NO_COORDINATOR', detail: 'gone.' };
    const groups = Array.from({ length: 300 }, (_group, i) => group(`g${i}`, { fault }));
    const found = findProblems(facts({ groups }), []);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ id: 'group_unknown:NO_COORDINATOR', affectedTotal: 300, severity: 'warning' });
    expect(found[0]?.affected).toHaveLength(20);
  });

  test('are told one by one while they are few', () => {
    const lost = { count: 2, names: ['t-0', 't-1'] };
    expect(
      findProblems(facts({ groups: [group('a', { lost }), group('b', { lost })] }), []).map((problem) => problem.id),
    ).toEqual(['group_lost:a', 'group_lost:b']);
    const many = Array.from({ length: 11 }, (_group, i) => group(`g${i}`, { lost }));
    expect(findProblems(facts({ groups: many }), []).map((problem) => problem.id)).toEqual(['group_lost']);
  });

  test('a refused right is information, not an alarm', () => {
    const fault = { code: 'GROUP_AUTHORIZATION_FAILED', detail: 'no right.' };
    expect(findProblems(facts({ groups: [group('g', { fault })] }), [])[0]?.severity).toBe('info');
  });
});

test.each([
  ['no leader', { leaderId: null, fault: null }, ['no_quorum_leader']],
  ['a refused right', { leaderId: null, fault: { code: 'CLUSTER_AUTHORIZATION_FAILED', detail: '' } }, []],
  ['ZooKeeper mode', null, []],
])('quorum with %s', (_name, quorum, expected) => {
  expect(findProblems(facts({ quorum }), []).map((problem) => problem.code)).toEqual(expected);
});

test('an unreachable cluster is one problem, and a refused credential is another kind', () => {
  expect(unreachableProblem({ code: 'BROKER_UNREACHABLE', detail: 'x' }, NOW, []).map((problem) => problem.code)).toEqual([
    'cluster_unreachable',
  ]);
  expect(unreachableProblem({ code: 'AUTHENTICATION_FAILED', detail: 'x' }, NOW, []).map((problem) => problem.code)).toEqual([
    'authentication_failed',
  ]);
  const late = { code: 'TLS_FAILED', detail: 'TLS to kafka:9093 failed: expired (CERT_HAS_EXPIRED)' };
  expect(unreachableProblem(late, NOW, [], NOW + 5_000)).toMatchObject([
    { code: 'tls_failed', params: { class: 'tls', cause: 'expired', nextTryAt: '2026-01-01T00:00:15.000Z' } },
  ]);
});

test('the order does not depend on the order of the input', () => {
  const found = findProblems(facts({ brokers: [down(2), down(3), down(1)] }), []);
  expect(rankProblems(found.toReversed())).toEqual(found);
  expect(new Set(PROBLEM_CODES).size).toBe(PROBLEM_CODES.length);
});

test('a group that nobody reads for is a warning where messages pile up or are about to be lost, else a remark', () => {
  const verdict = { code: 'STOPPED', reason: 'no_members', sinceMs: 0, evidence: { lag: 50 }, named: NOTHING } as const;
  const told = (over: Partial<GroupFact>) =>
    findProblems(facts({ groups: [group('g', { verdict, ...over })] }), []).map(({ severity, code, params }) => [
      severity,
      code,
      params.lag,
    ]);
  expect(told({})).toEqual([['info', 'group_unused', '50']]);
  expect(told({ headroomSeconds: 3 * 86_400 })).toEqual([['info', 'group_unused', '50']]);
  expect(told({ headroomSeconds: 7_200 })).toEqual([['warning', 'group_no_members', '50']]);
  expect(told({ abandoned: { lag: 70n, sinceMs: 0 } })).toEqual([['warning', 'group_no_members', '70']]);
});

test('a group that nobody reads for tells which partitions wait, and when retention takes the oldest', () => {
  const verdict = {
    code: 'STOPPED' as const,
    reason: 'no_members' as const,
    sinceMs: NOW,
    evidence: { lag: 7 },
    named: { count: 2, names: ['t-0', 't-1'] },
  };
  const [soon] = findProblems(facts({ groups: [group('g', { verdict, headroomSeconds: 7_200.4 })] }), []);
  expect(soon).toMatchObject({ code: 'group_no_members', affected: ['t-0', 't-1'], params: { headroomSeconds: 7_200 } });
  const [never] = findProblems(facts({ groups: [group('g', { verdict })] }), []);
  expect(never).toMatchObject({ code: 'group_unused', params: { headroomSeconds: 'none' } });
});
