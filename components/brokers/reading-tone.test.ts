import { expect, it } from 'vitest';
import { readingTone } from './reading-tone.ts';

it.each([
  ['broker.handler_idle', 0.29, 'warn'],
  ['broker.handler_idle', 0.3, null],
  ['broker.gc_share', 0.06, 'warn'],
  ['broker.unclean_elections', 0, null],
  ['broker.unclean_elections', 0.00001, 'bad'],
  ['broker.bytes_in', 1e12, null],
])('%s at %d: %s', (metric, value, tone) => {
  expect(readingTone(metric, value)).toBe(tone);
});
