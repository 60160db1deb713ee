import { setTimeout as delay } from 'node:timers/promises';
import Runner from 'kafkajs/src/consumer/runner.js';
import { expect, it } from 'vitest';
import './patched-consumer.ts';

it('a consumer that is being stopped leaves the event loop its turns, however often it is asked', async () => {
  const stopped = { running: false, logger: { debug: () => undefined }, consumerGroup: {} };
  let isOver = false;
  let asked = 0;
  // As kafkajs asks: again as soon as it is answered. Without the patch the timer below never fires.
  const loop = (async () => {
    while (!isOver && asked < 1_000_000) {
      expect(await Runner.prototype.fetch.call(stopped, 1)).toEqual([]);
      asked += 1;
    }
  })();
  await delay(20);
  isOver = true;
  await loop;
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(1_000_000);
});
