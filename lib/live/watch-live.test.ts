import { afterEach, expect, test } from 'vitest';
import { LiveLine, type LiveTarget } from '#lib/contracts/live.ts';
import { systemClock, type Clock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { FakeBench, HUGE_OFFSET } from '#lib/testing/fake-broker/small-cluster.ts';
import { watchLive, type WatchLiveDeps } from './watch-live.ts';

const bench = new FakeBench();
afterEach(() => bench.close());

/** A table of slots with room for everybody, that counts what was given back. */
function slots() {
  const given = { back: 0 };
  const pool = {
    query: (text: string) => {
      if (text.startsWith('DELETE')) given.back++;
      return Promise.resolve({ rowCount: 1, rows: [] });
    },
  };
  return { given, db: { pool } as unknown as WatchLiveDeps['db'] };
}

async function watching(admin: KafkaAdmin, target: LiveTarget, clock: Clock = systemClock) {
  const { given, db } = slots();
  const leave = new AbortController();
  const deps = { db, clock, logger: silentLogger, admin: () => Promise.resolve(admin) };
  const lines = (await watchLive(deps, 1, target, leave.signal))[Symbol.asyncIterator]();
  /** The next line, as it goes over the wire. */
  const next = async (): Promise<LiveLine> => LiveLine.parse(JSON.parse(JSON.stringify((await lines.next()).value)));
  return { given, leave, lines, next };
}

const PEDIDOS: LiveTarget = { kind: 'topic', name: 'pedidos' };

test('a topic: offsets and rates each second, exact beyond 2^53', async () => {
  const cluster = await bench.cluster();
  const { next, lines, given } = await watching(bench.client(cluster), PEDIDOS);
  expect(await next()).toMatchObject({ type: 'started', secondsLeft: 60 });
  const first = await next();
  expect(first).toMatchObject({
    type: 'topic',
    messagesInPerSecond: { value: null, known: 0, total: 3 },
    partitions: [
      { partition: 0, startOffset: '5', endOffset: '100', messagesInPerSecond: null, error: null },
      { partition: 1, endOffset: '200' },
      { partition: 2, endOffset: HUGE_OFFSET.toString() },
    ],
    hidden: 0,
  });
  const [moving] = cluster.state.topics[0]?.partitions ?? [];
  if (moving !== undefined) moving.endOffset = 150n;
  const second = await next();
  if (second.type !== 'topic') throw new Error(`a reading, not ${second.type}`);
  // 50 messages in the second between two answers, give or take what a busy machine adds.
  expect(second.partitions[0]?.messagesInPerSecond).toBeGreaterThan(25);
  expect(second.partitions[0]?.messagesInPerSecond).toBeLessThan(75);
  expect(second.messagesInPerSecond).toMatchObject({ known: 3, total: 3 });
  expect(second.requests).toBeGreaterThan(first.requests);
  await lines.return?.();
  expect(given.back).toBe(1);
});

test('a group: commits before ends, lag exact, a partition of a deleted topic is named and unknown', async () => {
  const cluster = await bench.cluster();
  const one = await watching(bench.client(cluster), { kind: 'group', name: 'g-1' });
  await one.next();
  expect(await one.next()).toMatchObject({
    type: 'group',
    lag: { value: '6', known: 2, total: 2 },
    partitions: [
      { topic: 'pedidos', partition: 0, committedOffset: '95', endOffset: '100', lag: '5', state: 'ok' },
      { topic: 'pedidos', partition: 2, committedOffset: (HUGE_OFFSET - 1n).toString(), lag: '1', state: 'ok' },
    ],
  });
  await one.lines.return?.();
  const two = await watching(bench.client(cluster), { kind: 'group', name: 'g-2' });
  await two.next();
  expect(await two.next()).toMatchObject({
    type: 'group',
    lag: { value: null, known: 0, total: 1 },
    partitions: [{ topic: 'apagado', partition: 4, committedOffset: '3', lag: null, state: 'unknown' }],
  });
  await two.lines.return?.();
});

test('what does not exist is refused before the first line, and its slot given back', async () => {
  const cluster = await bench.cluster();
  const admin = bench.client(cluster);
  for (const kind of ['topic', 'group'] as const) {
    const { db, given } = slots();
    const deps = { db, clock: systemClock, logger: silentLogger, admin: () => Promise.resolve(admin) };
    const refused = watchLive(deps, 1, { kind, name: 'none' }, new AbortController().signal);
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
    expect(given.back).toBe(1);
  }
});

test('a broker that is late is a gap and no queue: the reading after it is a fresh one', async () => {
  const cluster = await bench.cluster();
  const { next, lines } = await watching(bench.client(cluster), { kind: 'topic', name: 'estoque' });
  await next();
  expect((await next()).type).toBe('topic');
  cluster.broker(1).mute();
  const mutedAt = performance.now();
  const gap = await next();
  expect(gap).toMatchObject({ type: 'gap', fault: { code: 'BROKER_TIMEOUT' } });
  // At most until the next reading was due, and its deadline.
  expect(performance.now() - mutedAt).toBeLessThan(2_200);
  cluster.broker(1).unmute();
  const [partition] = cluster.state.topics[1]?.partitions ?? [];
  if (partition !== undefined) partition.endOffset = 77n;
  let line = await next();
  while (line.type === 'gap') line = await next();
  expect(line).toMatchObject({ type: 'topic', partitions: [{ endOffset: '77' }] });
  await lines.return?.();
});

test('whoever goes away ends the watch at once, also between two readings', async () => {
  const cluster = await bench.cluster();
  const { next, lines, leave, given } = await watching(bench.client(cluster), PEDIDOS);
  await next();
  await next();
  const end = lines.next();
  const leftAt = performance.now();
  leave.abort();
  expect((await end).done).toBe(true);
  expect(performance.now() - leftAt).toBeLessThan(500);
  expect(given.back).toBe(1);
});

test('after a minute it ends by itself; ticks that were missed are not taken up', async () => {
  const cluster = await bench.cluster();
  const admin = bench.client(cluster);
  const topology = await admin.topology();
  let now = 0;
  const clock: Clock = { now: () => now, monotonic: () => now };
  const readings: number[] = [];
  // Only the time is made up: each reading takes a second, and one of them ten.
  const timed: KafkaAdmin = {
    ...admin,
    topology: () => Promise.resolve(topology),
    listOffsets: async (...call) => {
      const column = await admin.listOffsets(...call);
      if (call[1] === 'latest') {
        readings.push(now);
        now += readings.length === 5 ? 10_000 : 1_000;
      }
      return column;
    },
  };
  const { next, lines: source, given } = await watching(timed, PEDIDOS, clock);
  const lines = [await next()];
  while (lines.at(-1)?.type !== 'ended') lines.push(await next());
  expect(lines.at(-1)).toMatchObject({ type: 'ended', reason: 'time', secondsLeft: 0 });
  expect(readings).toEqual([
    ...Array.from({ length: 5 }, (_none, i) => i * 1_000),
    ...Array.from({ length: 46 }, (_none, i) => 14_000 + i * 1_000),
  ]);
  expect((await source.next()).done).toBe(true);
  expect(given.back).toBe(1);
});

test('a topic that is deleted meanwhile ends the watch and says so', async () => {
  const cluster = await bench.cluster();
  const admin = bench.client(cluster);
  const topology = await admin.topology();
  let now = 0;
  const clock: Clock = { now: () => now, monotonic: () => now };
  const withoutIt = { ...topology, topicByName: new Map() };
  const moved: KafkaAdmin = {
    ...admin,
    topology: () => Promise.resolve(now === 0 ? topology : withoutIt),
    listOffsets: async (...call) => {
      const column = await admin.listOffsets(...call);
      now += 6_000;
      return { ...column, errors: column.errors.map(() => 3), values: column.values.fill(Number.NaN) };
    },
  };
  const { next } = await watching(moved, PEDIDOS, clock);
  const lines = [await next()];
  while (lines.at(-1)?.type !== 'ended') lines.push(await next());
  expect(lines.map(({ type }) => type)).toEqual(['started', 'topic', 'ended']);
  expect(lines.at(-1)).toMatchObject({ reason: 'gone' });
});
