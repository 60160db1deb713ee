import { expect, it } from 'vitest';
import { headroomTone } from './headroom-tone.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  ['nothing is said of what is not known', null, 'never', null],
  ['retention has reached it', 0, 10, 'bad'],
  ['it catches up long before', 30 * MINUTE, 2, null],
  ['it catches up with little to spare', 30 * MINUTE, 10 * MINUTE, 'warn'],
  ['retention is quicker', 30 * MINUTE, 40 * MINUTE, 'bad'],
  ['it never catches up and loses data within a day', 20 * HOUR, 'never', 'bad'],
  ['it never catches up and loses data within three days', 2 * DAY, 'never', 'warn'],
  ['it never catches up, and there is time', 6 * DAY, 'never', null],
  ['its pace is not known and an hour is not left', 50 * MINUTE, null, 'warn'],
  ['its pace is not known, and there is time', 2 * HOUR, null, null],
] as const)('%s', (_says, headroom, catchUp, tone) => {
  expect(headroomTone(headroom, catchUp)).toBe(tone);
});
