import { expect, it } from 'vitest';
import { groupStateTone, groupStateWord } from './group-state.ts';

it.each([
  ['Stable', 'stable'],
  ['PreparingRebalance', 'rebalancing'],
  ['CompletingRebalance', 'rebalancing'],
  ['Assigning', 'rebalancing'],
  ['Reconciling', 'rebalancing'],
  ['Empty', 'empty'],
  ['Dead', 'dead'],
  ['NotReady', 'notReady'],
  ['Hibernating', 'other'],
  ['Unknown', 'unknown'],
  [null, 'unknown'],
] as const)('says %s as %s', (state, word) => {
  expect(groupStateWord(state)).toBe(word);
});

it('warns of a group without members only while messages wait for it', () => {
  expect(groupStateTone('empty', true)).toBe('warn');
  expect(groupStateTone('empty', false)).toBe('mute');
});
