import { expect, it } from 'vitest';
import type { TopicDetail, TopicPartition } from '#lib/contracts/topics.ts';
import { offsetsHeld, preferredInstead, shareOfTopic, skewOfPartition } from './partition-figures.ts';

const partition = (over: Partial<TopicPartition>) =>
  ({ partition: 0, startOffset: '0', endOffset: '0', messagesInPerSecond: 0, ...over }) as TopicPartition;
const detail = (value: number | null, known = 2, total = 2) =>
  ({ topic: { messagesInPerSecond: { value, known, total } } }) as TopicDetail;

it('counts held offsets exactly and not at all when an end is unknown', () => {
  expect(offsetsHeld(partition({ startOffset: '9007199254740993', endOffset: '9007199254740996' }))).toBe('3');
  expect(offsetsHeld(partition({ startOffset: null, endOffset: '5' }))).toBeNull();
});

it('gives no share of a rate that is partly unknown or zero', () => {
  const row = partition({ messagesInPerSecond: 25 });
  expect(shareOfTopic(row, detail(100))).toBe(0.25);
  expect(shareOfTopic(row, detail(100, 1, 2))).toBeNull();
  expect(shareOfTopic(row, detail(0))).toBeNull();
  expect(shareOfTopic(partition({ messagesInPerSecond: null }), detail(100))).toBeNull();
});

it('tells skew against the mean, and which broker ought to lead', () => {
  const two = { ...detail(100), partitions: [partition({}), partition({})] };
  expect(skewOfPartition(partition({ messagesInPerSecond: 75 }), two)).toBe(1.5);
  expect(skewOfPartition(partition({ messagesInPerSecond: 75 }), { ...two, ...detail(null) })).toBeNull();
  expect(preferredInstead({ leader: 2, replicas: [1, 2] })).toBe(1);
  expect(preferredInstead({ leader: 1, replicas: [1, 2] })).toBeNull();
  expect(preferredInstead({ leader: null, replicas: [1, 2] })).toBeNull();
});
