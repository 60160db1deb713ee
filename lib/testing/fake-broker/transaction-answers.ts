import { apis } from '#lib/kafka/wire/apis/index.ts';
import { defineAnswer, type Answer } from './answer.ts';

const NOT_COORDINATOR = 16;
const TRANSACTIONAL_ID_NOT_FOUND = 105;
const TIMEOUT_MS = 60_000;
const PRODUCER_EPOCH = 4;

const throttleTimeMs = 0;

const listTransactions = defineAnswer(apis.listTransactions, (request, { state, nodeId }) => ({
  throttleTimeMs,
  errorCode: 0,
  unknownStateFilters: [],
  transactionStates: state.transactions
    .filter((transaction) => transaction.coordinator === nodeId)
    .filter(
      ({ startedMs }) =>
        request.durationFilter < 0n || (startedMs >= 0 && BigInt(Date.now() - startedMs) >= request.durationFilter),
    )
    .map(({ transactionalId, producerId, state: transactionState }) => ({ transactionalId, producerId, transactionState })),
}));

const describeTransactions = defineAnswer(apis.describeTransactions, (request, { state, nodeId }) => ({
  throttleTimeMs,
  transactionStates: request.transactionalIds.map((transactionalId) => {
    const found = state.transactions.find((transaction) => transaction.transactionalId === transactionalId);
    const nothing = {
      transactionalId,
      transactionState: '',
      transactionTimeoutMs: 0,
      transactionStartTimeMs: -1n,
      producerId: -1n,
      producerEpoch: -1,
      topics: [],
    };
    if (found === undefined) return { ...nothing, errorCode: TRANSACTIONAL_ID_NOT_FOUND };
    if (found.coordinator !== nodeId) return { ...nothing, errorCode: NOT_COORDINATOR };
    return {
      errorCode: 0,
      transactionalId,
      transactionState: found.state,
      transactionTimeoutMs: TIMEOUT_MS,
      transactionStartTimeMs: BigInt(found.startedMs),
      producerId: found.producerId,
      producerEpoch: PRODUCER_EPOCH,
      topics: found.partitions,
    };
  }),
}));

/** Answers about transactions. */
export const TRANSACTION_ANSWERS: readonly Answer[] = [listTransactions, describeTransactions];
