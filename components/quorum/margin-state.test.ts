import { expect, it } from 'vitest';
import type { QuorumMember } from '#lib/contracts/quorum.ts';
import { marginState } from './margin-state.ts';

const voters = (count: number): QuorumMember[] =>
  Array.from({ length: count }, (_, nodeId) => ({
    nodeId,
    directoryId: null,
    isLeader: nodeId === 0,
    logEndOffset: '1',
    lag: '0',
    lagMs: 0,
    caughtUp: true,
    lastFetchAt: null,
    lastCaughtUpAt: null,
  }));

it.each([
  ['three of three', 1, 2, 3, 'fine'],
  ['two of three', 0, 2, 3, 'thin'],
  ['one of three', -1, 2, 3, 'broken'],
  ['the only one', 0, 1, 1, 'single'],
  ['both of two', 0, 2, 2, 'single'],
  ['not told', null, 2, 3, 'unknown'],
] as const)('%s', (_, margin, majority, count, state) => {
  expect(marginState({ margin, majority, voters: voters(count) })).toBe(state);
});
