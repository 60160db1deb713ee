import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { fakeClusterOfShape, fakeGroup } from '#lib/testing/fake-broker/fake-state.ts';
import { FakeBench, HUGE_OFFSET } from '#lib/testing/fake-broker/small-cluster.ts';
import type { PassPlan } from './pass.ts';
import { passDocument } from './pass-document.ts';
import { takePass } from './take-pass.ts';

const EVERYTHING: PassPlan = {
  knownGroups: null,
  startOffsets: true,
  descriptions: 'all',
  shareOffsets: true,
  logDirs: true,
  quorum: true,
  configs: ['pedidos', 'not there'],
  lag: null,
};
const LEAST: PassPlan = {
  knownGroups: null,
  startOffsets: false,
  descriptions: 'none',
  shareOffsets: false,
  logDirs: false,
  quorum: false,
  configs: [],
  lag: null,
};

const bench = new FakeBench();
afterEach(() => bench.close());

const take = (admin: KafkaAdmin, plan: PassPlan, deadlineMs = 5_000) => takePass(admin, plan, { clock: systemClock, deadlineMs });

test('reads all that the plan asks for, and null for what it does not', async () => {
  const admin = bench.client(await bench.cluster());
  const whole = await take(admin, EVERYTHING);
  expect([whole.start, whole.descriptions, whole.logDirs, whole.configs].every((reading) => reading !== null)).toBe(true);
  expect([...(whole.configs?.keys() ?? [])]).toEqual(['pedidos']);
  const least = await take(admin, LEAST);
  expect([least.start, least.descriptions, least.logDirs, least.quorum, least.configs]).toEqual([null, null, null, null, null]);
  expect(least.end.values.length).toBe(4);
});

test('asks for end offsets only when every commit has arrived, so that no healthy lag is negative', async () => {
  const admin = bench.client(await bench.cluster());
  const order: string[] = [];
  const watched: KafkaAdmin = {
    ...admin,
    committed: async (...args) => {
      const result = await admin.committed(...args);
      order.push('commits arrived');
      return result;
    },
    listOffsets: (topology, spec, options) => {
      order.push(`${spec} asked`);
      return admin.listOffsets(topology, spec, options);
    },
  };
  await take(watched, EVERYTHING);
  expect(order).toEqual(['commits arrived', 'latest asked', 'earliest asked']);
});

test('leaves the canary’s own groups out, and asks nothing about them', async () => {
  const state = { topics: [], groups: [fakeGroup('g', 1), fakeGroup('__farol_canary-1-0', 1)] };
  const { groups, committed } = await take(bench.client(await bench.cluster({ state })), EVERYTHING);
  expect(groups?.groups.map(({ groupId }) => groupId)).toEqual(['g']);
  expect(committed.groupIds).toEqual(['g']);
});

test('takes no more than 20 requests at three brokers for 300 groups', async () => {
  const state = fakeClusterOfShape({ brokers: 3, topics: 30, partitionsPerTopic: 10, groups: 300, partitionsPerGroup: 20 });
  const admin = bench.client(await bench.cluster({ state }));
  await take(admin, LEAST);
  const { cost, committed } = await take(admin, {
    ...EVERYTHING,
    shareOffsets: false,
    logDirs: false,
    configs: ['topic-000001'],
  });
  expect(committed.offsets.length).toBe(6_000);
  expect(cost.requests).toBeLessThanOrEqual(20);
});

test('without a listing it reads the commits of the groups that it was told, and lists nothing', async () => {
  const admin = bench.client(await bench.cluster());
  const { groups } = await take(admin, LEAST);
  const knownGroups = groups?.groups.filter(({ groupId }) => groupId !== 'g-2') ?? [];
  const pass = await take(admin, { ...EVERYTHING, knownGroups });
  expect(pass.groups).toBeNull();
  expect(pass.committed.groupIds).toEqual(['g-1', 'g-3']);
  expect([...(pass.descriptions?.keys() ?? [])]).toEqual(['g-1', 'g-3']);
  expect(pass.cost.requestsByApi.ListGroups).toBeUndefined();
});

test('does not ask for commits of share groups', async () => {
  const cluster = await bench.cluster();
  cluster.state.groups.push(fakeGroup('shared', 1, { kind: 'share' }));
  const pass = await take(bench.client(cluster), EVERYTHING);
  expect(pass.groups?.groups.map((group) => group.groupId)).toContain('shared');
  expect(pass.committed.groupIds).toEqual(['g-1', 'g-2', 'g-3']);
});

test('a mute broker ends the pass at its deadline, with everything the others know', async () => {
  const cluster = await bench.cluster();
  const admin = bench.client(cluster);
  await take(admin, EVERYTHING);
  cluster.broker(2).mute();
  const startedAt = performance.now();
  const pass = await take(admin, EVERYTHING, 600);
  expect(performance.now() - startedAt).toBeLessThan(900);
  expect([...pass.end.values].map((value) => !Number.isNaN(value))).toEqual([true, true, false, true]);
  expect(pass.committed.groupIds).toContain('g-1');
  expect(pass.committed.offsets.length).toBe(2);
});

test('throws only when no broker gives metadata', async () => {
  const cluster = await bench.cluster();
  const admin = bench.client(cluster);
  await Promise.all(cluster.brokers.map((broker) => broker.stop()));
  await expect(take(admin, LEAST, 500)).rejects.toBeInstanceOf(KafkaUnavailableError);
});

test('an aborted pass ends at once', async () => {
  const cluster = await bench.cluster();
  const admin = bench.client(cluster);
  await take(admin, LEAST);
  for (const broker of cluster.brokers) broker.mute();
  const stop = new AbortController();
  const pass = takePass(admin, LEAST, { clock: systemClock, deadlineMs: 10_000, signal: stop.signal });
  const startedAt = performance.now();
  stop.abort();
  await expect(pass).rejects.toMatchObject({ fault: { code: 'CANCELLED' } });
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test('offsets beyond 2^53 reach the document exactly', async () => {
  const pass = await take(bench.client(await bench.cluster()), EVERYTHING);
  const document = passDocument(pass, { ...pass.cost, wallMs: 1 });
  const pedidos = document.groups.find((group) => group.groupId === 'g-1')?.topics[0];
  expect(pedidos?.topic).toBe('pedidos');
  expect(pedidos?.partitions.find((partition) => partition.partition === 2)).toMatchObject({
    committedOffset: (HUGE_OFFSET - 1n).toString(),
    endOffset: HUGE_OFFSET.toString(),
    lag: '1',
    state: 'ok',
  });
});
