import { describe, expect, test } from 'vitest';
import { decodeCrossings, encodeCrossings } from './crossings-codec.ts';
import { blankAge, Crossings } from './crossings.ts';

const T0 = 1_800_000_000_000;
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function age(crossings: Crossings, commit: number, end: number, nowMs: number) {
  const into = blankAge();
  return crossings.estimate(0, commit, end, nowMs, into) ? { ...into } : null;
}

/** A history as a test writes it: end offsets at seconds after T0. */
function history(...points: [second: number, end: number][]): Crossings {
  const crossings = new Crossings(1);
  for (const [second, end] of points) crossings.observe(0, end, T0 + second * SECOND);
  return crossings;
}

describe('the age of the next record', () => {
  test('is 0 at the end, whatever is known', () => {
    expect(age(new Crossings(1), 5, 5, T0)).toMatchObject({ lowerMs: 0, upperMs: 0, pointMs: 0 });
  });

  test('lies between the crossings around the commit, and by even production in between', () => {
    const found = age(history([0, 100], [10, 200], [20, 300]), 150, 300, T0 + 20 * SECOND);
    expect(found).toMatchObject({ upperMs: 20 * SECOND, pointMs: 15 * SECOND, seeded: false });
    expect(found?.lowerMs).toBe(10 * SECOND - 2);
  });

  test.each([
    ['on a crossing the record came after it', 200, 10],
    ['just below it came before', 199, 20],
  ])('%s', (_name, commit, upperSeconds) => {
    expect(age(history([0, 100], [10, 200], [20, 300]), commit, 300, T0 + 20 * SECOND)?.upperMs).toBe(upperSeconds * SECOND);
  });

  test('older than the history: at least, and no more than that', () => {
    expect(age(history([0, 100], [10, 200]), 50, 200, T0 + 10 * SECOND)).toMatchObject({
      lowerMs: 10 * SECOND - 2,
      upperMs: Infinity,
      pointMs: NaN,
    });
  });

  test('of an idle topic grows one second a second, however often it is looked at', () => {
    const crossings = history([0, 100], [5, 200]);
    const ages = Array.from({ length: 1_000 }, (_look, i) => {
      crossings.observe(0, 200, T0 + (10 + i * 5) * SECOND);
      return age(crossings, 150, 200, T0 + (10 + i * 5) * SECOND)?.pointMs ?? NaN;
    });
    expect(ages[0]).toBe(7.5 * SECOND);
    expect(ages[999]).toBe(7.5 * SECOND + 999 * 5 * SECOND);
    expect(crossings.count(0)).toBe(3);
  });

  test('after a quiet hour a record is as young as the end of the quiet, not spread over it', () => {
    const crossings = history([0, 100], [3_600, 100], [3_605, 110]);
    expect(age(crossings, 100, 110, T0 + 3_605 * SECOND)?.upperMs).toBe(5 * SECOND);
  });

  test('unknown for a commit beyond the end, and where nothing was ever seen', () => {
    expect(age(history([0, 100]), 101, 100, T0)).toBeNull();
    expect(age(new Crossings(1), 1, 100, T0)).toBeNull();
  });

  test('a recreated or truncated log starts anew', () => {
    const crossings = history([0, 1_000], [10, 2_000], [20, 5]);
    expect(crossings.points(0)).toEqual([{ offset: 5, atMs: T0 + 20 * SECOND, seeded: false }]);
  });

  test('a clock set back takes the points of the future away', () => {
    const crossings = history([0, 100], [10, 200], [5, 210]);
    expect(crossings.points(0).map((point) => point.offset)).toEqual([100, 210]);
  });
});

describe('seeds', () => {
  test('bracket what the history does not reach, and say where they come from', () => {
    const crossings = history([0, 1_000]);
    expect(age(crossings, 500, 1_000, T0)?.upperMs).toBe(Infinity);
    expect(crossings.seed(0, 800, T0 - 60 * SECOND)).toBe(true);
    expect(crossings.seed(0, 400, T0 - 300 * SECOND)).toBe(true);
    expect(age(crossings, 500, 1_000, T0)).toMatchObject({ upperMs: 300 * SECOND, seeded: true });
    expect(crossings.oldestMs(0)).toBe(T0 - 300 * SECOND);
  });

  test('that contradict what was seen are refused', () => {
    const crossings = history([0, 1_000], [10, 1_100]);
    expect(crossings.seed(0, 1_050, T0 - 60 * SECOND)).toBe(false);
    expect(crossings.seed(0, 900, T0 + 5 * SECOND)).toBe(false);
  });

  test('a bound between two observations is not called seeded', () => {
    const crossings = history([0, 1_000], [10, 1_100]);
    crossings.seed(0, 500, T0 - 60 * SECOND);
    expect(age(crossings, 1_050, 1_100, T0 + 10 * SECOND)?.seeded).toBe(false);
  });
});

