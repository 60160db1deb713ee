import { describe, expect, it } from 'vitest';
import type { PassInfo } from '#lib/contracts/common.ts';
import { freshnessOf } from './freshness-of.ts';

const pass: PassInfo = {
  takenAt: '2026-11-21T17:02:15.000Z',
  ageMs: 3000,
  intervalMs: 5000,
  stale: false,
  durationMs: 40,
  requests: 12,
  requestsPerSecond: 2.4,
  bytesPerSecond: 2_000,
  requestsPerSecondMax: null,
  intervalReason: 'size',
  brokersAnswered: 3,
  brokersExpected: 3,
};
const at = (sinceMs: number, change: Partial<PassInfo> = {}, isFailing = false) =>
  freshnessOf({ pass: { ...pass, ...change }, receivedAtMs: 1_000_000, nowMs: 1_000_000 + sinceMs, isFailing });

describe('freshnessOf', () => {
  it('grows with the browser’s own clock from the server’s age', () => {
    expect(at(0)).toEqual({ state: 'live', ageMs: 3000 });
    expect(at(2000).ageMs).toBe(5000);
    expect(at(-4000).ageMs).toBe(3000);
  });

  it('turns late after two intervals and stale after three', () => {
    expect(at(8000).state).toBe('live');
    expect(at(9000).state).toBe('late');
    expect(at(14_000).state).toBe('stale');
    expect(at(0, { stale: true }).state).toBe('stale');
  });

  it('says partial when a broker did not answer', () => {
    expect(at(0, { brokersAnswered: 2 }).state).toBe('partial');
  });

  it('keeps calm at the first failed request and says offline once the data is late', () => {
    expect(at(0, {}, true).state).toBe('live');
    expect(at(20_000, {}, true).state).toBe('offline');
  });

  it('has no age without a pass', () => {
    expect(freshnessOf({ pass: null, receivedAtMs: 0, nowMs: 9, isFailing: false })).toEqual({ state: 'waiting', ageMs: null });
    expect(freshnessOf({ pass: null, receivedAtMs: 0, nowMs: 9, isFailing: true }).state).toBe('offline');
  });
});
