import { faultItem, kafkaFault, okItem } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeTransactions } from '../wire/apis/describe-transactions.ts';
import { askCoordinators } from './ask-coordinators.ts';
import type { AdminContext } from './context.ts';
import type { Item, TransactionDescription, TransactionListing } from './port.ts';

const TRANSACTIONS_MAX = 500;

type Described = ReturnType<typeof describeTransactions.response.read>['transactionStates'][number];

function toItem(described: Described, nodeId: number): Item<TransactionDescription> {
  if (described.errorCode !== 0) return faultItem(kafkaFault(described.errorCode, nodeId));
  return okItem({
    transactionalId: described.transactionalId,
    producerId: described.producerId,
    state: described.transactionState,
    coordinator: nodeId,
    producerEpoch: described.producerEpoch,
    timeoutMs: described.transactionTimeoutMs,
    startedMs: described.transactionStartTimeMs < 0n ? null : Number(described.transactionStartTimeMs),
    partitions: described.topics,
  });
}

/** Describes transactions at the coordinators that listed them; items in the order of `listings`. */
export function readTransactionDescriptions(
  context: AdminContext,
  listings: readonly TransactionListing[],
  deadline: Deadline,
): Promise<Item<TransactionDescription>[]> {
  const ones = listings.map(({ transactionalId, coordinator }) => ({ id: transactionalId, coordinator }));
  return askCoordinators<(typeof ones)[number], TransactionDescription>(
    context,
    ones,
    {
      keyType: 'transaction',
      perRequest: TRANSACTIONS_MAX,
      async ask(nodeId, some) {
        const request = { transactionalIds: some.map(({ id }) => id) };
        const { body } = await context.router.askNode(nodeId, describeTransactions, request, deadline);
        return body.transactionStates.map((described) => [described.transactionalId, toItem(described, nodeId)] as const);
      },
    },
    deadline,
  );
}
