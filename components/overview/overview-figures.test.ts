import { expect, it } from 'vitest';
import { quorumLag, troubleOf } from './overview-figures.ts';

it('does not add kinds of trouble that may be the same partition', () => {
  expect(troubleOf({ total: 96, offline: 2, underReplicated: 31, underMinIsr: null })).toEqual({ worst: 31 });
  expect(troubleOf(null)).toBeNull();
});

it('takes the lag of the voter furthest behind, not of the leader, exactly', () => {
  const voter = (nodeId: number, lag: string) => ({ nodeId, lag, lastCaughtUpMs: null });
  const quorum = { leaderId: 1, leaderEpoch: 3, highWatermark: '9', observers: [] };
  expect(quorumLag({ ...quorum, voters: [voter(1, '99'), voter(2, '9007199254740993'), voter(3, '4')] })).toBe(
    '9007199254740993',
  );
  expect(quorumLag({ ...quorum, voters: [] })).toBeNull();
});
