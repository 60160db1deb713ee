import { expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';
import { fault } from './testing/make-pass.ts';

test('a cluster that cannot be reached is tried at every tick or the one after, however long it lasts', () => {
  expect([1, 2, 50].map((failures) => retryDelay(failures, fault('BROKER_UNREACHABLE')))).toEqual([2_500, 2_500, 2_500]);
});

test('a refused credential is tried ever more rarely: in an hour fewer times than any lockout counts in a minute', () => {
  const refused = fault('AUTHENTICATION_FAILED');
  expect([1, 2, 3, 4, 5, 50].map((failures) => retryDelay(failures, refused))).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000,
  ]);
});
