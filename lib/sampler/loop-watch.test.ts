import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { LoopWatch } from './loop-watch.ts';

let watch: LoopWatch;
afterEach(() => watch.stop());

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('a loop that was blocked is seen at once, and afterwards for those who ask about that time', async () => {
  watch = new LoopWatch(() => performance.now());
  await sleep(120);
  const blockedFrom = performance.now();
  block(400);
  // Before the timer had a chance to fire.
  expect(watch.longestSince(blockedFrom)).toBeGreaterThanOrEqual(300);
  await sleep(120);
  expect(watch.longestSince(blockedFrom)).toBeGreaterThanOrEqual(300);
  const quietFrom = performance.now();
  expect(watch.longestSince(quietFrom)).toBeLessThan(300);
});
