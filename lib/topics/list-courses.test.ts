import { expect, it } from 'vitest';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { courseRow, thinRates } from './list-courses.ts';

const PASS_MS = 1_800_000_000_000;
const topic = (value: number | null) => ({ name: 't', messagesInPerSecond: { value, known: 1, total: 1 } }) as TopicSummary;

it('tells the last pass as the last message of a topic that is written to, also where its history was not read', () => {
  expect(courseRow(topic(2), null, null, PASS_MS)).toMatchObject({
    lastProducedAt: new Date(PASS_MS).toISOString(),
    lastProducedPrecisionMs: 0,
    bytesPerDay: null,
    watchedSince: null,
  });
  expect(courseRow(topic(0), null, null, PASS_MS)).toBeNull();
  expect(courseRow(topic(null), null, null, PASS_MS)).toBeNull();
});

it('thins rates to means of what is known, and leaves a gap a gap', () => {
  expect(thinRates(Float64Array.from([1, 3, NaN, 4, NaN, NaN, 9]), 2)).toEqual([2, 4, null]);
});
