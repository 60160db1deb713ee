import { describe, expect, it } from 'vitest';
import type { PassInfo } from '#lib/contracts/common.ts';
import { isBehindPass, refreshWithPass, setFed, untilNextPassMs } from './refresh.ts';

const pass = (over: Partial<PassInfo>): PassInfo => ({
  takenAt: '2026-11-21T10:00:00.000Z',
  ageMs: 0,
  intervalMs: 5_000,
  stale: false,
  durationMs: 200,
  requests: 10,
  requestsPerSecond: 2,
  bytesPerSecond: 2_000,
  requestsPerSecondMax: null,
  intervalReason: 'size',
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

describe('what a feed tells', () => {
  const rule = refreshWithPass<{ pass: PassInfo | null }>((data) => data.pass);
  const query = (data: unknown, refetchInterval: unknown = rule) => ({ options: { refetchInterval }, state: { data } });

  it('makes only what shows an older pass ask again', () => {
    expect(isBehindPass(query({ pass: pass({}) }), '2026-11-21T10:00:05.000Z')).toBe(true);
    expect(isBehindPass(query({ pass: null }), '2026-11-21T10:00:05.000Z')).toBe(true);
    expect(isBehindPass(query({ pass: pass({}) }), '2026-11-21T10:00:00.000Z')).toBe(false);
    expect(isBehindPass(query(undefined), '2026-11-21T10:00:05.000Z')).toBe(false);
    expect(
      isBehindPass(
        query({ pass: pass({}) }, () => 5_000),
        '2026-11-21T10:00:05.000Z',
      ),
    ).toBe(false);
    expect(isBehindPass(query({ pass: pass({}) }, 5_000), '2026-11-21T10:00:05.000Z')).toBe(false);
  });

  it('makes polls a net below, for that cluster alone and only while it tells', () => {
    const asked = (clusterId: string) =>
      rule({ queryKey: ['clusters', clusterId, 'overview'], state: { data: { pass: pass({ ageMs: 600 }) }, error: null } });
    setFed('lab', true);
    expect([asked('lab'), asked('other')]).toEqual([9_000, 5_000]);
    setFed('lab', false);
    expect(asked('lab')).toBe(5_000);
  });
});
