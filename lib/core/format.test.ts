import { describe, expect, it } from 'vitest';
import { compareQuantities, createFormatter } from './format.ts';

const pt = createFormatter('pt-BR', 'America/Sao_Paulo');
const en = createFormatter('en', 'UTC');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('createFormatter', () => {
  it('writes 64-bit integers with every digit', () => {
    expect(en.integer('9223372036854775807')).toBe('9,223,372,036,854,775,807');
    expect(pt.integer('9007199254740993')).toBe('9.007.199.254.740.993');
    expect(en.integer(-9007199254740993n)).toBe('-9,007,199,254,740,993');
  });

  it('shows unknown as a dash, never as zero', () => {
    for (const unknown of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(en.integer(unknown)).toBe('–');
      expect(en.rate(unknown)).toBe('–');
      expect(en.bytes(unknown)).toBe('–');
      expect(en.duration(unknown)).toBe('–');
      expect(en.age(unknown)).toBe('–');
      expect(en.value('messages_per_second', unknown)).toEqual({ text: '–', unit: '' });
    }
    expect(en.integer('not a number')).toBe('–');
    expect(en.integer(0)).toBe('0');
  });

  it('keeps small rates visible and large rates calm', () => {
    expect([0, 0.04, 0.4, 9.96, 99.94, 1482.3].map(pt.rate)).toEqual(['0', '0,04', '0,4', '10', '99,9', '1.482']);
  });

  it('counts bytes in IEC steps', () => {
    expect([0, 1023, 1024, 4_299_161, 1_099_511_627_776].map((n) => plain(en.bytes(n)))).toEqual([
      '0 B',
      '1,023 B',
      '1 KiB',
      '4.1 MiB',
      '1 TiB',
    ]);
    expect(plain(en.bytes('-2048'))).toBe('-2 KiB');
  });

  it('writes durations in at most two units', () => {
    const cases: [number, string][] = [
      [0, '0 ms'],
      [0.44, '0,4 ms'],
      [12, '12 ms'],
      [1500, '1,5 s'],
      [59_999, '59 s'],
      [214_000, '3 min 34 s'],
      [3_600_000, '1 h'],
      [7_500_000, '2 h 5 min'],
      [604_800_000, '7 d'],
      [-1500, '−1,5 s'],
    ];
    for (const [ms, text] of cases) expect(plain(pt.duration(ms))).toBe(text);
  });

  it('rounds ages down to one unit and never shows a negative age', () => {
    expect([-5, 3999, 61_000, 7_300_000, 200_000_000].map((ms) => plain(en.age(ms)))).toEqual([
      '0 s',
      '3 s',
      '1 min',
      '2 h',
      '2 d',
    ]);
  });

  it('draws clock times in the chosen zone, across a change of its offset', () => {
    expect(pt.time(Date.UTC(2026, 10, 21, 17, 2, 15))).toBe('14:02:15');
    const lisbon = createFormatter('en', 'Europe/Lisbon');
    expect(lisbon.time(Date.UTC(2026, 9, 25, 0, 30), 'minutes')).toBe('01:30');
    expect(lisbon.time(Date.UTC(2026, 9, 25, 1, 30), 'minutes')).toBe('01:30');
    expect(lisbon.zone(Date.UTC(2026, 9, 25, 0, 30))).not.toBe(lisbon.zone(Date.UTC(2026, 9, 25, 1, 30)));
    expect(createFormatter('en', 'Asia/Kathmandu').time(Date.UTC(2026, 0, 1, 0, 0), 'minutes')).toBe('05:45');
  });

  it('names the zone beside a day and time, and leaves nothing open in tooltips', () => {
    const at = Date.UTC(2026, 10, 25, 17, 2, 15);
    const said = (zone: string) => plain(createFormatter('en', zone).dateTime(at));
    expect(said('America/Sao_Paulo')).toBe('Nov 25, 2026, 14:02:15 GMT-3');
    expect(said('UTC')).toBe('Nov 25, 2026, 17:02:15 UTC');
    expect(said('Asia/Kathmandu')).toBe('Nov 25, 2026, 22:47:15 GMT+5:45');
    expect(plain(createFormatter('en').dateTime(at))).toMatch(/:15$/);
    expect(plain(createFormatter('en', 'Asia/Kathmandu').instant(at))).toBe(
      'Nov 25, 2026, 22:47:15 GMT+5:45 · 2026-11-25T17:02:15.000Z',
    );
    // The hour that New York has twice is told apart by its zone.
    const newYork = createFormatter('en', 'America/New_York');
    const twice = [Date.UTC(2026, 10, 1, 5, 30), Date.UTC(2026, 10, 1, 6, 30)].map((each) => plain(newYork.dateTime(each)));
    expect(twice).toEqual(['Nov 01, 2026, 01:30:00 EDT', 'Nov 01, 2026, 01:30:00 EST']);
    expect(newYork.instant(null)).toBe('–');
  });

  it('separates the unit from the figures', () => {
    expect(pt.value('bytes_per_second', 1536)).toEqual({ text: '1,5', unit: 'KiB/s' });
    expect(pt.value('ratio', 0.417)).toEqual({ text: '42%', unit: '' });
    expect(en.value('seconds', 3600)).toEqual({ text: '1\u00a0h', unit: '' });
    expect(en.value('per_second', 0.02)).toEqual({ text: '0.02', unit: '/s' });
    expect(en.value('cores', 0.4167)).toEqual({ text: '0.42', unit: '' });
    expect(pt.value('bytes_per_second', 4_404_019)).toEqual({ text: '4,2', unit: 'MiB/s' });
    expect(en.value('bytes_per_second', -2048)).toEqual({ text: '-2', unit: 'KiB/s' });
    expect(pt.value('messages_per_second', 1482)).toEqual({ text: '1.482', unit: 'msg/s' });
    expect(en.value('bytes', 2048)).toEqual({ text: '2', unit: 'KiB' });
    expect(en.value('offsets', '9007199254740993')).toEqual({ text: '9,007,199,254,740,993', unit: 'offsets' });
  });

  it('shows no false precision in means of whole things, and no zero that is none', () => {
    const counts = (values: number[]) => values.map((value) => en.value('count', value).text);
    expect(counts([32.7, 10.4, 9.97, 5.84, 0.26, 0])).toEqual(['33', '10', '10', '5.8', '0.3', '0']);
    expect(counts([0.04])).toEqual(['<\u00a00.1']);
    expect(pt.value('offsets', 1234.5678)).toEqual({ text: '1.235', unit: 'offsets' });
    expect(pt.value('offsets', 5.84)).toEqual({ text: '5,8', unit: 'offsets' });
    expect(en.value('messages_per_second', 0.26).text).toBe('0.26');
  });
});

describe('compareQuantities', () => {
  it('orders 64-bit strings exactly and puts unknown last', () => {
    const values = [null, '9007199254740993', '9007199254740992', '-1'];
    expect([...values].sort(compareQuantities)).toEqual(['-1', '9007199254740992', '9007199254740993', null]);
  });
});
