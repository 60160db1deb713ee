import { expect, it } from 'vitest';
import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { chooseAdvice, groupAdvice } from './group-advice.ts';

const finding = (over: Partial<AdviceFinding>): AdviceFinding => ({
  id: `${over.code}:${over.topic}`,
  code: 'unread',
  severity: 'note',
  theme: 'use',
  topic: 'Pedidos',
  group: null,
  broker: null,
  evidence: [],
  commands: [],
  ...over,
});
const all = [
  finding({ code: 'headroom_short', severity: 'risk', theme: 'retention', topic: 'Cliques', group: 'a' }),
  finding({ topic: 'Auditoria' }),
  finding({ code: 'headroom_short', severity: 'improve', theme: 'retention', topic: 'Estoque', group: 'b' }),
  finding({ topic: 'Seleção' }),
];

it('gathers findings by kind and severity and keeps the order in which the kinds come', () => {
  expect(groupAdvice(all).map(({ key, findings }) => [key, findings.length])).toEqual([
    ['headroom_short.risk', 1],
    ['unread.note', 2],
    ['headroom_short.improve', 1],
  ]);
});

it('chooses by severity, subject and words, without accents', () => {
  const textOf = ({ topic, group }: AdviceFinding) => `${topic} ${group}`;
  const wish = { severity: null, theme: null, filter: '' } as const;
  expect(chooseAdvice(all, wish, textOf)).toHaveLength(4);
  expect(chooseAdvice(all, { ...wish, severity: 'risk' }, textOf).map(({ topic }) => topic)).toEqual(['Cliques']);
  expect(chooseAdvice(all, { ...wish, theme: 'use' }, textOf)).toHaveLength(2);
  expect(chooseAdvice(all, { ...wish, filter: 'SELECAO' }, textOf).map(({ topic }) => topic)).toEqual(['Seleção']);
  expect(chooseAdvice(all, { ...wish, filter: 'estoque a' }, textOf)).toEqual([]);
});
