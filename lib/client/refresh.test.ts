import { describe, expect, it } from 'vitest';
import type { PassInfo } from '#lib/contracts/common.ts';
import { refreshWithPass, untilNextPassMs } from './refresh.ts';

const pass = (over: Partial<PassInfo>): PassInfo => ({
  takenAt: '2026-11-21T10:00:00.000Z',
  ageMs: 0,
  intervalMs: 5_000,
  stale: false,
  durationMs: 200,
  requests: 10,
  requestsPerSecond: 2,
  brokersAnswered: 3,
  brokersExpected: 3,
  ...over,
});

describe('refresh with the passes', () => {
  it('asks just after the next pass can be stored', () => {
    expect(untilNextPassMs(pass({ ageMs: 1_000 }))).toBe(4_600);
  });

  it('never asks more often than once a second', () => {
    expect(untilNextPassMs(pass({ ageMs: 5_550 }))).toBe(1_000);
  });

  it('asks once an interval while a pass is late', () => {
    expect(untilNextPassMs(pass({ ageMs: 60_000, stale: true }))).toBe(5_000);
  });

  it('slows down after a failure and for very long lists', () => {
    const rule = refreshWithPass<{ pass: PassInfo; rows: number }>(
      (data) => data.pass,
      (data) => data.rows,
    );
    const data = { pass: pass({ ageMs: 600 }), rows: 100 };
    expect(rule({ state: { data, error: null } })).toBe(5_000);
    expect(rule({ state: { data: { ...data, rows: 10_000 }, error: null } })).toBe(25_000);
    expect(rule({ state: { data, error: new Error('down') } })).toBe(15_000);
  });
});
