import { describe, expect, it } from 'vitest';
import { heightShare, orderLines } from './order-lines.ts';

const linear = { yMin: 0, yMax: 100, yKind: 'linear' as const };
const log = { yMin: 0, yMax: 1000, yKind: 'log' as const };
const lines = [
  { key: 'low', value: 10 },
  { key: 'none', value: null },
  { key: 'high', value: 90 },
  { key: 'middle', value: 50 },
];
const keys = (pointer: number | null) => orderLines(lines, linear, pointer).map(({ key }) => key);

describe('orderLines', () => {
  it('goes by value where nothing is pointed at, unknown last', () => {
    expect(keys(null)).toEqual(['high', 'middle', 'low', 'none']);
  });

  it('puts the nearest to the pointer first and leaves the others in their order', () => {
    expect(keys(0.15)).toEqual(['low', 'high', 'middle', 'none']);
    expect(keys(0.45)).toEqual(['middle', 'high', 'low', 'none']);
  });

  it('measures on the axis as it is drawn', () => {
    expect(heightShare(log, 0)).toBe(0);
    expect(heightShare(log, 1000)).toBe(1);
    expect(heightShare(log, 30)).toBeGreaterThan(0.45);
    expect(orderLines([{ value: 500 }, { value: 30 }], log, 0.5)[0]?.value).toBe(30);
  });
});