describe('a week', () => {
  test('fits, with brackets in proportion to the age, and the true age always inside', () => {
    const crossings = new Crossings(1);
    const step = 15 * SECOND;
    // One record a second for eight days.
    const end = (atMs: number) => Math.floor((atMs - T0) / SECOND);
    let now = T0;
    for (; now < T0 + 8 * DAY; now += step) crossings.observe(0, end(now), now);
    now -= step;
    for (const behindMs of [30 * SECOND, 10 * 60 * SECOND, HOUR, 6 * HOUR, DAY, 5 * DAY]) {
      const commit = end(now - behindMs);
      const trueAge = now - (T0 + (commit + 1) * SECOND);
      const found = age(crossings, commit, end(now), now);
      expect(found?.lowerMs).toBeLessThanOrEqual(trueAge);
      expect(found?.upperMs).toBeGreaterThanOrEqual(trueAge);
      expect((found?.upperMs ?? Infinity) - (found?.lowerMs ?? 0)).toBeLessThanOrEqual(step + behindMs * 1.2);
    }
  });

  test('of 100,000 partitions takes no more than 35 MB', () => {
    const crossings = new Crossings(100_000);
    crossings.reserve(100_000);
    for (let round = 0; round < 30; round++) {
      for (let partition = 0; partition < 100_000; partition += 97) crossings.observe(partition, round, T0 + round * SECOND);
    }
    expect(crossings.byteLength).toBeLessThan(35_000_000);
  });

  test('times keep their meaning when the origin moves on', () => {
    const crossings = history([0, 100]);
    crossings.observe(0, 200, T0 + 45 * DAY);
    crossings.observe(0, 300, T0 + 45 * DAY + SECOND);
    expect(age(crossings, 250, 300, T0 + 45 * DAY + SECOND)).toMatchObject({ upperMs: SECOND, pointMs: 500 });
    // What is older than a week is "at least a week", not a made-up number.
    expect(age(crossings, 150, 300, T0 + 45 * DAY + SECOND)).toMatchObject({ upperMs: Infinity });
  });
});

test('carried over a change of topology by partition; new and gone ones know nothing', () => {
  const crossings = new Crossings(3);
  for (const p of [0, 1, 2]) crossings.observe(p, 10 * (p + 1), T0);
  crossings.carry(Int32Array.of(-1, 0, 3), 4);
  expect([0, 1, 2, 3].map((p) => crossings.points(p).map((point) => point.offset))).toEqual([[20], [], [], [30]]);
  crossings.observe(1, 7, T0);
  expect([0, 1, 3].map((p) => crossings.points(p)[0]?.offset)).toEqual([20, 7, 30]);
});

test('stored and read back by partition', () => {
  const crossings = new Crossings(3);
  crossings.observe(1, 100, T0);
  crossings.observe(1, 2 ** 45, T0 + 4);
  crossings.seed(1, 5, T0 - HOUR);
  const body = encodeCrossings(crossings, 0, 3);
  expect(body).not.toBeNull();
  const stored = decodeCrossings(body ?? new Uint8Array());
  expect(stored).toEqual([[], crossings.points(1), []]);
  const restored = new Crossings(3);
  restored.restore(1, stored[1] ?? [], T0 + 10);
  expect(restored.points(1)).toEqual(crossings.points(1));
  expect(encodeCrossings(crossings, 2, 1)).toBeNull();
  expect(() => decodeCrossings(Uint8Array.of(9, 1))).toThrow(/version 9/);
});

test('what is stored of a clock that does not tick in whole milliseconds is as well known as it was', () => {
  for (const odd of [0.3, 0.7]) {
    const crossings = new Crossings(1);
    crossings.observe(0, 100, T0 + odd);
    crossings.observe(0, 200, T0 + 5_000 + odd);
    crossings.seed(0, 5, T0 - HOUR);
    const [points] = decodeCrossings(encodeCrossings(crossings, 0, 1) ?? new Uint8Array());
    expect(points?.map(({ offset, seeded }) => [offset, seeded])).toEqual([
      [5, true],
      [100, false],
      [200, false],
    ]);
    for (const [i, { atMs }] of crossings.points(0).entries()) expect(Math.abs((points?.[i]?.atMs ?? 0) - atMs)).toBeLessThan(1);
  }
});
