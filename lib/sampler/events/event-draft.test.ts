import { expect, test } from 'vitest';
import { boundEvents, broker, group, spareAfter, SPARE_MAX, type EventDraft } from './event-draft.ts';

const STEP_MS = 5_000;
const DAY_PASSES = 86_400_000 / STEP_MS;

test('a cluster that is never at rest does not bury its time line, and a rare event in it is told by name', () => {
  const turmoil: EventDraft[] = Array.from({ length: 200 }, (_none, i) => ({
    kind: i % 2 === 0 ? 'group_rebalance_started' : 'group_rebalance_finished',
    scope: group(`g-${i}`),
    detail: {},
  }));
  const down: EventDraft = { kind: 'broker_down', scope: broker(2), detail: {} };
  let spare = SPARE_MAX;
  let told = 0;
  for (let pass = 0; pass < DAY_PASSES; pass++) {
    const events = boundEvents(turmoil, pass * STEP_MS, spare);
    told += events.length;
    spare = spareAfter(Math.max(0, spare - events.length), STEP_MS);
  }
  expect(told).toBeLessThan(SPARE_MAX + 90_000);
  const last = boundEvents([...turmoil, down], 0, 0);
  expect(last.map(({ kind }) => kind)).toEqual([
    'group_rebalance_started',
    'group_rebalance_finished',
    'broker_down',
    'more',
    'more',
  ]);
});

test('what is spare comes back with time, up to its bound', () => {
  expect(spareAfter(0, 60_000)).toBe(60);
  expect(spareAfter(0, -5)).toBe(0);
  expect(spareAfter(SPARE_MAX, 60_000)).toBe(SPARE_MAX);
});
