import { describe, expect, test } from 'vitest';
import { forecastDisk, isHighestEver, presentGrowth } from './forecast-disk.ts';
import { fitGrowth, type Growth, type History } from './fit-growth.ts';

const HOUR = 3_600_000;
const GB = 1e9;

/** A history of so many hours by a rule; `null` = gap. */
function hours(count: number, rule: (hour: number) => number | null, stepMs = HOUR): History {
  const values = Float64Array.from(
    { length: Math.round((count * HOUR) / stepMs) },
    (_none, i) => rule((i * stepMs) / HOUR) ?? NaN,
  );
  return { fromMs: 1_700_000_000_000, stepMs, values };
}

/** Noise that is the same in every run, between −1 and 1, neighbours independent. */
function noise(i: number): number {
  const x = Math.sin(i * 12.9898) * 43_758.5453;
  return (x - Math.floor(x)) * 2 - 1;
}

const perDay = (growth: Growth | null) => (growth?.perDay ?? NaN) / GB;

describe('growth', () => {
  test.each<{ name: string; history: History; expected: number; jumps: number }>([
    { name: 'a straight line', history: hours(48, (h) => 100 * GB + h * GB), expected: 24, jumps: 0 },
    { name: 'a line with noise', history: hours(48, (h) => 100 * GB + h * GB + noise(h) * 2 * GB), expected: 24, jumps: 0 },
    {
      name: 'a line with a long gap',
      history: hours(72, (h) => (h > 20 && h < 50 ? null : 100 * GB + h * GB)),
      expected: 24,
      jumps: 0,
    },
    {
      name: 'growth on both sides of one deletion',
      history: hours(48, (h) => (h < 24 ? 200 : 120) * GB + h * GB),
      expected: 24,
      jumps: 1,
    },
    {
      name: 'a deletion in the middle of an hour, whose mean lies between both levels',
      history: hours(48, (h) => (h < 24 ? 200 : h === 24 ? 150 : 120) * GB + h * GB),
      expected: 24,
      jumps: 1,
    },
    {
      name: 'a deletion during a gap',
      history: hours(48, (h) => (h > 20 && h < 26 ? null : (h < 24 ? 200 : 120) * GB + h * GB)),
      expected: 24,
      jumps: 1,
    },
    {
      name: 'a move in and a deletion',
      history: hours(48, (h) => (h < 15 ? 100 : h < 33 ? 160 : 90) * GB + h * GB),
      expected: 24,
      jumps: 2,
    },
    {
      name: 'a level with one move in',
      history: hours(48, (h) => (h < 24 ? 100 : 130) * GB + noise(h) * 1e7),
      expected: 0,
      jumps: 1,
    },
    { name: 'wild outliers', history: hours(48, (h) => (h % 9 === 4 ? 0 : 100 * GB + h * GB)), expected: 24, jumps: 0 },
    {
      name: 'retention in saw teeth, which is no growth',
      history: hours(48, (h) => 100 * GB + (h % 6) * 3 * GB),
      expected: 0,
      jumps: 0,
    },
    { name: 'minutes of six hours', history: hours(6, (h) => 100 * GB + h * GB, 60_000), expected: 24, jumps: 0 },
    { name: 'a disk that empties', history: hours(48, (h) => 300 * GB - h * GB), expected: -24, jumps: 0 },
  ])('of $name', ({ history, expected, jumps }) => {
    const growth = fitGrowth(history);
    expect(Math.abs(perDay(growth) - expected)).toBeLessThan(1.5);
    expect(growth?.jumps).toBe(jumps);
    expect(growth?.lowPerDay).toBeLessThanOrEqual(growth?.perDay ?? NaN);
    expect(growth?.highPerDay).toBeGreaterThanOrEqual(growth?.perDay ?? NaN);
  });

  test('the interval contains the true growth under noise, and 0 where there is only noise', () => {
    const growing = fitGrowth(hours(48, (h) => 100 * GB + 0.2 * h * GB + noise(h) * 3 * GB));
    expect((growing?.lowPerDay ?? NaN) / GB).toBeLessThan(4.8);
    expect((growing?.highPerDay ?? NaN) / GB).toBeGreaterThan(4.8);
    const flat = fitGrowth(hours(48, (h) => 100 * GB + noise(h) * 3 * GB));
    expect(flat?.lowPerDay).toBeLessThan(0);
    expect(flat?.highPerDay).toBeGreaterThan(0);
  });

  test('a daily wave is not taken for growth when a day and a half of it is seen', () => {
    const wave = fitGrowth(hours(36, (h) => 100 * GB + Math.sin((h / 24) * 2 * Math.PI) * 5 * GB));
    expect(forecastDisk(wave, 100 * GB).state).toBe('not_growing');
  });

  test('too little history is unknown: under an hour, or under eight points', () => {
    expect(fitGrowth(hours(0.9, (h) => 100 * GB + h * GB, 60_000))).toBeNull();
    expect(fitGrowth(hours(7, (h) => 100 * GB + h * GB))).toBeNull();
    expect(fitGrowth(hours(48, (h) => (h < 45 ? null : h * GB)))).toBeNull();
    expect(fitGrowth(hours(48, () => null))).toBeNull();
  });

  test('a constant history has growth 0', () => {
    expect(fitGrowth(hours(48, () => 100 * GB))).toMatchObject({ perDay: 0, lowPerDay: 0, highPerDay: 0 });
  });
});

