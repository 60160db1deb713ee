import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { SampledLab, eventually, overruns, type SampledCluster } from '#lib/testing/sampled-lab.ts';

/* Faults that last: what must not pile up, wander or be forgotten shows only after minutes. */

const MINUTE_MS = 60_000;

let lab: SampledLab;
let sampled: SampledCluster;

afterEach(() => lab?.stop());

async function start(options: Parameters<typeof SampledLab.start>[0]): Promise<void> {
  lab = await SampledLab.start({ brokers: 3, faultProxy: true, ...options });
  for (const topic of ['pedidos', 'pagos', 'envios']) {
    await lab.kafka.tool('kafka-topics', ['--create', '--topic', topic, '--partitions', '6', '--replication-factor', '3']);
  }
  sampled = await lab.add('lab', lab.connection());
  lab.sample();
  await sampled.nextPasses(8, 2 * MINUTE_MS);
}

const isWell = () =>
  sampled.picture(
    'all is well again',
    ({ overview, brokers }) =>
      overview.fault === null && brokers.every(({ state }) => state === 'up') && overview.problems.length === 0,
    2 * MINUTE_MS,
  );

async function expectBounded(fromMs: number): Promise<void> {
  expect(overruns((await sampled.passes()).filter(({ startedAtMs }) => startedAtMs >= fromMs))).toEqual([]);
}

async function expectHonest(): Promise<void> {
  expect(await lab.lies()).toEqual([]);
  expect(lab.errors()).toEqual([]);
}

it('F-02: a broker frozen by SIGSTOP for two minutes', async () => {
  await start({});
  const atRest = lab.connections;
  const from = Date.now();
  lab.kafka.broker(3).pause();
  await eventually(
    'the broker is named',
    async () => (await sampled.problems()).some(({ scope }) => scope.kind === 'broker' && scope.name === '3'),
    20_000,
  );
  let most = 0;
  while (Date.now() - from < 2 * MINUTE_MS) {
    most = Math.max(most, lab.kafka.broker(3).fault?.connections ?? 0);
    await sleep(500);
  }
  expect(most).toBeLessThanOrEqual(4);
  expect((await sampled.now())?.overview.partitions?.offline).toBe(0);
  await expectBounded(from);
  lab.kafka.broker(3).resume();
  await isWell();
  await eventually('connections are as at rest', () => lab.connections <= atRest, 30_000);
  expect(sampled.told.get('broker_down:3')?.times).toBe(1);
  await expectHonest();
});

it('F-03: a broker that takes 3 s ± 1 s for two minutes', async () => {
  await start({});
  const atRest = lab.connections;
  const from = Date.now();
  const proxy = lab.kafka.broker(3).fault;
  for (let second = 0; second < 120; second += 2) {
    await proxy?.setLatency(2_000 + ((second * 7919) % 2_000));
    await sleep(2_000);
  }
  // Slower than the deadline of a pass: it gives no answer in time, and that is what is told.
  expect((await sampled.problems()).map(({ id }) => id)).toContain('broker_silent:3');
  await expectBounded(from);
  expect(proxy?.connections).toBeLessThanOrEqual(4);
  await proxy?.heal();
  await isWell();
  await eventually('connections are as at rest', () => lab.connections <= atRest, 30_000);
  await expectHonest();
});

it('F-06: ZooKeeper mode, where a starting broker answers with an empty picture: no topic is lost through a rolling restart', async () => {
  await start({ version: '2.8.2' });
  const names = new Set<number>();
  let least = Infinity;
  let isRolling = true;
  const watching = (async () => {
    while (isRolling) {
      const topics = (await sampled.now())?.topics ?? [];
      least = Math.min(
        least,
        ['pedidos', 'pagos', 'envios'].filter((name) => topics.some((topic) => topic.name === name)).length,
      );
      await sleep(200);
    }
  })();
  for (const { nodeId } of lab.kafka.brokers) {
    names.add(nodeId);
    await lab.kafka.broker(nodeId).kill();
    await sleep(5_000);
    await lab.kafka.broker(nodeId).start();
    await isWell();
  }
  isRolling = false;
  await watching;
  expect(names.size).toBe(3);
  expect(least).toBe(3);
  await expectHonest();
});
