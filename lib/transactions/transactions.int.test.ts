import { Kafka, logLevel, type KafkaConfig, type Producer, type Transaction } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { HANGING_POLICY } from './judge-transaction.ts';
import { NO_TRANSACTION_MEMORY, readTransactions, type TransactionMemory } from './read-transactions.ts';
import { readTopicProducers } from './read-topic-producers.ts';

const MINUTE = 60_000;

let lab: LabCluster;
let admin: KafkaAdmin;
let stranger: KafkaAdmin;
let producer: Producer;
beforeAll(async () => {
  lab = await startCluster({ security: 'sasl_plaintext', authorizer: true, users: [{ name: 'ana' }] });
  const clientOf = (user: string) =>
    createKafkaAdmin(parseClientProperties(lab.clientProperties(user)).connection, { clock: systemClock, logger: silentLogger });
  admin = clientOf('admin');
  stranger = clientOf('ana');
  const { name, password } = lab.user('admin');
  const config: KafkaConfig = {
    brokers: lab.bootstrap.split(','),
    logLevel: logLevel.NOTHING,
    sasl: { mechanism: 'scram-sha-512', username: name, password: password ?? '' },
  };
  await createTopics(config, [{ topic: 'pedidos', numPartitions: 2, replicationFactor: 1 }]);
  producer = new Kafka(config).producer({
    transactionalId: 'caixa',
    maxInFlightRequests: 1,
    idempotent: true,
    transactionTimeout: MINUTE,
  });
  await producer.connect();
  await lab.tool('kafka-acls', ['--add', '--allow-principal', 'User:ana', '--operation', 'Describe', '--topic', 'pedidos']);
});
afterAll(async () => {
  await producer?.disconnect();
  await Promise.all([admin?.close(), stranger?.close()]);
  await lab?.stop();
});

async function read(as: KafkaAdmin, nowMs: number, memory: TransactionMemory = NO_TRANSACTION_MEMORY) {
  const topology = await as.topology();
  const { supported } = (await as.capabilities()).describeProducers;
  return readTransactions(as, {
    topology,
    canDescribeProducers: supported,
    memory,
    nowMs,
    policy: HANGING_POLICY,
    deadlineMs: 10_000,
  });
}

async function begin(): Promise<Transaction> {
  const transaction = await producer.transaction();
  await transaction.send({ topic: 'pedidos', messages: [{ value: 'a', partition: 1 }] });
  return transaction;
}

const startOffsets = async () =>
  (await readTopicProducers(admin, 'pedidos', new AbortController().signal)).data.map(({ producers }) =>
    producers.map(({ transactionStartOffset }) => transactionStartOffset),
  );

test('an open transaction is shown with its age and partitions, hangs when it is far too old, and is gone when it ends', async () => {
  const transaction = await begin();
  const young = await read(admin, Date.now());
  // A first reading has nothing to compare the open partition with.
  expect(young.reading).toMatchObject({ open: 1, hanging: null, fault: null, silentBrokers: [] });

  const minute = await read(admin, Date.now() + MINUTE, young.memory);
  expect(minute.reading.transactions).toMatchObject([
    {
      transactionalId: 'caixa',
      state: 'Ongoing',
      coordinator: 1,
      timeoutMs: MINUTE,
      partitions: [{ topic: 'pedidos', partition: 1 }],
      partitionsTotal: 1,
      isHanging: false,
      fault: null,
    },
  ]);
  expect(minute.reading.hanging).toBe(0);
  expect(minute.reading.oldestAgeMs).toBeGreaterThan(MINUTE - 5_000);

  const old = await read(admin, Date.now() + 20 * MINUTE, minute.memory);
  expect(old.reading).toMatchObject({ hanging: 1, transactions: [{ isHanging: true, reason: 'past_timeout' }] });
  expect(await startOffsets()).toEqual([[], ['0']]);

  await transaction.commit();
  await expect.poll(async () => (await read(admin, Date.now() + 20 * MINUTE, old.memory)).reading.open).toBe(0);
  expect(await startOffsets()).toEqual([[], [null]]);
});

test('what a credential may not see is left out or told as refused, never as a fact', async () => {
  const transaction = await begin();
  expect((await read(admin, Date.now())).reading.open).toBe(1);
  // Brokers leave out transactional ids without a word: nothing is seen, and nothing is called hanging.
  expect((await read(stranger, Date.now() + 20 * MINUTE)).reading.transactions).toEqual([]);
  const producers = await readTopicProducers(stranger, 'pedidos', new AbortController().signal);
  expect(producers.data.map(({ fault }) => fault?.code)).toEqual(Array.from({ length: 2 }, () => 'TOPIC_AUTHORIZATION_FAILED'));
  await transaction.abort();
});

test('a topic that the cluster does not show is not found', async () => {
  await expect(readTopicProducers(admin, 'nada', new AbortController().signal)).rejects.toMatchObject({ code: 'not_found' });
});
