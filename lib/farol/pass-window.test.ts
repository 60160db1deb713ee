import { expect, it } from 'vitest';
import type { PassFigures } from '#lib/store/series/pass-figures.ts';
import { passWindow } from './pass-window.ts';

const NOW = 3_600_000;
const FULL: PassFigures = {
  clusterKey: 1,
  passes: 720,
  firstMs: 0,
  lastMs: NOW - 5_000,
  firstStepMs: 5_000,
  lastStepMs: 5_000,
  hadBefore: true,
  skippedBetween: 0,
  partial: 0,
  failed: 0,
  durationP50Ms: 40,
  durationP95Ms: 90,
  durationMaxMs: 120,
  requestsPerPass: 14,
  lastFault: null,
};

it('an hour with a pass at every tick is whole', () => {
  expect(passWindow(FULL, 0, NOW)).toMatchObject({ passes: 720, skipped: 0, coverage: 1, lastFault: null });
});

it('ticks within, before and after the passes count as skipped', () => {
  const figures = { ...FULL, passes: 600, firstMs: 100_000, lastMs: NOW - 300_000, skippedBetween: 40 };
  const window = passWindow(figures, 0, NOW);
  // 100 s before the first pass and 300 s after the last one, less the tick that each stretch begins or ends with.
  expect(window.skipped).toBe(19 + 40 + 58);
  expect(window.coverage).toBeCloseTo(600 / 717);
});

it('a cluster that was added a moment ago has skipped nothing', () => {
  const figures = { ...FULL, hadBefore: false, passes: 3, firstMs: NOW - 12_000, lastMs: NOW - 2_000 };
  expect(passWindow(figures, 0, NOW)).toMatchObject({ skipped: 0, coverage: 1 });
});

it('tells when the last failure was', () => {
  const fault = { code: 'unavailable', detail: 'no broker answered' };
  expect(passWindow({ ...FULL, failed: 2, lastFault: { atMs: 1_000, fault } }, 0, NOW).lastFault).toEqual({
    at: '1970-01-01T00:00:01.000Z',
    fault,
  });
});
