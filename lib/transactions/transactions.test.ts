import { describe, expect, test } from 'vitest';
import type {
  BrokerOutcome,
  KafkaAdmin,
  OffsetColumn,
  ProducerState,
  Topology,
  TransactionDescription,
  TransactionListing,
} from '#lib/kafka/admin/port.ts';
import { HANGING_POLICY, isPastTimeout } from './judge-transaction.ts';
import { NO_TRANSACTION_MEMORY, readTransactions, type TransactionMemory } from './read-transactions.ts';
import { describeProducers } from './read-topic-producers.ts';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

const topology = {
  topics: [{ name: 'pedidos', topicId: 'id', base: 0, partitions: [{ partition: 0 }, { partition: 1 }] }],
  partitionCount: 2,
} as unknown as Topology;

interface Sketch {
  /** Age in ms and timeout of each open transaction. */
  open?: Record<string, { ageMs: number | null; timeoutMs?: number; state?: string; denied?: boolean }>;
  ended?: number;
  silent?: number[];
  stable?: number[];
  end?: number[];
  producers?: Partial<ProducerState>[];
  /** The producers of no partition can be read. */
  unreadable?: boolean;
}

function column(values: number[]): OffsetColumn {
  return { values: Float64Array.from(values) } as OffsetColumn;
}

