import { expect, test } from 'vitest';
import { silentLogger } from '#lib/core/logger.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { KafkaAdmin, TransactionDescription } from '#lib/kafka/admin/port.ts';
import { collectTransactions } from './collect-transactions.ts';
import type { Collector, LatestPass } from './collector.ts';
import { fault, makePass } from './testing/make-pass.ts';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

const { capabilities, topology } = makePass({ topics: { t: { partitions: [{ end: 10 }] } } });
const latest: LatestPass = { startedAtMs: NOW, capabilities, topology, brokers: new Map(), configs: new Map() };

/** A collector that has made one reading. */
async function collect(given: { listTransactions?: KafkaAdmin['listTransactions']; supported?: boolean }): Promise<Collector> {
  const transaction: TransactionDescription = {
    transactionalId: 'caixa',
    producerId: 1n,
    state: 'Ongoing',
    coordinator: 1,
    producerEpoch: 0,
    timeoutMs: MINUTE,
    startedMs: NOW - 20 * MINUTE,
    partitions: [{ topic: 't', partitions: [0] }],
  };
  const column = { values: Float64Array.of(10) };
  const admin = {
    listTransactions: () => Promise.resolve({ transactions: [transaction], brokers: [{ nodeId: 1, fault: null }] }),
    describeTransactions: () => Promise.resolve([{ ok: true, value: transaction }]),
    listOffsets: () => Promise.resolve(column),
    ...(given.listTransactions === undefined ? {} : { listTransactions: given.listTransactions }),
  } as unknown as KafkaAdmin;
  const supported = { supported: given.supported ?? true, reason: null };
  const pass = { ...latest, capabilities: { ...capabilities, listTransactions: supported } };
  const collector = collectTransactions({
    admin,
    clock: { now: () => NOW, monotonic: () => 0 },
    logger: silentLogger,
    latest: () => pass,
    isOverBudget: () => false,
  });
  const stop = new AbortController();
  const running = collector.run(stop.signal);
  await expect.poll(() => collector.contribute(NOW).parts.transactions).toBeDefined();
  stop.abort();
  await running;
  return collector;
}

const valuesOf = (collector: Collector, at: number) =>
  collector.contribute(at).values.flatMap(({ values }) => values.map(({ value }) => value));

test('a reading is given with each pass while it is fresh; then its values are gaps and what was wrong stays', async () => {
  const collector = await collect({});
  expect(valuesOf(collector, NOW + 3 * MINUTE)).toEqual([1, 20 * MINUTE, 1]);
  expect(collector.contribute(NOW).facts.transactions).toMatchObject({ hanging: 1, partitions: { count: 1, names: ['t-0'] } });
  expect(valuesOf(collector, NOW + 3 * MINUTE + 1)).toEqual([NaN, NaN, NaN]);
  expect(collector.contribute(NOW + 3 * MINUTE + 1)).toMatchObject({
    parts: { transactions: { fault: { code: 'OUTDATED' }, open: null } },
  });
  // Absent: what was found stays, as last known.
  expect(collector.contribute(NOW + 3 * MINUTE + 1).facts).toEqual({});
});

test('brokers that cannot list them: unknown with the reason, and known to say nothing', async () => {
  const collector = await collect({ supported: false });
  expect(collector.contribute(NOW)).toMatchObject({
    parts: { transactions: { fault: { code: 'UNSUPPORTED' }, open: null } },
    facts: { transactions: null },
  });
});

test('a cluster that does not answer: unknown, and no fact either way', async () => {
  const collector = await collect({
    listTransactions: () => Promise.reject(new KafkaUnavailableError(fault('BROKER_UNREACHABLE'))),
  });
  expect(collector.contribute(NOW).parts.transactions).toMatchObject({ fault: { code: 'BROKER_UNREACHABLE' } });
  expect(collector.contribute(NOW).facts).toEqual({});
  expect(valuesOf(collector, NOW)).toEqual([NaN, NaN, NaN]);
});
