import { defineApi } from '../api.ts';
import { array, int16, int32, int64, string } from '../codec.ts';
import { struct } from '../struct.ts';

/** Transactions in full; asked of their coordinator. Brokers since 3.0. */
export const describeTransactions = defineApi({
  key: 65,
  name: 'DescribeTransactions',
  min: 0,
  max: 0,
  flexibleFrom: 0,
  request: struct({ transactionalIds: array(string) }),
  response: struct({
    throttleTimeMs: int32,
    transactionStates: array(
      struct({
        errorCode: int16,
        transactionalId: string,
        transactionState: string,
        transactionTimeoutMs: int32,
        /** Epoch ms; −1 = none is open. */
        transactionStartTimeMs: int64,
        producerId: int64,
        producerEpoch: int16,
        topics: array(struct({ topic: string, partitions: array(int32) })),
      }),
    ),
  }),
});
