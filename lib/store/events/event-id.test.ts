import { expect, test } from 'vitest';
import { EventQuery } from '#lib/contracts/events.ts';
import { eventId } from './read-events.ts';

test.each(['t'.repeat(300), '\u0001'.repeat(300), '😀'.repeat(150), '字'.repeat(300)])(
  'the place of an event about the longest name is a cursor that the API takes',
  (dedupe) => {
    const cursor = eventId({ at: 1_700_000_000_000, seq: 499, dedupe });
    expect(EventQuery.parse({ cursor }).cursor).toBe(cursor);
  },
);
