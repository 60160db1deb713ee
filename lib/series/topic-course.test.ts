import { describe, expect, it } from 'vitest';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { COURSES_READ_MAX, courseOf, topicsToRead } from './topic-course.ts';

const HOUR_MS = 3_600_000;
const PASS_MS = 1_800_000_000_000;
const unknown = Number.NaN;
const f = (...values: number[]) => Float64Array.from(values);
const topic = (rate: number | null, sizeBytes: string | null = null, name = 't') =>
  ({ name, topicId: name, sizeBytes, messagesInPerSecond: { value: rate, known: 1, total: 1 } }) as TopicSummary;
/** Hours that end with the pass. */
const hours = (rates: Float64Array, peaks: Float64Array | null, sizes = f()) => ({
  fromMs: PASS_MS - Math.max(rates.length, sizes.length) * HOUR_MS,
  rates,
  peaks,
  sizes,
});

describe('the last message of a topic', () => {
  it('is that of the last pass while something is written', () => {
    expect(courseOf(topic(3), hours(f(0, 1), null), PASS_MS)).toMatchObject({ lastProducedMs: PASS_MS, precisionMs: 0 });
  });

  it('is found in the peak of an hour whose mean rounds to nothing', () => {
    const course = courseOf(topic(0), hours(f(0, 0, 0), f(0, 0.07, 0)), PASS_MS);
    expect([course.lastProducedMs, course.precisionMs]).toEqual([PASS_MS - 2 * HOUR_MS, HOUR_MS]);
  });

  it('is unknown when nothing was written while it was watched, and tells from when on it was', () => {
    const course = courseOf(topic(0), hours(f(unknown, 0, 0), f(unknown, 0, 0)), PASS_MS);
    expect([course.lastProducedMs, course.watchedSinceMs]).toEqual([null, PASS_MS - 2 * HOUR_MS]);
    expect(courseOf(topic(null), hours(f(unknown, unknown), null), PASS_MS).watchedSinceMs).toBeNull();
  });
});

describe('growth', () => {
  it('is the size now against the first whole hour, by day', () => {
    const course = courseOf(topic(1, '300'), hours(f(1, 1, 1), null, f(100, 200, 250)), PASS_MS);
    expect(course.bytesPerDay).toBeCloseTo(((300 - 100) / 2.5) * 24);
  });

  it('is unknown with less than an hour, and leaves out a first hour that is not whole', () => {
    expect(courseOf(topic(1, '300'), hours(f(1), null, f(100)), PASS_MS).bytesPerDay).toBeNull();
    const course = courseOf(topic(1, '300'), hours(f(1, 1, 1), null, f(unknown, 10, 200)), PASS_MS);
    expect(course.bytesPerDay).toBeNull();
  });
});

it('reads the largest topics and then the quiet ones of a cluster with too many', () => {
  const many = Array.from({ length: COURSES_READ_MAX * 2 }, (_none, i) => topic(i % 2, String(i), `t${i}`));
  const read = topicsToRead(many);
  expect(read).toHaveLength(COURSES_READ_MAX);
  expect(read[0]?.name).toBe(`t${COURSES_READ_MAX * 2 - 1}`);
  expect(read.slice(600).every(({ messagesInPerSecond }) => messagesInPerSecond.value === 0)).toBe(true);
});