function cluster(sketch: Sketch): Pick<KafkaAdmin, 'listTransactions' | 'describeTransactions' | 'listOffsets' | 'producers'> {
  const open = Object.entries(sketch.open ?? {});
  const listings: TransactionListing[] = [
    ...open.map(([transactionalId, { state }], i) => ({
      transactionalId,
      producerId: BigInt(i + 1),
      state: state ?? 'Ongoing',
      coordinator: 1,
    })),
    ...Array.from({ length: sketch.ended ?? 0 }, (_none, i) => ({
      transactionalId: `ended-${i}`,
      producerId: BigInt(1_000 + i),
      state: 'CompleteCommit',
      coordinator: 1,
    })),
  ];
  const brokers: BrokerOutcome[] = [1, 2].map((nodeId) => ({
    nodeId,
    fault: sketch.silent?.includes(nodeId) ? { code: 'BROKER_TIMEOUT', kafkaCode: null, message: 'silent', nodeId } : null,
    requests: 1,
    roundTripMs: 1,
  }));
  return {
    listTransactions: () => Promise.resolve({ transactions: listings, brokers }),
    describeTransactions: (asked) =>
      Promise.resolve(
        asked.map((listing) => {
          const known = sketch.open?.[listing.transactionalId];
          if (known?.denied === true) {
            const fault = { code: 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED', kafkaCode: 53, message: 'no right', nodeId: 1 };
            return { ok: false as const, fault };
          }
          const value: TransactionDescription = {
            ...listing,
            producerEpoch: 0,
            timeoutMs: known?.timeoutMs ?? MINUTE,
            startedMs: known?.ageMs == null ? null : NOW - known.ageMs,
            partitions: [{ topic: 'pedidos', partitions: [0, 1] }],
          };
          return { ok: true as const, value };
        }),
      ),
    listOffsets: (_topology, spec) =>
      Promise.resolve(column(spec === 'latest' ? (sketch.end ?? [10, 10]) : (sketch.stable ?? [10, 10]))),
    producers: (_topology, wanted) =>
      Promise.resolve(
        Array.from(wanted, () =>
          sketch.unreadable
            ? { ok: false as const, fault: { code: 'BROKER_TIMEOUT', kafkaCode: null, message: 'silent', nodeId: 1 } }
            : {
                ok: true as const,
                value: (sketch.producers ?? []).map((producer) => ({ producerEpoch: 3, ...producer }) as ProducerState),
              },
        ),
      ),
  };
}

const read = (sketch: Sketch, memory: TransactionMemory = NO_TRANSACTION_MEMORY) =>
  readTransactions(cluster(sketch), {
    topology,
    canDescribeProducers: true,
    memory,
    nowMs: NOW,
    policy: HANGING_POLICY,
    deadlineMs: 1_000,
  });

test.each([
  ['young', 5 * MINUTE, MINUTE, false],
  ['past its timeout, yet younger than a quarter of an hour', 14 * MINUTE, MINUTE, false],
  ['older than a quarter of an hour', 16 * MINUTE, MINUTE, true],
  ['within a long timeout', 60 * MINUTE, 60 * MINUTE, false],
  ['a fifth past a long timeout', 73 * MINUTE, 60 * MINUTE, true],
  ['of unknown age', null, MINUTE, null],
])('a transaction that is %s', (_name, ageMs, timeoutMs, expected) => {
  expect(isPastTimeout({ startedMs: ageMs === null ? null : NOW - ageMs, timeoutMs }, NOW, HANGING_POLICY)).toBe(expected);
});

describe('a reading', () => {
  test('counts open ones, shows those older than ten seconds, hanging and oldest first', async () => {
    const { reading } = await read({
      open: { young: { ageMs: 2_000 }, old: { ageMs: 12 * MINUTE }, stuck: { ageMs: 20 * MINUTE }, slow: { ageMs: 30_000 } },
      ended: 500,
    });
    expect(reading).toMatchObject({ open: 4, hanging: 1, oldestAgeMs: 20 * MINUTE, hidden: 0, fault: null });
    expect(reading.transactions.map(({ transactionalId, isHanging, reason }) => [transactionalId, isHanging, reason])).toEqual([
      ['stuck', true, 'past_timeout'],
      ['old', false, null],
      ['slow', false, null],
    ]);
    expect(reading.transactions[0]).toMatchObject({ partitionsTotal: 2, partitions: [{ topic: 'pedidos', partition: 0 }, {}] });
  });

  test('with a silent coordinator tells what it saw, and no totals', async () => {
    const { reading } = await read({ open: { stuck: { ageMs: 20 * MINUTE } }, silent: [2] });
    expect(reading).toMatchObject({ silentBrokers: [2], open: null, hanging: null, fault: null });
    expect(reading.transactions).toHaveLength(1);
  });

  test('that no broker answered says why', async () => {
    expect((await read({ silent: [1, 2] })).reading).toMatchObject({
      fault: { code: 'BROKER_TIMEOUT' },
      open: null,
      hanging: null,
    });
  });

  test('of one that may not be described leaves it unknown with the reason, and hides no other', async () => {
    const { reading } = await read({ open: { secret: { ageMs: 1, denied: true }, old: { ageMs: MINUTE } } });
    const secret = reading.transactions.find(({ transactionalId }) => transactionalId === 'secret');
    expect(secret).toMatchObject({ isHanging: null, ageMs: null, fault: { code: 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED' } });
    expect(reading.transactions).toHaveLength(2);
    // It may be the one that hangs.
    expect(reading.hanging).toBeNull();
  });

  test('describes at most 200, those listed longest ago first, and counts the rest', async () => {
    const open = Object.fromEntries(Array.from({ length: 250 }, (_none, i) => [`t${i}`, { ageMs: MINUTE }]));
    const first = await read({ open });
    expect(first.reading.hidden).toBe(50);
    const firstSeen = new Map([...first.memory.firstSeen].map(([id, at]) => [id, id === 250n ? at - MINUTE : at]));
    const second = await read({ open }, { ...first.memory, firstSeen });
    expect(second.reading.transactions.map(({ transactionalId }) => transactionalId)).toContain('t249');
  });
});

describe('a partition whose last stable offset stands still', () => {
  const orphan = { producerId: 77n, currentTransactionStart: 5n };
  const stuck: Sketch = {
    stable: [5, 10],
    end: [10, 10],
    producers: [orphan, { producerId: 78n, currentTransactionStart: null }],
  };

  test('has a hanging transaction when no coordinator knows its producer; the first reading only notes it', async () => {
    const first = await read(stuck);
    expect(first.reading.hanging).toBeNull();
    expect((await read({})).reading.hanging).toBe(0);
    const { reading } = await read(stuck, first.memory);
    expect(reading.transactions).toEqual([
      expect.objectContaining({
        transactionalId: null,
        producerId: '77',
        isHanging: true,
        reason: 'no_coordinator',
        partitions: [{ topic: 'pedidos', partition: 0 }],
      }),
    ]);
  });

  test('has none while a coordinator knows the producer, while it moves, or while a coordinator is silent', async () => {
    const { memory } = await read(stuck);
    const known: Sketch = {
      ...stuck,
      open: { a: { ageMs: MINUTE } },
      producers: [{ producerId: 1n, currentTransactionStart: 5n }],
    };
    expect((await read(known, memory)).reading.hanging).toBe(0);
    expect((await read({ ...stuck, stable: [6, 10] }, memory)).reading.hanging).toBe(0);
    expect((await read({ ...stuck, silent: [2] }, memory)).reading.transactions).toEqual([]);
  });

  test('that could not be read once is still compared with what was known', async () => {
    const { memory } = await read(stuck);
    const blind = await read({ ...stuck, stable: [NaN, 10] }, memory);
    expect(blind.reading.hanging).toBeNull();
    expect((await read({ ...stuck, unreadable: true }, memory)).reading.hanging).toBeNull();
    expect((await read(stuck, blind.memory)).reading.hanging).toBe(1);
  });
});

test('producers of a topic: open transactions first, absurd times unknown, a fault in one partition hides no other', () => {
  const producer = (producerId: bigint, more: Partial<ProducerState>): ProducerState => ({
    producerId,
    producerEpoch: 0,
    lastSequence: 1,
    lastTimestampMs: NOW,
    coordinatorEpoch: 0,
    currentTransactionStart: null,
    ...more,
  });
  const fault = { code: 'TOPIC_AUTHORIZATION_FAILED', kafkaCode: 29, message: 'no right', nodeId: 1 };
  const answer = describeProducers([
    {
      partition: 0,
      item: { ok: true, value: [producer(1n, { lastTimestampMs: 9e18 }), producer(2n, { currentTransactionStart: 9n })] },
    },
    { partition: 3, item: { ok: false, fault } },
  ]);
  expect(answer.data).toMatchObject([
    {
      partition: 0,
      fault: null,
      producers: [
        { producerId: '2', transactionStartOffset: '9' },
        { producerId: '1', lastRecordAt: null },
      ],
    },
    { partition: 3, fault: { code: 'TOPIC_AUTHORIZATION_FAILED' }, producers: [] },
  ]);
});
