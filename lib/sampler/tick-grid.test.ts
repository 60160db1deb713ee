import { expect, test } from 'vitest';
import { nextTick, skippedTicks, tickPhase } from './tick-grid.ts';

const STEP = 5_000;

test.each([
  ['within a slot the next one', 12_000, 11_000, 15_100],
  ['at the very tick the one after', 15_100, 15_100, 20_100],
  ['before the phase of a slot already sampled the slot after', 10_010, 10_005, 15_100],
  ['before the phase of a slot not sampled yet that slot', 10_010, 5_200, 10_100],
  ['after a long pass the missed ticks are not taken up', 27_300, 10_100, 30_100],
])('%s', (_name, now, lastStart, expected) => {
  expect(nextTick(now, lastStart, STEP, 100)).toBe(expected);
});

test('ticks never fall on the mark itself, where an early timer would land in the slot before', () => {
  for (let key = 0; key < 5_000; key++) {
    expect(tickPhase(key, STEP)).toBeGreaterThanOrEqual(50);
    expect(tickPhase(key, STEP)).toBeLessThan(STEP / 2);
  }
});

test.each([
  [10_100, 15_100, 0],
  [10_100, 30_100, 3],
  [10_100, 10_050, 0],
  [30_100, 15_100, 0],
])('from %i to %i skips %i', (last, next, expected) => {
  expect(skippedTicks(last, next, STEP)).toBe(expected);
});
