import { expect, it } from 'vitest';
import { matchTerms, type Entry } from './match-terms.ts';

const entry = (id: string, name: string, short: string): Entry => ({ id, name, short, more: null, example: null });
const ENTRIES = [
  entry('topic', 'Tópico', 'Uma fila com nome, repartida em partições.'),
  entry('partition', 'Partição', 'Um pedaço de um tópico.'),
  entry('isr', 'ISR (réplicas em dia)', 'As réplicas que acompanham o líder.'),
];

it('shows every term without a search', () => {
  expect(matchTerms(ENTRIES, '  ')).toEqual(['topic', 'partition', 'isr']);
});

it('finds words without their accents and puts the named term first', () => {
  expect(matchTerms(ENTRIES, 'particao')).toEqual(['partition']);
  expect(matchTerms(ENTRIES, 'parti')).toEqual(['partition', 'topic']);
});

it('wants every word, and knows the English name of a term', () => {
  expect(matchTerms(ENTRIES, 'replicas lider')).toEqual(['isr']);
  expect(matchTerms(ENTRIES, 'topic')).toEqual(['topic', 'partition']);
  expect(matchTerms(ENTRIES, 'zebra')).toEqual([]);
});
