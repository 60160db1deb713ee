import { KafkaCallError, kafkaFault } from '../fault.ts';
import { Tally } from '../router/tally.ts';
import type { Deadline } from '../transport/deadline.ts';
import { listTransactions } from '../wire/apis/list-transactions.ts';
import { refusedId } from '../wire/names.ts';
import { contained, type AdminContext } from './context.ts';
import type { BrokerOutcome, Topology, TransactionListing } from './port.ts';

const ANY_AGE = -1;

function byId(a: TransactionListing, b: TransactionListing): number {
  if (a.transactionalId === b.transactionalId) return 0;
  return a.transactionalId < b.transactionalId ? -1 : 1;
}

/** Asks every broker for the transactions it coordinates, all brokers at once. Those of a broker that did not answer are unknown, not gone. */
export async function readTransactions(
  context: AdminContext,
  topology: Topology,
  olderThanMs: number | undefined,
  deadline: Deadline,
): Promise<{ transactions: readonly TransactionListing[]; brokers: readonly BrokerOutcome[] }> {
  const { router } = context;
  router.setNodes(topology.brokers);
  const tally = new Tally();
  const found = new Map<string, TransactionListing>();
  const request = {
    stateFilters: [],
    producerIdFilters: [],
    durationFilter: BigInt(olderThanMs === undefined ? ANY_AGE : Math.max(0, Math.trunc(olderThanMs))),
    transactionalIdPattern: null,
  };
  const ask = async (nodeId: number): Promise<void> => {
    const answer = await router.askNode(nodeId, listTransactions, request, deadline);
    const { errorCode, transactionStates } = answer.body;
    if (errorCode !== 0) throw new KafkaCallError(kafkaFault(errorCode, nodeId));
    tally.answered(nodeId, answer);
    for (const { transactionalId, producerId, transactionState } of transactionStates) {
      const refused = refusedId(transactionalId, 'a transactional id', nodeId);
      if (refused !== null) tally.flawed(nodeId, refused);
      else found.set(transactionalId, { transactionalId, producerId, state: transactionState, coordinator: nodeId });
    }
  };
  await Promise.all(
    topology.brokers.map(({ nodeId }) =>
      contained(
        nodeId,
        () => ask(nodeId),
        (fault) => tally.failed(nodeId, fault),
      ),
    ),
  );
  return { transactions: [...found.values()].sort(byId), brokers: tally.outcomes(topology.brokers) };
}
