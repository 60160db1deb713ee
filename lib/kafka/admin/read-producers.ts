import { faultItem, kafkaFault, okItem } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeProducers } from '../wire/apis/describe-producers.ts';
import { itemsOfLeaders } from './ask-leaders.ts';
import type { AdminContext } from './context.ts';
import type { Item, ProducerState, Topology } from './port.ts';

/** A partition may remember thousands of producers, each some 40 bytes of answer. */
const PARTITIONS_MAX = 200;

type Described = ReturnType<typeof describeProducers.response.read>['topics'][number]['partitions'][number];

function toItem(partition: Described, nodeId: number): Item<readonly ProducerState[]> {
  if (partition.errorCode !== 0) return faultItem(kafkaFault(partition.errorCode, nodeId, partition.errorMessage));
  return okItem(
    partition.activeProducers.map((producer) => ({
      producerId: producer.producerId,
      producerEpoch: producer.producerEpoch,
      lastSequence: producer.lastSequence,
      lastTimestampMs: Number(producer.lastTimestamp),
      coordinatorEpoch: producer.coordinatorEpoch,
      currentTransactionStart: producer.currentTxnStartOffset < 0n ? null : producer.currentTxnStartOffset,
    })),
  );
}

/** The producers that the leaders of the wanted partitions remember; items in that order. */
export function readProducers(
  context: AdminContext,
  topology: Topology,
  wanted: Uint32Array,
  deadline: Deadline,
): Promise<Item<readonly ProducerState[]>[]> {
  return itemsOfLeaders<Described, readonly ProducerState[]>(context, topology, wanted, {
    perRequest: PARTITIONS_MAX,
    async ask(nodeId, asked) {
      const topics = [...asked].map(([name, partitions]) => ({
        name,
        partitionIndexes: partitions.map(({ partition }) => partition),
      }));
      const { body } = await context.router.askNode(nodeId, describeProducers, { topics }, deadline);
      return body.topics.flatMap(({ name, partitions }) =>
        partitions.map((partition) => ({ topic: name, partition: partition.partitionIndex, answer: partition })),
      );
    },
    toItem,
  });
}
