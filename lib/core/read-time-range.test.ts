import { describe, expect, it } from 'vitest';
import { readTimeRange } from './read-time-range.ts';

const NOW = Date.parse('2026-11-25T17:00:00Z');
const read = (text: string, timeZone: string | undefined = 'America/Sao_Paulo') => {
  const range = readTimeRange(text, { nowMs: NOW, timeZone });
  if (range === null) return null;
  if (range.kind === 'relative') return range.span;
  return `${new Date(range.from).toISOString().slice(0, 19)}/${new Date(range.to).toISOString().slice(0, 19)}`;
};

describe('a range that was typed', () => {
  it('is a length in either language', () => {
    const lengths: Record<string, string> = {
      '45m': '45m',
      '3h': '3h',
      ' 2d ': '2d',
      '90 min': '90m',
      '1h30': '90m',
      '1h 30m': '90m',
      '1,5 h': '90m',
      '60m': '1h',
      '1w': '7d',
      'last 2 days': '2d',
      'últimas 3 horas': '3h',
      'ultimos 15 minutos': '15m',
      'now-6h': '6h',
      '-6h': '6h',
    };
    for (const [text, span] of Object.entries(lengths)) expect([text, read(text)]).toEqual([text, span]);
  });

  it('is a day of the zone', () => {
    expect(read('ontem')).toBe('2026-11-24T03:00:00/2026-11-25T03:00:00');
    expect(read('Yesterday', 'Asia/Kathmandu')).toBe('2026-11-23T18:15:00/2026-11-24T18:15:00');
    expect(read('hoje')).toBe('2026-11-25T03:00:00/2026-11-25T17:00:00');
    // The day on which New York turned its clocks back lasts 25 hours.
    expect(read('2026-11-01', 'America/New_York')).toBe('2026-11-01T04:00:00/2026-11-02T05:00:00');
  });

  it('is two clock times of the last day', () => {
    expect(read('9:00 - 10:30')).toBe('2026-11-25T12:00:00/2026-11-25T13:30:00');
    expect(read('22:00 – 23:00')).toBe('2026-11-25T01:00:00/2026-11-25T02:00:00');
  });
});

describe('a range that was pasted', () => {
  it('is a pair of times, with or without a zone of their own', () => {
    const wanted = '2026-11-25T10:00:00/2026-11-25T12:00:00';
    for (const text of [
      '2026-11-25T10:00:00Z/2026-11-25T12:00:00Z',
      '2026-11-25T10:00:00.000Z – 2026-11-25T12:00:00.000Z',
      '2026-11-25T07:00:00-03:00 to 2026-11-25T09:00:00-0300',
      '2026-11-25 07:00 até 2026-11-25 09:00',
      '2026-11-25T07:00, 2026-11-25T09:00',
      '2026-11-25T10:00Z 2026-11-25T12:00Z',
      '1795600800000 - 1795608000000',
      '1795600800..1795608000',
    ]) {
      expect([text, read(text)]).toEqual([text, wanted]);
    }
    expect(read('2026-11-20 to 2026-11-21', 'UTC')).toBe('2026-11-20T00:00:00/2026-11-22T00:00:00');
  });

  it('is a link into Farol', () => {
    expect(read('https://farol.example/clusters/loja/topics?q=a&range=6h')).toBe('6h');
    expect(read('http://localhost:3000/clusters/loja?from=2026-11-25T10:00:00.000Z&to=2026-11-25T12:00:00.000Z#x')).toBe(
      '2026-11-25T10:00:00/2026-11-25T12:00:00',
    );
  });

  it('is a link or a copied range of Grafana', () => {
    expect(read('https://grafana.example/d/abc/kafka?orgId=1&from=now-6h&to=now&timezone=browser')).toBe('6h');
    expect(read('?from=1795600800000&to=1795608000000')).toBe('2026-11-25T10:00:00/2026-11-25T12:00:00');
    expect(read('?from=now-1d/d&to=now-1d/d', 'UTC')).toBe('2026-11-24T00:00:00/2026-11-25T00:00:00');
    expect(read('{"from":"now-30m","to":"now"}')).toBe('30m');
    expect(read('{"from":"2026-11-25T10:00:00.000Z","to":"2026-11-25T12:00:00.000Z"}')).toBe(
      '2026-11-25T10:00:00/2026-11-25T12:00:00',
    );
  });

  it('is nothing when it cannot be read, is empty, turned round or endless', () => {
    for (const text of [
      '',
      'soon',
      '0h',
      '90s',
      '3 fortnights',
      '{"from":',
      '{"from":{},"to":[]}',
      'https://grafana.example/d/abc',
      '?from=now&to=now-6h',
      '2026-11-25T12:00Z/2026-11-25T10:00Z',
      '2026-11-25T12:00Z/2026-11-25T12:00Z',
      '1900-01-01 to 2026-01-01',
      '2026-99-99',
      '25:99 - 26:00',
      'x'.repeat(5_000),
      '1'.repeat(1_999),
    ]) {
      expect([text.slice(0, 40), read(text)]).toEqual([text.slice(0, 40), null]);
    }
  });
});
