import { describe, expect, it } from 'vitest';
import { heatOf, lowerMedian, type HeatRule } from './heat.ts';

const TIME: HeatRule = { worse: 'high', least: 20 };
const SHARE: HeatRule = { worse: 'high', least: 0.1, limit: 0.7 };
const COUNT: HeatRule = { worse: 'away', least: 2 };

describe('a figure against the others', () => {
  it.each([
    ['within the normal', 45, 'none'],
    ['above', 62, 'above'],
    ['far above', 100, 'far'],
    ['below is no worry', 1, 'none'],
  ] as const)('time: %s', (_, value, level) => expect(heatOf(value, [40, 41], TIME).level).toBe(level));

  it('many times a tiny value is still nobody’s trouble', () => {
    expect(heatOf(9, [1, 1], TIME).level).toBe('none');
  });

  it.each([
    ['a little more', 0.2, 'none'],
    ['twice as busy', 0.3, 'above'],
    ['three times as busy', 0.45, 'far'],
    ['beyond its own bound, whatever the others', 0.71, 'limit'],
  ] as const)('share: %s', (_, value, level) => expect(heatOf(value, [0.15, 0.16], SHARE).level).toBe(level));

  it.each([
    ['even', 17, 'none'],
    ['one more or less is even', 2, 'none', [3, 3]],
    ['a third more', 24, 'above'],
    ['none at all', 0, 'far'],
    ['something where the others have nothing', 5, 'far', [0, 0]],
  ] as [string, number, string, number[]?][])('counts: %s', (_, value, level, others = [18, 18]) =>
    expect(heatOf(value, others, COUNT).level).toBe(level),
  );
});

describe('what is not known', () => {
  it('is never judged, and what is normal is still told', () => {
    expect(heatOf(null, [40], TIME)).toEqual({ level: 'none', normal: 40 });
  });
  it('a broker without references only has its own bounds', () => {
    expect(heatOf(5000, [], TIME)).toEqual({ level: 'none', normal: null });
    expect(heatOf(0.9, [], SHARE)).toEqual({ level: 'limit', normal: null });
  });
  it('the median is a value that was measured', () => {
    expect(lowerMedian([3, 1, 2, 9])).toBe(2);
    expect(lowerMedian([])).toBeNull();
  });
});
