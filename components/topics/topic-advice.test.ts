import { expect, it } from 'vitest';
import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { adviceByTopic, standingRank } from './topic-advice.ts';

const finding = (topic: string | null, severity: AdviceFinding['severity']) => ({ topic, severity }) as AdviceFinding;

it('counts the advice of each topic under its gravest severity', () => {
  const byTopic = adviceByTopic([finding('a', 'risk'), finding(null, 'improve'), finding('a', 'note'), finding('b', 'note')]);
  expect([...byTopic]).toEqual([
    ['a', { severity: 'risk', count: 2 }],
    ['b', { severity: 'note', count: 1 }],
  ]);
});

it('ranks what is wrong now before any advice, and graver advice before more of it', () => {
  const ranks = [
    standingRank(null, undefined),
    standingRank(null, { severity: 'note', count: 900 }),
    standingRank(null, { severity: 'improve', count: 1 }),
    standingRank(null, { severity: 'risk', count: 1 }),
    standingRank({ kind: 'underReplicated', count: 1 }, { severity: 'note', count: 1 }),
    standingRank({ kind: 'offline', count: 1 }, undefined),
  ];
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});
