import { expect, it } from 'vitest';
import { shellWord } from './shell-word.ts';

it.each([
  ['orders.v1_a-b', 'orders.v1_a-b'],
  ['b1:9092,b2:9092', 'b1:9092,b2:9092'],
  ['two words', "'two words'"],
  ["it's", `'it'\\''s'`],
  ['$(id)`id`!', "'$(id)`id`!'"],
  ['--help', "'--help'"],
  ['', "''"],
])('%s is one word', (name, word) => {
  expect(shellWord(name)).toBe(word);
});

it.each(['a\nreboot', 'a\u202eb', 'a\u0000', 'a\u2028b', 'a\u200bb'])('what could deceive a terminal is left out', (name) => {
  expect(shellWord(name)).toBe('NAME');
});
