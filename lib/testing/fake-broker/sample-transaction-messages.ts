import { apis } from '#lib/kafka/wire/apis/index.ts';
import { sample, SAMPLE_HUGE, type SampleMessage } from './sample-message.ts';

/** Samples of the APIs about transactions and producers. */
export const SAMPLE_TRANSACTION_MESSAGES: readonly SampleMessage<unknown, unknown>[] = [
  sample(
    apis.listTransactions,
    { stateFilters: ['Ongoing'], producerIdFilters: [7n], durationFilter: 60_000n, transactionalIdPattern: 'pag.*' },
    {
      throttleTimeMs: 1,
      errorCode: 0,
      unknownStateFilters: ['Sonhando'],
      transactionStates: [{ transactionalId: 'pagamentos-1', producerId: SAMPLE_HUGE, transactionState: 'Ongoing' }],
    },
  ),
  sample(
    apis.describeTransactions,
    { transactionalIds: ['pagamentos-1'] },
    {
      throttleTimeMs: 1,
      transactionStates: [
        {
          errorCode: 0,
          transactionalId: 'pagamentos-1',
          transactionState: 'Ongoing',
          transactionTimeoutMs: 60_000,
          transactionStartTimeMs: 1_700_000_000_000n,
          producerId: SAMPLE_HUGE,
          producerEpoch: 5,
          topics: [{ topic: 'pedidos', partitions: [0, 2] }],
        },
      ],
    },
  ),
  sample(
    apis.describeProducers,
    { topics: [{ name: 'pedidos', partitionIndexes: [0, 1] }] },
    {
      throttleTimeMs: 1,
      topics: [
        {
          name: 'pedidos',
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 0,
              errorMessage: 'm',
              activeProducers: [
                {
                  producerId: SAMPLE_HUGE,
                  producerEpoch: 5,
                  lastSequence: 41,
                  lastTimestamp: 1_700_000_000_000n,
                  coordinatorEpoch: 3,
                  currentTxnStartOffset: 12n,
                },
              ],
            },
          ],
        },
      ],
    },
  ),
];
