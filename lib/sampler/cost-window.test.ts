import { expect, test } from 'vitest';
import { CostWindow } from './cost-window.ts';

const cost = (requestsByApi: Record<string, number>) => ({
  requests: Object.values(requestsByApi).reduce((sum, count) => sum + count, 0),
  requestsByApi,
  bytesOut: 0,
  bytesIn: 0,
});

test('nothing is said before two marks', () => {
  const window = new CostWindow();
  expect([window.byApi(), window.lastRate()]).toEqual([null, null]);
  window.note(cost({ Metadata: 5 }), 0);
  expect([window.byApi(), window.lastRate()]).toEqual([null, null]);
});

test('rates by API, the most first, of the time between the marks', () => {
  const window = new CostWindow();
  window.note(cost({ Metadata: 5 }), 0);
  window.note(cost({ Metadata: 6, ListOffsets: 3 }), 5_000);
  window.note(cost({ Metadata: 7, ListOffsets: 6 }), 10_000);
  expect(window.byApi()).toEqual([
    { api: 'ListOffsets', requestsPerSecond: 0.6 },
    { api: 'Metadata', requestsPerSecond: 0.2 },
  ]);
  expect(window.lastRate()).toBeCloseTo(0.8);
});

test('what is older than five minutes is forgotten', () => {
  const window = new CostWindow();
  window.note(cost({ Metadata: 0 }), 0);
  window.note(cost({ Metadata: 1_000 }), 5_000);
  for (let at = 10_000; at <= 600_000; at += 5_000) window.note(cost({ Metadata: 1_000 }), at);
  expect(window.byApi()).toEqual([]);
});
