import { expect, it } from 'vitest';
import type { PassRow } from '#lib/store/snapshot/read-snapshot.ts';
import { diffRows, sentRows } from './diff-rows.ts';
import { eventText } from './event-stream.ts';
import { Mailbox } from './mailbox.ts';
import { nextLookMs } from './next-look.ts';

const nameOf = (row: { name: string }) => row.name;

it('tells rows that are new, changed or gone, and nothing of the others', () => {
  const before = sentRows(
    [
      { name: 'a', n: 1 },
      { name: 'b', n: 1 },
      { name: 'c', n: 1 },
    ],
    nameOf,
  );
  const rows = [
    { name: 'a', n: 1 },
    { name: 'c', n: 2 },
    { name: 'd', n: 1 },
  ];
  expect(diffRows(before, rows, sentRows(rows, nameOf), nameOf)).toEqual({ changed: [rows[1], rows[2]], gone: ['b'] });
});

const pass = (over: Partial<PassRow>): PassRow => ({
  startedAtMs: 0,
  ageMs: 0,
  stepMs: 5_000,
  intervalReason: 'size',
  durationMs: 200,
  requests: 1,
  bytesOut: 1,
  bytesIn: 1,
  brokersAnswered: 3,
  brokersExpected: 3,
  fault: null,
  requestsPerSecond: null,
  bytesPerSecond: null,
  requestsPerSecondMax: null,
  ...over,
});

it.each([
  ['before the first pass', null, 2_000],
  ['not before the next pass can be there', pass({ ageMs: 1_000 }), 4_350],
  ['often when it is due', pass({ ageMs: 5_300 }), 400],
  ['often when it is late', pass({ ageMs: 9_000 }), 400],
  ['seldom when nobody samples', pass({ ageMs: 16_000 }), 5_000],
])('looks again %s', (_, last, expected) => {
  expect(nextLookMs(last)).toBe(expected);
});

it('keeps the order of what waits, tells a slow reader that it lost something, and wakes one that waits', async () => {
  const box = new Mailbox<string>(2, 'lost');
  box.put('a');
  box.put('b');
  expect([await box.take(0), await box.take(0), await box.take(0)]).toEqual(['a', 'b', null]);
  for (const event of ['a', 'b', 'c']) box.put(event);
  expect([await box.take(0), await box.take(0)]).toEqual(['lost', null]);
  const waiting = box.take(60_000);
  box.put('d');
  expect(await waiting).toBe('d');
  const ended = box.take(60_000);
  box.close();
  expect(await ended).toBeNull();
});

it('writes events as browsers read them; only a pass moves the id on', () => {
  expect(eventText(null)).toBe(': alive\n\n');
  expect(eventText({ kind: 'reset' })).toBe('event: reset\ndata: {}\n\n');
  const info = { takenAt: '2026-11-21T10:00:00.000Z' } as never;
  expect(eventText({ kind: 'pass', pass: info })).toBe(
    'id: 2026-11-21T10:00:00.000Z\nevent: pass\ndata: {"takenAt":"2026-11-21T10:00:00.000Z"}\n\n',
  );
  const rows = { base: 'x', pass: info, changed: [{ name: 'two\nlines' }], gone: [], total: 1 };
  expect(eventText({ kind: 'rows', list: 'topics', rows })).toMatch(/^event: rows\ndata: \{"base":"x".*two\\nlines.*\}\n\n$/);
});
