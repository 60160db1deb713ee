import { expect, it } from 'vitest';
import type { CanaryWindow } from '#lib/contracts/canary.ts';
import { failuresOf, samplesOf } from './canary-kinds.ts';

const QUIET: CanaryWindow = {
  p50Ms: 1,
  p95Ms: 2,
  p99Ms: 3,
  maxMs: 4,
  ok: 10,
  timeout: 0,
  errors: {},
  lost: 0,
  late: 0,
  duplicate: 0,
  flagged: 2,
  successShare: 1,
};

it('names what went wrong, most frequent first, codes apart from words', () => {
  expect(failuresOf(QUIET)).toEqual([]);
  expect(failuresOf({ ...QUIET, timeout: 2, lost: 1, errors: { NOT_ENOUGH_REPLICAS: 7 } })).toEqual([
    { what: 'NOT_ENOUGH_REPLICAS', count: 7, isCode: true },
    { what: 'timeout', count: 2, isCode: false },
    { what: 'lost', count: 1, isCode: false },
  ]);
});

it('counts no flagged sample', () => {
  expect(samplesOf({ ...QUIET, timeout: 1, errors: { X: 2 } })).toBe(13);
});
