import { faultItem, kafkaFault, okItem } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeShareGroupOffsets } from '../wire/apis/describe-share-group-offsets.ts';
import { askCoordinators } from './ask-coordinators.ts';
import type { AdminContext } from './context.ts';
import type { GroupListing, Item, SharePartition } from './port.ts';

const GROUPS_MAX = 200;

type Described = ReturnType<typeof describeShareGroupOffsets.response.read>['groups'][number];

function known(value: bigint): bigint | null {
  return value < 0n ? null : value;
}

function toItem(group: Described, nodeId: number): Item<readonly SharePartition[]> {
  if (group.errorCode !== 0) return faultItem(kafkaFault(group.errorCode, nodeId, group.errorMessage));
  return okItem(
    group.topics.flatMap(({ topicName, partitions }) =>
      partitions.map((partition) => ({
        topic: topicName,
        partition: partition.partitionIndex,
        startOffset: known(partition.startOffset),
        lag: known(partition.lag),
        fault: partition.errorCode === 0 ? null : kafkaFault(partition.errorCode, nodeId, partition.errorMessage),
      })),
    ),
  );
}

/** How far share groups have come on all their partitions; items in the order of `groups`. */
export function readShareOffsets(
  context: AdminContext,
  groups: readonly GroupListing[],
  deadline: Deadline,
): Promise<Item<readonly SharePartition[]>[]> {
  const ones = groups.map(({ groupId, coordinator }) => ({ id: groupId, coordinator }));
  return askCoordinators<(typeof ones)[number], readonly SharePartition[]>(
    context,
    ones,
    {
      keyType: 'group',
      perRequest: GROUPS_MAX,
      async ask(nodeId, some) {
        const request = { groups: some.map(({ id }) => ({ groupId: id, topics: null })) };
        const { body } = await context.router.askNode(nodeId, describeShareGroupOffsets, request, deadline);
        return body.groups.map((group) => [group.groupId, toItem(group, nodeId)] as const);
      },
    },
    deadline,
  );
}