describe('forecast', () => {
  const growth = (perDayGb: number, low: number, high: number): Growth => ({
    perDay: perDayGb * GB,
    lowPerDay: low * GB,
    highPerDay: high * GB,
    points: 48,
    fromMs: 0,
    toMs: 48 * HOUR,
    jumps: 0,
  });

  test('days lie between the fastest and the slowest growth that fit', () => {
    expect(forecastDisk(growth(10, 5, 20), 100 * GB)).toMatchObject({
      state: 'growing',
      daysToFull: { estimate: 10, low: 5, high: 20 },
    });
  });

  test.each([
    ['an interval that contains 0', growth(1, -1, 3)],
    ['an interval that touches 0', growth(1, 0, 3)],
    ['shrinking', growth(-5, -8, -2)],
    ['no growth', growth(0, 0, 0)],
  ])('%s is not growing', (_name, given) => {
    expect(forecastDisk(given, 100 * GB)).toMatchObject({ state: 'not_growing', daysToFull: null });
  });

  test('without history, or without the size of the disk, it is unknown', () => {
    expect(forecastDisk(null, 100 * GB).state).toBe('unknown');
    expect(forecastDisk(growth(10, 5, 20), null).state).toBe('unknown');
  });

  test('the last hours speak only when they are faster beyond doubt', () => {
    const days = growth(10, 8, 12);
    expect(presentGrowth(days, growth(100, 90, 110), true)).toMatchObject({ perDay: 100 * GB });
    // The rise between two deletions by retention is as fast, but leads no higher than the one before.
    expect(presentGrowth(days, growth(100, 90, 110), false)).toBe(days);
    expect(presentGrowth(days, growth(14, 11, 17), true)).toBe(days);
    expect(presentGrowth(days, growth(0, -1, 1), true)).toBe(days);
    expect(presentGrowth(null, growth(1, 0.5, 2), false)).toMatchObject({ perDay: GB });
    expect(presentGrowth(null, null, false)).toBeNull();
  });

  test('what lies before the last hours is what they are compared with; gaps are not', () => {
    const longer = (rule: (h: number) => number | null) => hours(24, rule);
    const recent = { ...hours(6, (h) => 100 + h), fromMs: hours(1, () => 0).fromMs + 18 * HOUR };
    expect(
      isHighestEver(
        longer((h) => (h < 18 ? 90 : 500)),
        recent,
      ),
    ).toBe(true);
    expect(
      isHighestEver(
        longer((h) => (h === 5 ? 106 : null)),
        recent,
      ),
    ).toBe(false);
    expect(
      isHighestEver(
        longer(() => null),
        recent,
      ),
    ).toBe(true);
    expect(
      isHighestEver(
        longer(() => 1),
        { ...recent, values: new Float64Array(6).fill(NaN) },
      ),
    ).toBe(false);
  });
});
