import { faultItem, kafkaFault, okItem, ownFault } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { offsetForLeaderEpoch } from '../wire/apis/offset-for-leader-epoch.ts';
import { itemsOfLeaders } from './ask-leaders.ts';
import type { AdminContext } from './context.ts';
import type { Item, Topology } from './port.ts';

const PARTITIONS_MAX = 2_000;
const CONSUMER = -1;
const UNCHECKED = -1;

interface End {
  errorCode: number;
  leaderEpoch: number;
  endOffset: bigint;
}

function toItem(end: End, nodeId: number): Item<{ leaderEpoch: number; endOffset: bigint }> {
  if (end.errorCode !== 0) return faultItem(kafkaFault(end.errorCode, nodeId));
  if (end.leaderEpoch < 0 || end.endOffset < 0n) {
    return faultItem(ownFault('NO_EPOCH', 'the log knows no leader epoch as old as the one asked for', nodeId));
  }
  return okItem({ leaderEpoch: end.leaderEpoch, endOffset: end.endOffset });
}

/** Where the logs of partitions ended under leader epochs; items in the order of `asked`. */
export function readEpochEnds(
  context: AdminContext,
  topology: Topology,
  asked: readonly { index: number; leaderEpoch: number }[],
  deadline: Deadline,
): Promise<Item<{ leaderEpoch: number; endOffset: bigint }>[]> {
  const indexes = asked.map(({ index }) => index);
  return itemsOfLeaders<End, { leaderEpoch: number; endOffset: bigint }>(context, topology, indexes, {
    perRequest: PARTITIONS_MAX,
    async ask(nodeId, topics) {
      const request = {
        replicaId: CONSUMER,
        topics: [...topics].map(([topic, partitions]) => ({
          topic,
          partitions: partitions.map(({ partition, position }) => ({
            partition,
            currentLeaderEpoch: UNCHECKED,
            leaderEpoch: asked[position]?.leaderEpoch ?? UNCHECKED,
          })),
        })),
      };
      const { body } = await context.router.askNode(nodeId, offsetForLeaderEpoch, request, deadline);
      return body.topics.flatMap(({ topic, partitions }) =>
        partitions.map((end) => ({ topic, partition: end.partition, answer: end })),
      );
    },
    toItem,
  });
}
