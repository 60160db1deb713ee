import { describe, expect, test } from 'vitest';
import type { Quorum } from '#lib/kafka/admin/port.ts';
import { judgeQuorum } from './judge-quorum.ts';

const NOW = 1_700_000_000_000;
const LONG = 3_600_000;

/** Voters by how many ms ago they were caught up, node 1 leading; null = never under this leader. */
function quorum(voters: (number | null)[], more: Partial<Quorum> = {}): Quorum {
  return {
    leaderId: 1,
    leaderEpoch: 7,
    highWatermark: 1_000n,
    voters: voters.map((ago, i) => ({
      nodeId: i + 1,
      directoryId: null,
      logEndOffset: 1_000n - BigInt(i * 10),
      lastFetchMs: ago === null ? null : NOW - ago,
      lastCaughtUpMs: ago === null ? null : NOW - ago,
    })),
    observers: [],
    ...more,
  };
}

describe('majority margin', () => {
  test.each<{ name: string; voters: (number | null)[]; majority: number; caughtUp: number; margin: number }>([
    { name: 'one voter', voters: [0], majority: 1, caughtUp: 1, margin: 0 },
    { name: 'two voters', voters: [0, 400], majority: 2, caughtUp: 2, margin: 0 },
    { name: 'three voters', voters: [0, 400, 500], majority: 2, caughtUp: 3, margin: 1 },
    { name: 'three voters, one 11 s behind', voters: [0, 400, 11_000], majority: 2, caughtUp: 2, margin: 0 },
    { name: 'three voters, one exactly 10 s behind', voters: [0, 400, 10_000], majority: 2, caughtUp: 3, margin: 1 },
    { name: 'three voters, one never caught up under this leader', voters: [0, 400, null], majority: 2, caughtUp: 2, margin: 0 },
    { name: 'three voters, two gone', voters: [0, 60_000, null], majority: 2, caughtUp: 1, margin: -1 },
    { name: 'four voters', voters: [0, 1, 1, 1], majority: 3, caughtUp: 4, margin: 1 },
    { name: 'five voters, one gone', voters: [0, 1, 1, 1, null], majority: 3, caughtUp: 4, margin: 1 },
    { name: 'five voters, two gone', voters: [0, 1, 1, null, null], majority: 3, caughtUp: 3, margin: 0 },
  ])('of $name', ({ voters, majority, caughtUp, margin }) => {
    expect(judgeQuorum(quorum(voters), LONG)).toMatchObject({ majority, caughtUp, margin });
  });

  test('a leader elected just now has not heard of the others: unknown, not lost', () => {
    expect(judgeQuorum(quorum([0, null, null]), 3_000)).toMatchObject({ caughtUp: null, margin: null });
  });

  test('without times (DescribeQuorum v0) or without a leader it is unknown', () => {
    const silent = quorum([null, null, null]);
    expect(judgeQuorum(silent, LONG)).toMatchObject({ majority: 2, caughtUp: null, margin: null });
    expect(judgeQuorum(quorum([0, 0, 0], { leaderId: null }), LONG)).toMatchObject({ caughtUp: null, margin: null });
  });
});

test('lag of every member in offsets and in time, by the leader’s clock', () => {
  const observer = { nodeId: 9, directoryId: 'dir', logEndOffset: 900n, lastFetchMs: NOW - 20, lastCaughtUpMs: NOW - 12_000 };
  const { voters, observers } = judgeQuorum(quorum([0, 400], { observers: [observer] }), LONG);
  expect(voters.map(({ nodeId, lag, lagMs, isLeader }) => [nodeId, lag, lagMs, isLeader])).toEqual([
    [1, '0', 0, true],
    [2, '10', 400, false],
  ]);
  expect(observers).toMatchObject([
    { nodeId: 9, directoryId: 'dir', lag: '100', lagMs: 12_000, caughtUp: false, lastFetchAt: new Date(NOW - 20).toISOString() },
  ]);
});

test('a member that is ahead of the leader’s answer has no negative lag, and an absurd time is unknown', () => {
  const odd = { nodeId: 9, directoryId: null, logEndOffset: 2_000n, lastFetchMs: 9e18, lastCaughtUpMs: NOW + 5 };
  expect(judgeQuorum(quorum([0], { observers: [odd] }), LONG).observers).toMatchObject([
    { lag: '0', lagMs: 0, lastFetchAt: null },
  ]);
});
