import { expect, test } from 'vitest';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { rankTopics } from './topic-growth.ts';

function sized(name: string, bytes: number) {
  return { topic: { name, sizeBytes: String(bytes) } as TopicSummary, bytes };
}

const candidates = Array.from({ length: 15 }, (_none, i) => sized(`t${String(i).padStart(2, '0')}`, 1_500 - i * 100));

test('the largest and the fastest are listed apart, the rest is counted', () => {
  const growth = new Map([
    ['t14', 90],
    ['t00', 10],
    ['t01', -50],
  ]);
  const ranked = rankTopics(candidates, growth, { smallerBytes: 0, topics: 20 });
  expect(ranked.largest.map(({ topic }) => topic)).toEqual(candidates.slice(0, 10).map(({ topic }) => topic.name));
  expect(ranked.fastest.map(({ topic, bytesPerDay }) => [topic, bytesPerDay])).toEqual([
    ['t14', 90],
    ['t00', 10],
  ]);
  expect(ranked).toMatchObject({ hidden: 9, fastestIsExact: true });
});

test('growth without history is unknown, not zero', () => {
  expect(rankTopics(candidates, new Map(), { smallerBytes: 0, topics: 15 }).largest[0]?.bytesPerDay).toBeNull();
});

test('a topic that was not read may have grown by its whole size: the list says whether it can be missing', () => {
  const growth = new Map(candidates.map(({ topic }, i) => [topic.name, 100 + i]));
  expect(rankTopics(candidates, growth, { smallerBytes: 104, topics: 200 }).fastestIsExact).toBe(true);
  expect(rankTopics(candidates, growth, { smallerBytes: 106, topics: 200 }).fastestIsExact).toBe(false);
});
