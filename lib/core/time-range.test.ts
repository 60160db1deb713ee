import { describe, expect, it } from 'vitest';
import {
  RANGE_PRESETS,
  parseTimeRange,
  refreshIntervalMs,
  resolveTimeRange,
  serializeTimeRange,
  type TimeRange,
} from './time-range.ts';

const NOW = Date.UTC(2026, 10, 21, 17, 0);

describe('time range in the URL', () => {
  it('comes back from the URL as it went in', () => {
    const ranges: TimeRange[] = [
      ...RANGE_PRESETS.map((preset) => ({ kind: 'relative' as const, preset })),
      { kind: 'absolute', from: NOW - 1, to: NOW },
    ];
    for (const range of ranges) expect(parseTimeRange(serializeTimeRange(range))).toEqual(range);
  });

  it('falls back to the default for anything unreadable', () => {
    const fallback = { kind: 'relative', preset: '1h' };
    expect(parseTimeRange({ range: '3 weeks', from: null, to: null })).toEqual(fallback);
    expect(parseTimeRange({ range: null, from: 'yesterday', to: 'now' })).toEqual(fallback);
    expect(parseTimeRange({ range: null, from: '2026-11-21T10:00:00Z', to: '2026-11-21T09:00:00Z' })).toEqual(fallback);
  });

  it('reads epoch milliseconds and ISO times alike', () => {
    expect(parseTimeRange({ range: null, from: String(NOW - 60_000), to: new Date(NOW).toISOString() })).toEqual({
      kind: 'absolute',
      from: NOW - 60_000,
      to: NOW,
    });
  });

  it('moves a relative range with the clock and leaves an absolute one alone', () => {
    expect(resolveTimeRange({ kind: 'relative', preset: '15m' }, NOW)).toEqual({ from: NOW - 900_000, to: NOW });
    expect(resolveTimeRange({ kind: 'absolute', from: 1, to: 2 }, NOW)).toEqual({ from: 1, to: 2 });
  });

  it('stops asking once a range lies in the past', () => {
    expect(refreshIntervalMs({ kind: 'absolute', from: 1, to: 2 }, NOW)).toBeNull();
    expect(refreshIntervalMs({ kind: 'relative', preset: '1h' }, NOW)).toBe(5_000);
  });
});
