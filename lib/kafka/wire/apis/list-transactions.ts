import { defineApi } from '../api.ts';
import { array, int16, int32, int64, nullableString, string } from '../codec.ts';
import { since, struct } from '../struct.ts';

/** The transactions that one broker coordinates. Brokers since 3.0. */
export const listTransactions = defineApi({
  key: 66,
  name: 'ListTransactions',
  min: 0,
  max: 2,
  flexibleFrom: 0,
  request: struct({
    /** Empty = all. */
    stateFilters: array(string),
    producerIdFilters: array(int64),
    /** Only transactions that run longer than so many milliseconds; −1 = all. */
    durationFilter: since(1, int64, -1n),
    transactionalIdPattern: since(2, nullableString, null),
  }),
  response: struct({
    throttleTimeMs: int32,
    errorCode: int16,
    unknownStateFilters: array(string),
    transactionStates: array(struct({ transactionalId: string, producerId: int64, transactionState: string })),
  }),
});
