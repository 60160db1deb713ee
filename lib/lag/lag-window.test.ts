import { describe, expect, test } from 'vitest';
import { CommitRhythm } from './commit-rhythm.ts';
import { LagWindow } from './lag-window.ts';
import { catchUpSeconds, headroomBySize, headroomByTime, headroomBytes, laterCatchUp, type RetentionFacts } from './outlook.ts';

const T0 = 1_800_000_000_000;
const W = 600_000;

/** Polls every 15 s for so long; each tells lag, and offsets consumed and produced since the poll before. */
function watched(seconds: number, poll: (second: number) => [lag: number, consumed: number, produced: number]): LagWindow {
  const window = new LagWindow(W);
  for (let s = 0; s <= seconds; s += 15) window.add(T0 + s * 1_000, ...poll(s));
  return window;
}

describe('trend', () => {
  test('of a lag that grows by ten a second', () => {
    const trend = watched(1_200, (s) => [s * 10, 150, 300]).trend(T0 + 1_200_000, W);
    expect(trend.slope).toBeCloseTo(10, 5);
    expect(trend.fit).toBeCloseTo(1, 5);
    expect(trend.growth).toBeGreaterThan(5_000);
    expect(trend.spanMs).toBeGreaterThan(W * 0.9);
    expect(trend.spanMs).toBeLessThanOrEqual(W);
  });

  test('of a lag that stays has neither slope nor fit', () => {
    expect(watched(600, () => [700, 150, 150]).trend(T0 + 600_000, W)).toMatchObject({ slope: 0, fit: 0, growth: 0 });
  });

  test('of a saw-tooth does not fit', () => {
    expect(watched(900, (s) => [(s % 120) * 100, 0, 0]).trend(T0 + 900_000, W).fit).toBeLessThan(0.5);
  });

  test('large lags keep their digits', () => {
    expect(watched(600, (s) => [2 ** 52 + s, 0, 15]).trend(T0 + 600_000, W).slope).toBeCloseTo(1, 3);
  });

  test('counts the polls that knew', () => {
    const trend = watched(600, (s) => [s % 60 === 0 ? NaN : 5, NaN, NaN]).trend(T0 + 600_000, W);
    expect(trend.known / trend.polls).toBeCloseTo(0.75, 1);
    expect(trend.produced).toBe(0);
  });

  test('looks no further back than asked', () => {
    const trend = watched(1_200, (s) => [s < 900 ? 0 : 5_000, 0, 0]).trend(T0 + 1_200_000, 240_000);
    expect(trend.growth).toBe(0);
  });
});

describe('rates', () => {
  test('over the window, whenever the commits came', () => {
    const rates = watched(600, (s) => [0, s % 60 === 0 ? 600 : 0, 150]).rates(T0 + 600_000, 240_000);
    expect(rates.produced).toBeCloseTo(10, 1);
    expect(rates.consumed).toBeGreaterThan(7);
    expect(rates.consumed).toBeLessThan(13);
  });

  test('are not told from too short a look', () => {
    expect(watched(15, () => [0, 1, 1]).rates(T0 + 15_000, 240_000)).toEqual({ produced: null, consumed: null });
  });

  test('go on after a restart', () => {
    const before = watched(600, () => [10, 150, 150]);
    const after = new LagWindow(W);
    after.restore(Float64Array.from(before.data), before.slots);
    for (let s = 615; s <= 700; s += 15) after.add(T0 + s * 1_000, 10, 150, 150);
    expect(after.rates(T0 + 690_000, 240_000).produced).toBeCloseTo(10, 1);
    expect(after.trend(T0 + 690_000, W).polls).toBeGreaterThan(30);
  });
});

describe('outlook', () => {
  const rates = (consumed: number | null, produced: number | null) => ({ consumed, produced });

  test.each<[string, number, ReturnType<typeof rates>, boolean, number | 'never' | null]>([
    ['nothing to read', 0, rates(null, null), true, 0],
    ['gains ten a second', 100, rates(30, 20), false, 10],
    ['gains nothing', 100, rates(20, 20), false, 'never'],
    ['loses', 100, rates(10, 20), false, 'never'],
    ['stands', 100, rates(0, 0), false, 'never'],
    ['reaches the end again and again', 100, rates(20, 20), true, 5],
    ['rates not known', 100, rates(null, 20), false, null],
    ['lag not known', NaN, rates(20, 10), false, null],
  ])('%s', (_name, lag, given, reachesEnd, expected) => {
    expect(catchUpSeconds(lag, given, reachesEnd)).toBe(expected);
  });

  test('of several is the latest; never outlasts all, the unknown hides the rest', () => {
    expect(laterCatchUp(3, 7)).toBe(7);
    expect(laterCatchUp('never', null)).toBe('never');
    expect(laterCatchUp(3, null)).toBeNull();
  });

  const retention = (over: Partial<RetentionFacts>): RetentionFacts => ({
    upperMs: 60_000,
    retentionMs: 3_600_000,
    retentionBytes: -1,
    sizeBytes: 1_000,
    held: 100,
    lag: 50,
    produced: 2,
    ...over,
  });

  test.each<[string, Partial<RetentionFacts>, number]>([
    ['what is left of the time', {}, 3_540],
    ['nothing is left', { upperMs: 4_000_000 }, 0],
    ['kept for ever', { retentionMs: -1 }, Infinity],
    ['nothing to read', { lag: 0 }, Infinity],
    ['older than known', { upperMs: Infinity }, NaN],
    ['retention not known', { retentionMs: NaN }, NaN],
  ])('headroom in time: %s', (_name, over, expected) => {
    expect(headroomByTime(retention(over))).toBe(expected);
  });

  test('headroom in bytes: what may still be written before the commit is reached', () => {
    // Half of the 1,000 bytes lie behind the commit, each record 10 bytes, two a second.
    const bounded = retention({ retentionBytes: 2_500 });
    expect(headroomBytes(bounded)).toBe(2_000);
    expect(headroomBySize(bounded)).toBe(100);
    expect(headroomBySize(retention({}))).toBe(Infinity);
    expect(headroomBySize(retention({ retentionBytes: 2_500, sizeBytes: NaN }))).toBeNaN();
    expect(headroomBySize(retention({ retentionBytes: 2_500, produced: 0 }))).toBe(Infinity);
  });
});

describe('the rhythm of commits', () => {
  test('says nothing from four samples', () => {
    const rhythm = new CommitRhythm();
    for (let i = 0; i < 4; i++) rhythm.note(5_000, 10);
    expect([rhythm.p99GapMs(), rhythm.medianGapMs(), rhythm.medianStep()]).toEqual([null, null, null]);
  });

  test('tells the usual and the rare gap, rounded up to a bucket', () => {
    const rhythm = new CommitRhythm();
    for (let i = 0; i < 95; i++) rhythm.note(5_000, 100);
    for (let i = 0; i < 5; i++) rhythm.note(120_000, 100);
    expect(rhythm.medianGapMs()).toBeGreaterThanOrEqual(5_000);
    expect(rhythm.medianGapMs()).toBeLessThan(8_000);
    expect(rhythm.p99GapMs()).toBeGreaterThanOrEqual(120_000);
    expect(rhythm.p99GapMs()).toBeLessThan(200_000);
    expect(rhythm.medianStep()).toBe(128);
  });

  test('new habits outweigh old ones', () => {
    const rhythm = new CommitRhythm();
    for (let i = 0; i < 5_000; i++) rhythm.note(60_000, 1);
    for (let i = 0; i < 15_000; i++) rhythm.note(2_000, 1);
    expect(rhythm.medianGapMs()).toBeLessThan(4_000);
  });
});
