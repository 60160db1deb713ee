import type { Tone } from '../ui/state-tag.tsx';

/** States of a group in Farol's words; Kafka's own names differ by kind of group. */
export type GroupStateWord = 'stable' | 'rebalancing' | 'empty' | 'dead' | 'notReady' | 'unknown' | 'other';

const WORD_OF: Readonly<Record<string, GroupStateWord>> = {
  stable: 'stable',
  preparingrebalance: 'rebalancing',
  completingrebalance: 'rebalancing',
  assigning: 'rebalancing',
  reconciling: 'rebalancing',
  empty: 'empty',
  dead: 'dead',
  notready: 'notReady',
};

/** Kafka's state name as a word of ours; `other` for a name this version does not know, `unknown` when Kafka did not tell. */
export function groupStateWord(state: string | null): GroupStateWord {
  if (state === null || state === '' || state === 'Unknown') return 'unknown';
  return WORD_OF[state.toLowerCase().replaceAll(/[\s_]/g, '')] ?? 'other';
}

/** How loud a group's state is. No members is a warning only while messages wait: many groups rest on purpose. */
export function groupStateTone(word: GroupStateWord, hasLag: boolean): Tone {
  switch (word) {
    case 'stable':
      return 'ok';
    case 'rebalancing':
      return 'info';
    case 'notReady':
      return 'warn';
    case 'empty':
      return hasLag ? 'warn' : 'mute';
    case 'dead':
    case 'unknown':
    case 'other':
      return 'mute';
  }
}
