import { beforeEach, expect, test } from 'vitest';
import { CANARY_TOPIC } from '#lib/core/canary-names.ts';
import { silentLogger } from '#lib/core/logger.ts';
import type { Item } from '#lib/kafka/admin/port.ts';
import type { KafkaProbe, ProbeMap, ProbePartition } from '#lib/kafka/probe/port.ts';
import { TopicKeeper } from './topic-keeper.ts';

const MINUTE = 60_000;
const live = new AbortController().signal;
const fault = (code: string) => ({ code, kafkaCode: null, message: code, nodeId: null });
const broker = (nodeId: number) => ({ nodeId, host: 'b', port: 1, rack: null });

let now: number;
let known: number | null;
let answer: Item<null>;
let made: string[];
let keeper: TopicKeeper;

beforeEach(() => {
  now = 0;
  known = 3;
  answer = { ok: true, value: null };
  made = [];
  const unused = (): never => {
    throw new Error('not a part of this test');
  };
  const probe: KafkaProbe = {
    map: unused,
    produce: unused,
    fetch: unused,
    commit: unused,
    wakeCoordinator: unused,
    cost: unused,
    close: unused,
    createTopic: ({ assignments }) => {
      made.push(`topic ${assignments.map((replicas) => replicas.join('-')).join(' ')}`);
      return Promise.resolve(answer);
    },
    createPartitions: ({ existing, assignments }) => {
      made.push(`${existing} + ${assignments.map((replicas) => replicas.join('-')).join(' ')}`);
      return Promise.resolve(answer);
    },
  };
  keeper = new TopicKeeper({
    probe,
    clock: { now: () => now, monotonic: () => now },
    logger: silentLogger,
    brokerCount: () => known,
  });
});

function map(nodeIds: number[], partitions: ProbePartition[] | null, code = 'UNKNOWN_TOPIC_OR_PARTITION'): ProbeMap {
  const topic = { fault: partitions === null ? fault(code) : null, partitions: partitions ?? [] };
  return { brokers: nodeIds.map(broker), topics: new Map([[CANARY_TOPIC, topic]]) };
}

const homes = (...nodeIds: number[]): ProbePartition[] =>
  nodeIds.map((nodeId, partition) => ({ partition, leader: nodeId, replicas: [nodeId] }));

test('makes the topic once, and waits until Metadata shows it', async () => {
  expect(await keeper.keep(map([1, 2, 3], null), live)).toBeNull();
  await keeper.keep(map([1, 2, 3], null), live);
  expect(made).toEqual(['topic 1-2-3 2-3-1 3-1-2']);
  now += 11_000;
  await keeper.keep(map([1, 2, 3], null), live);
  expect(made).toHaveLength(2);
});

test('waits with making it while brokers are down or unknown: it would keep too few replicas', async () => {
  await keeper.keep(map([1, 2], null), live);
  known = null;
  now += 11_000;
  await keeper.keep(map([1, 2], null), live);
  expect([made, keeper.fault]).toEqual([[], null]);
  known = 3;
  now += 11_000;
  await keeper.keep(map([1, 2, 3], null), live);
  expect(made).toHaveLength(1);
});

test('a refusal is kept with its reason and tried again after ten minutes, not before', async () => {
  answer = { ok: false, fault: fault('TOPIC_AUTHORIZATION_FAILED') };
  for (; now < 9 * MINUTE; now += 5_000) await keeper.keep(map([1, 2, 3], null), live);
  expect([made.length, keeper.fault?.code]).toEqual([1, 'TOPIC_AUTHORIZATION_FAILED']);
  now = 11 * MINUTE;
  answer = { ok: true, value: null };
  await keeper.keep(map([1, 2, 3], null), live);
  expect([made.length, keeper.fault]).toEqual([2, null]);
});

test('a controller that moved is tried again soon', async () => {
  answer = { ok: false, fault: fault('NOT_CONTROLLER') };
  await keeper.keep(map([1, 2, 3], null), live);
  now += 31_000;
  await keeper.keep(map([1, 2, 3], null), live);
  expect(made).toHaveLength(2);
});

test('somebody else made it first: no refusal', async () => {
  answer = { ok: false, fault: fault('TOPIC_ALREADY_EXISTS') };
  await keeper.keep(map([1, 2, 3], null), live);
  expect(keeper.fault).toBeNull();
});

test('a topic that may not be seen is a refusal', async () => {
  expect(await keeper.keep(map([1], null, 'TOPIC_AUTHORIZATION_FAILED'), live)).toBeNull();
  expect([made, keeper.fault?.code]).toEqual([[], 'TOPIC_AUTHORIZATION_FAILED']);
});

test('a new broker gets a partition at once; without a change nothing is made', async () => {
  for (; now < 30 * MINUTE; now += 5_000) await keeper.keep(map([1, 2], homes(1, 2)), live);
  expect(made).toEqual([]);
  const plan = await keeper.keep(map([1, 2, 3], homes(1, 2)), live);
  expect(made).toEqual(['2 + 3-1-2']);
  expect(plan?.notCovered).toEqual(new Map([[3, 'no_partition']]));
});
