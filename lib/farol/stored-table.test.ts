import { expect, it } from 'vitest';
import type { StoredRelation } from '#lib/store/series/stored-tables.ts';
import { storedTables } from './stored-table.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const relation = (table: StoredRelation['table'], fromMs: number | null, bytes: number, rows: number | null): StoredRelation => ({
  table,
  fromMs,
  bytes: BigInt(bytes),
  rows: rows === null ? null : BigInt(rows),
  isEmpty: rows === 0,
});
const EMPTY = { relations: [], firstMs: null, doneMs: { raw: null, minute: null, hour: null } };

function tableOf(name: string, stored: Parameters<typeof storedTables>[0], nowMs = 2 * DAY) {
  return storedTables(stored, nowMs).find(({ table }) => table === name);
}

it('tells size, rows and age of a tier over its partitions', () => {
  const stored = {
    relations: [relation('raw', 0, 1_000, 10), relation('raw', 6 * HOUR, 3_000, 30), relation('raw', 12 * HOUR, 16, 0)],
    firstMs: 0,
    doneMs: { raw: 12 * HOUR, minute: null, hour: null },
  };
  expect(tableOf('raw', stored)).toEqual({
    table: 'raw',
    bytes: '4016',
    rows: '40',
    partitions: 3,
    oldestAt: '1970-01-01T00:00:00.000Z',
    retentionMs: 2 * DAY,
    // 4,000 bytes in twelve hours; the empty partition that was made ahead is no growth.
    bytesPerDay: 8_000,
    bytesAtRetention: 16_000,
  });
});

it('nothing is older than the first thing that was ever stored, whenever its partition begins', () => {
  const stored = { ...EMPTY, relations: [relation('hour', 0, 1_000, 1)], firstMs: 5 * HOUR };
  expect(tableOf('hour', stored)?.oldestAt).toBe('1970-01-01T05:00:00.000Z');
});

it('a growth is not told from two blocks or less, and never of what is packed away', () => {
  const stored = {
    relations: [relation('minute', 0, 1_000, 1), relation('pass_log', 0, 1_000, 1)],
    firstMs: 0,
    doneMs: { raw: DAY, minute: HOUR, hour: null },
  };
  expect(tableOf('minute', stored)).toMatchObject({ bytesPerDay: null, bytesAtRetention: null });
  expect(tableOf('pass_log', stored)).toMatchObject({ bytesPerDay: null, retentionMs: null });
});

it('rows that PostgreSQL has no estimate of are unknown, not none', () => {
  const stored = { ...EMPTY, relations: [relation('event', 0, 9_000, null), relation('event', DAY, 9_000, 4)], firstMs: 0 };
  expect(tableOf('event', stored)?.rows).toBeNull();
});

it('what is no history is told as one', () => {
  const stored = { ...EMPTY, relations: [relation(null, null, 700, 3), relation(null, null, 300, 2)] };
  expect(tableOf('now', stored)).toMatchObject({
    bytes: '1000',
    rows: '5',
    oldestAt: null,
    retentionMs: null,
    bytesPerDay: null,
  });
});
