import { expect, test } from 'vitest';
import { toJson } from '#lib/core/json.ts';
import { passDocument } from './pass-document.ts';
import { passTable } from './pass-table.ts';
import { fault, makePass, type PassSketch } from './testing/make-pass.ts';

const COST = { requests: 17, requestsByApi: { Metadata: 1 }, bytesOut: 1, bytesIn: 2, wallMs: 3, cpuMs: 4 };
const document = (sketch: PassSketch) => passDocument(makePass(sketch), COST);

/** One group `g` on partition 0 of `t`. */
const standing = (partition: object, commit: number | bigint | 'error') =>
  document({ topics: { t: { partitions: [partition] } }, groups: { g: { commits: { t: { 0: commit } } } } }).groups[0]?.topics[0]
    ?.partitions[0];

test.each([
  [
    'ok',
    { start: 0, end: 100 },
    40,
    { committedOffset: '40', startOffset: '0', endOffset: '100', lag: '60', lost: null, state: 'ok' },
  ],
  ['lost', { start: 30, end: 100 }, 10, { committedOffset: '10', lag: '90', lost: '20', state: 'lost' }],
  ['ahead_of_end at once', { start: 0, end: 100 }, 120, { lag: null, lost: null, state: 'ahead_of_end' }],
  [
    'unknown without an end',
    { start: 0, end: null },
    40,
    { committedOffset: '40', endOffset: null, lag: null, state: 'unknown' },
  ],
  [
    'unknown without a commit that could be read',
    { start: 0, end: 9 },
    'error' as const,
    { committedOffset: null, lag: null, state: 'unknown' },
  ],
  [
    'exact beyond 2^53',
    { start: 9_007_199_254_740_993n, end: 9_223_372_036_854_775_807n },
    9_007_199_254_740_995n,
    {
      startOffset: '9007199254740993',
      endOffset: '9223372036854775807',
      committedOffset: '9007199254740995',
      lag: '9214364837600034812',
      state: 'ok',
    },
  ],
  [
    'lost beyond 2^53',
    { start: 9_007_199_254_740_997n, end: 9_007_199_254_740_999n },
    9_007_199_254_740_993n,
    { lag: '6', lost: '4', state: 'lost' },
  ],
])('a commit is %s', (_name, partition, commit, expected) => {
  expect(standing(partition, commit)).toMatchObject(expected);
});

test('a partition that a member holds without a commit is no_commit with null lag, not zero', () => {
  const member = {
    memberId: 'm',
    instanceId: null,
    clientId: 'c',
    host: '/127.0.0.1',
    rack: null,
    assignment: [{ topic: 't', partitions: [0, 1] }],
    target: null,
    epoch: null,
  };
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
      streams: null,
      coordinator: 1,
      members: [member],
    },
  };
  const group = document({
    topics: {
      t: {
        partitions: [
          { start: 0, end: 5 },
          { start: 0, end: 7 },
        ],
      },
    },
    groups: { g: { commits: { t: { 0: 5 } }, description } },
  }).groups[0];
  expect(group).toMatchObject({ members: 1, error: null });
  expect(group?.topics[0]?.partitions).toMatchObject([
    { partition: 0, lag: '0', state: 'ok' },
    { partition: 1, committedOffset: null, endOffset: '7', lag: null, state: 'no_commit' },
  ]);
});

test('a silent broker leaves null offsets and reasons, the rest is complete', () => {
  const result = document({
    silent: [2],
    topics: {
      t: {
        partitions: [
          { start: 0, end: 5, leader: 2 },
          { start: 0, end: 7, leader: 1 },
          { start: 0, end: 7, leader: null },
        ],
      },
    },
    groups: { g: { commits: { t: { 0: 1, 1: 1, 2: 1 } } }, h: { fault: fault('GROUP_AUTHORIZATION_FAILED', 30) } },
  });
  expect(result.brokers.map(({ id, reachable, error }) => [id, reachable, error])).toEqual([
    [1, true, null],
    [2, false, 'BROKER_TIMEOUT'],
    [3, true, null],
  ]);
  expect(result.topics[0]?.partitions.map(({ endOffset, error }) => [endOffset, error])).toEqual([
    [null, 'BROKER_UNREACHABLE'],
    ['7', null],
    [null, 'BROKER_UNREACHABLE'],
  ]);
  expect(result.groups.map(({ groupId, error }) => [groupId, error])).toEqual([
    ['g', null],
    ['h', 'GROUP_AUTHORIZATION_FAILED'],
  ]);
  expect(result.groups[0]?.topics[0]?.partitions.map((partition) => partition.lag)).toEqual([null, '6', null]);
  expect(result.problems.map((problem) => [problem.scope, problem.code])).toEqual([
    ['broker:2', 'broker_silent'],
    ['cluster', 'partitions_offline'],
    ['cluster', 'groups_incomplete'],
    ['group:h', 'group_unknown'],
  ]);
});

test('a share group has no commits, and says so by having no partitions', () => {
  expect(document({ topics: {}, groups: { s: { kind: 'share' } } }).groups).toMatchObject([
    { groupId: 's', kind: 'share', error: null, topics: [] },
  ]);
});

test('it is JSON: no number stands for a 64-bit value, nothing is undefined', () => {
  const sketch: PassSketch = {
    topics: { t: { partitions: [{ start: 0, end: 5 }] } },
    groups: { g: { commits: { t: { 0: 5 } } } },
  };
  expect(JSON.parse(toJson(document(sketch)))).toEqual(document(sketch));
});

test('for people an unknown lag is a question mark and a partial sum says what it covers', () => {
  const text = passTable(
    document({
      silent: [2],
      topics: {
        t: {
          partitions: [
            { start: 0, end: 5, leader: 2 },
            { start: 0, end: 7 },
          ],
        },
      },
      groups: { part: { commits: { t: { 0: 1, 1: 1 } } }, none: { commits: { t: { 0: 1 } } } },
    }),
  );
  expect(text).toMatch(/^none +classic +Stable +\? +1 +\? +unknown 1$/m);
  expect(text).toMatch(/^part +classic +Stable +\? +2 +6 \(1 of 2\) +unknown 1$/m);
});
