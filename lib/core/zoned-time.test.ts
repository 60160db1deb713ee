import { describe, expect, it } from 'vitest';
import { fromLocalInput, instantOf, isTimeZone, startOfDay, toLocalInput, zoneOffsetMs } from './zoned-time.ts';

const HOUR_MS = 3_600_000;
const at = (iso: string) => Date.parse(iso);

describe('wall time of a zone', () => {
  it('goes to the instant and back in whole, half and quarter hours', () => {
    const instant = at('2026-11-25T14:02:15Z');
    expect(toLocalInput(instant, 'America/Sao_Paulo')).toBe('2026-11-25T11:02:15');
    expect(toLocalInput(instant, 'UTC')).toBe('2026-11-25T14:02:15');
    expect(toLocalInput(instant, 'Asia/Kathmandu')).toBe('2026-11-25T19:47:15');
    for (const zone of ['America/Sao_Paulo', 'UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', undefined]) {
      expect(fromLocalInput(toLocalInput(instant, zone), zone)).toBe(instant);
    }
  });

  it('takes the first of an hour that happens twice', () => {
    // New York, 1 November 2026: 02:00 EDT becomes 01:00 EST.
    expect(fromLocalInput('2026-11-01T01:30', 'America/New_York')).toBe(at('2026-11-01T05:30:00Z'));
    expect(fromLocalInput('2026-11-01T02:30', 'America/New_York')).toBe(at('2026-11-01T07:30:00Z'));
    expect(toLocalInput(at('2026-11-01T06:30:00Z'), 'America/New_York')).toBe('2026-11-01T01:30:00');
  });

  it('moves a skipped hour to after the change', () => {
    // Lisbon, 29 March 2026: 01:00 WET becomes 02:00 WEST.
    const skipped = fromLocalInput('2026-03-29T01:30', 'Europe/Lisbon');
    expect(skipped).toBe(at('2026-03-29T01:30:00Z'));
    expect(toLocalInput(skipped ?? 0, 'Europe/Lisbon')).toBe('2026-03-29T02:30:00');
    expect(zoneOffsetMs(at('2026-03-29T00:59:59Z'), 'Europe/Lisbon')).toBe(0);
    expect(zoneOffsetMs(at('2026-03-29T01:00:00Z'), 'Europe/Lisbon')).toBe(HOUR_MS);
  });

  it('knows days of 23 and of 25 hours', () => {
    const noon = at('2026-11-01T17:00:00Z');
    const start = startOfDay(noon, 'America/New_York');
    expect(new Date(start).toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(startOfDay(noon, 'America/New_York', 1) - start).toBe(25 * HOUR_MS);
    const spring = at('2026-03-29T12:00:00Z');
    expect(startOfDay(spring, 'Europe/Lisbon', 1) - startOfDay(spring, 'Europe/Lisbon')).toBe(23 * HOUR_MS);
    expect(startOfDay(at('2026-11-25T02:00:00Z'), 'America/Sao_Paulo')).toBe(at('2026-11-24T03:00:00Z'));
  });

  it('refuses what is no wall time and no zone', () => {
    for (const text of ['', '2026-11-25', '2026-13-25T10:00', '2026-11-25T10:00Z', '25/11/2026 10:00']) {
      expect([text, fromLocalInput(text, 'UTC')]).toEqual([text, null]);
    }
    expect(['UTC', 'Asia/Kathmandu', 'Mars/Olympus', '', '../etc'].map(isTimeZone)).toEqual([true, true, false, false, false]);
    expect(instantOf(0, 'UTC')).toBe(0);
  });
});
