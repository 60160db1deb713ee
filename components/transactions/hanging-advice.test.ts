import { expect, it } from 'vitest';
import type { OpenTransaction } from '#lib/contracts/transactions.ts';
import { hangingAdvice } from './hanging-advice.ts';

const HANGING: OpenTransaction = {
  transactionalId: 'pay ments',
  producerId: '7',
  producerEpoch: 2,
  state: 'Ongoing',
  coordinator: 1,
  startedAt: null,
  ageMs: 90_000,
  timeoutMs: 60_000,
  partitions: [0, 1, 2, 3, 4, 5].map((partition) => ({ topic: 'orders', partition })),
  partitionsTotal: 9,
  isHanging: true,
  reason: 'past_timeout',
  fault: null,
};

it('tells whose readers wait, and how to look at it and end it', () => {
  expect(hangingAdvice([HANGING], ['b1:9092'])).toEqual([
    {
      key: '7 2 pay ments',
      places: ['orders-0', 'orders-1', 'orders-2', 'orders-3', 'orders-4'],
      more: 4,
      describe: "kafka-transactions --bootstrap-server b1:9092 describe --transactional-id 'pay ments'",
      abort: 'kafka-transactions --bootstrap-server b1:9092 abort --topic orders --partition 0 --start-offset START_OFFSET',
    },
  ]);
});

it('one that no coordinator knows cannot be described, and one without a known partition not be aborted', () => {
  const orphan = { ...HANGING, transactionalId: null, partitions: [], partitionsTotal: 0 };
  expect(hangingAdvice([orphan], [])).toMatchObject([{ describe: null, abort: null, places: [], more: 0 }]);
});

it('says nothing of those that will end by themselves, or of which that is not known', () => {
  expect(
    hangingAdvice(
      [
        { ...HANGING, isHanging: false },
        { ...HANGING, isHanging: null },
      ],
      [],
    ),
  ).toEqual([]);
});
