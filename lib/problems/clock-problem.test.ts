import { expect, test } from 'vitest';
import type { Problem } from '#lib/contracts/common.ts';
import { isClockTrusted, withClockProblem } from './clock-problem.ts';

const NOW = Date.parse('2026-01-01T00:00:10.000Z');
const down: Problem = {
  id: 'broker_down:2',
  severity: 'critical',
  code: 'broker_down',
  scope: { kind: 'broker', name: '2' },
  params: {},
  detail: 'down',
  since: '2026-01-01T00:00:00.000Z',
  affected: [],
  affectedTotal: 0,
};
const at = (skewMs: number | null, nowMs = NOW) => ({ skewMs, nowMs });

test.each([
  ['agree', 1_900, true, []],
  ['are not compared', null, true, []],
  ['differ: a few seconds behind', 5_000, true, [['warning', { seconds: 5, direction: 'behind', refused: 'no' }]]],
  ['differ: a few seconds ahead', -5_000, true, [['warning', { seconds: 5, direction: 'ahead', refused: 'no' }]]],
  ['differ by a day', -86_400_000, false, [['critical', { seconds: 86_400, direction: 'ahead', refused: 'yes' }]]],
])('clocks that %s', (_name, skewMs, isTrusted, expected) => {
  expect(isClockTrusted(at(skewMs))).toBe(isTrusted);
  const found = withClockProblem(at(skewMs), [], () => []);
  expect(found.map(({ severity, params }) => [severity, params])).toEqual(expected);
});

test('it stands among the others by its weight, keeps the time since when it is, and is not handed to those who judge', () => {
  const first = withClockProblem(at(5_000), [], () => [down]);
  expect(first.map(({ id }) => id)).toEqual(['broker_down:2', 'clock_skew']);
  let seen: readonly Problem[] = [];
  const second = withClockProblem(at(600_000, NOW + 5_000), first, (previous) => {
    seen = previous;
    return previous;
  });
  expect(seen).toEqual([down]);
  expect(second.map(({ id }) => id)).toEqual(['clock_skew', 'broker_down:2']);
  expect(second[0]?.since).toBe(first[1]?.since);
  expect(withClockProblem(at(0), second, (previous) => previous)).toEqual([down]);
});
