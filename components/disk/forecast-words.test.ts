import { expect, it } from 'vitest';
import type { DiskForecast } from '#lib/contracts/disk.ts';
import { forecastWords } from './forecast-words.ts';

const growing = (low: number, high: number): DiskForecast => ({
  state: 'growing',
  bytesPerDay: { estimate: 1, low: 1, high: 1 },
  daysToFull: { estimate: (low + high) / 2, low, high },
  history: null,
});

it.each([
  ['days, rounded outwards', growing(12.7, 18.2), { kind: 'days', low: 12, high: 19 }],
  ['hours when it is close', growing(0.5, 1.9), { kind: 'hours', low: 12, high: 46 }],
  ['within the hour', growing(0.01, 0.03), { kind: 'soon' }],
  ['open at the slow end', growing(40, 4_000), { kind: 'from_days', low: 40 }],
  ['open at the slow end and close at the fast one', growing(1, 4_000), { kind: 'from_hours', low: 24 }],
  ['more than a year away', growing(400, 900), { kind: 'far' }],
  ['no growth', { ...growing(1, 2), state: 'not_growing', daysToFull: null } satisfies DiskForecast, { kind: 'not_growing' }],
  ['unknown', { ...growing(1, 2), state: 'unknown', daysToFull: null } satisfies DiskForecast, { kind: 'unknown' }],
] as const)('tells %s', (_, forecast, words) => {
  expect(forecastWords(forecast)).toEqual(words);
});
