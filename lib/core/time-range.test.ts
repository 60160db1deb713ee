import { describe, expect, it } from 'vitest';
import {
  RANGE_PRESETS,
  earlierRange,
  laterRange,
  parseSpan,
  parseTimeRange,
  refreshIntervalMs,
  resolveTimeRange,
  serializeTimeRange,
  spanOf,
  widerRange,
  type TimeRange,
} from './time-range.ts';

const NOW = Date.UTC(2026, 10, 21, 17, 0);

describe('time range in the URL', () => {
  it('comes back from the URL as it went in', () => {
    const ranges: TimeRange[] = [
      ...RANGE_PRESETS.map((span) => ({ kind: 'relative' as const, span })),
      { kind: 'relative', span: '45m' },
      { kind: 'absolute', from: NOW - 1, to: NOW },
    ];
    for (const range of ranges) expect(parseTimeRange(serializeTimeRange(range))).toEqual(range);
  });

  it('falls back to the default for anything unreadable', () => {
    const fallback = { kind: 'relative', span: '1h' };
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
    expect(resolveTimeRange({ kind: 'relative', span: '15m' }, NOW)).toEqual({ from: NOW - 900_000, to: NOW });
    expect(resolveTimeRange({ kind: 'absolute', from: 1, to: 2 }, NOW)).toEqual({ from: 1, to: 2 });
  });

  it('stops asking once a range lies in the past', () => {
    expect(refreshIntervalMs({ kind: 'absolute', from: 1, to: 2 }, NOW)).toBeNull();
    expect(refreshIntervalMs({ kind: 'relative', span: '1h' }, NOW)).toBe(5_000);
  });
});

describe('spans', () => {
  it('have one spelling for each length', () => {
    expect(['60m', '90m', '24h', '1d', '48h', '7d', '36h'].map(parseSpan)).toEqual([
      '1h',
      '90m',
      '24h',
      '24h',
      '2d',
      '7d',
      '36h',
    ]);
    for (const preset of RANGE_PRESETS) expect(parseSpan(preset)).toBe(preset);
  });

  it('refuse what is none, nothing at all, and more than is ever kept', () => {
    for (const text of [null, '', 'h', '0h', '-1h', '1.5h', '3w', '99999d', '1h '])
      expect([text, parseSpan(text)]).toEqual([text, null]);
    expect(spanOf(61_000)).toBeNull();
  });
});

describe('moving a range', () => {
  const hour: TimeRange = { kind: 'relative', span: '1h' };

  it('goes back by its own length and forward to where it came from', () => {
    const back = earlierRange(hour, NOW);
    expect(back).toEqual({ kind: 'absolute', from: NOW - 7_200_000, to: NOW - 3_600_000 });
    const further = earlierRange(back, NOW);
    expect(laterRange(further, NOW)).toEqual(back);
    // Half a minute later the window that reaches now moves with the clock again.
    expect(laterRange(back, NOW + 30_000)).toEqual(hour);
  });

  it('knows no later window than the newest', () => {
    expect(laterRange(hour, NOW)).toBeNull();
    expect(laterRange({ kind: 'absolute', from: NOW - 1000, to: NOW }, NOW)).toBeNull();
    // A length without a name stands still, but never ends after now.
    expect(laterRange({ kind: 'absolute', from: NOW - 20_001, to: NOW - 5_001 }, NOW)).toEqual({
      kind: 'absolute',
      from: NOW - 15_000,
      to: NOW,
    });
  });

  it('zooms out to twice the length around the middle, never beyond now', () => {
    expect(widerRange(hour, NOW)).toEqual({ kind: 'relative', span: '2h' });
    expect(widerRange({ kind: 'relative', span: '24h' }, NOW)).toEqual({ kind: 'relative', span: '2d' });
    const long = NOW - 100 * 3_600_000;
    expect(widerRange({ kind: 'absolute', from: long, to: long + 3_600_000 }, NOW)).toEqual({
      kind: 'absolute',
      from: long - 1_800_000,
      to: long + 5_400_000,
    });
    expect(widerRange({ kind: 'absolute', from: NOW - 3_600_000, to: NOW }, NOW)).toEqual({ kind: 'relative', span: '2h' });
    expect(widerRange({ kind: 'relative', span: '800d' }, NOW)).toBeNull();
  });
});
