import { expect, test } from 'vitest';
import type { Clock } from '#lib/core/clock.ts';
import { AppError } from '#lib/core/errors.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { DatabaseClock } from './database-clock.ts';

const T0 = Date.parse('2026-01-01T00:00:00Z');

/** A machine whose wall clock can be set, and a database with a right one. */
function machine(databaseOffMs = 0) {
  const at = { mono: 1_000, wallOff: 0, away: false, roundTripMs: 0 };
  const clock: Clock = { now: () => T0 + at.mono + at.wallOff, monotonic: () => at.mono };
  const pool = {
    query: () => {
      if (at.away) return Promise.reject(new AppError('unavailable', 'away'));
      const ms = T0 + at.mono + at.roundTripMs / 2 + databaseOffMs;
      at.mono += at.roundTripMs;
      return Promise.resolve({ rows: [{ ms }] });
    },
  };
  // The clock asks one question of the pool and nothing else.
  const db = { pool } as unknown as ConstructorParameters<typeof DatabaseClock>[0];
  return { at, clock, made: new DatabaseClock(db, clock, silentLogger) };
}

test('a machine that agrees with the database keeps its own time', async () => {
  const { at, clock, made } = machine(800);
  await made.settle();
  at.mono += 3_000;
  expect([made.now(), made.skewMs]).toEqual([clock.now(), 800]);
});

test('its time is whole milliseconds, as records on the wire take them', async () => {
  const { at, made } = machine(-600_000);
  await made.settle();
  at.mono += 0.2175;
  expect(Number.isInteger(made.now())).toBe(true);
});

test('the round trip is no skew', async () => {
  const { at, made } = machine();
  at.roundTripMs = 1_800;
  await made.settle();
  expect(made.skewMs).toBe(0);
});

test.each([600_000, -600_000, 86_400_000])(
  'a wall clock set by %i ms neither moves the time nor goes unnoticed',
  async (jumpMs) => {
    const { at, made } = machine();
    await made.settle();
    at.mono += 5_000;
    at.wallOff = jumpMs;
    expect(made.now()).toBe(T0 + at.mono);
    await made.settle();
    expect(made.skewMs).toBe(-jumpMs);
    at.mono += 5_000;
    expect(made.now()).toBe(T0 + at.mono);
    at.wallOff = 0;
    await made.settle();
    expect([made.skewMs, made.now()]).toEqual([0, T0 + at.mono]);
  },
);

test('a machine that was wrong from the start takes the database’s time', async () => {
  const { at, made } = machine(-600_000);
  await made.settle();
  expect([made.skewMs, made.now()]).toEqual([-600_000, T0 + at.mono - 600_000]);
});

test('machine and database set together: the time follows', async () => {
  const { at, made } = machine();
  await made.settle();
  const both = machine(600_000);
  both.at.wallOff = 600_000;
  await both.made.settle();
  expect(both.made.skewMs).toBe(0);
  expect(both.made.now() - made.now()).toBe(600_000 + both.at.mono - at.mono);
});

test('while the database is away the time runs on by the monotonic clock, whatever the wall clock does', async () => {
  const { at, made } = machine();
  await made.settle();
  at.away = true;
  at.wallOff = 86_400_000;
  at.mono += 60_000;
  await made.settle();
  expect([made.now(), made.skewMs]).toEqual([T0 + at.mono, 0]);
});
