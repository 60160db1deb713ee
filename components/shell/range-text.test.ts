import { describe, expect, it } from 'vitest';
import { readTimeRange } from '#lib/core/read-time-range.ts';
import { linkToMoment, rangeText } from './range-text.ts';

const NOW = Date.parse('2026-11-25T17:00:00Z');

describe('a copied range', () => {
  it('is read back as the same window', () => {
    const text = rangeText({ kind: 'relative', span: '1h' }, NOW);
    expect(text).toBe('2026-11-25T16:00:00.000Z/2026-11-25T17:00:00.000Z');
    expect(readTimeRange(text, { nowMs: NOW + 9e9, timeZone: 'Asia/Kathmandu' })).toEqual({
      kind: 'absolute',
      from: NOW - 3_600_000,
      to: NOW,
    });
  });

  it('stands still in a link, which keeps everything else', () => {
    const link = linkToMoment(
      'https://farol.example/clusters/loja/topics?q=a%26b&range=6h',
      { kind: 'relative', span: '6h' },
      NOW,
    );
    const { searchParams } = new URL(link);
    expect(Object.fromEntries(searchParams)).toEqual({
      q: 'a&b',
      from: '2026-11-25T11:00:00.000Z',
      to: '2026-11-25T17:00:00.000Z',
    });
  });
});
