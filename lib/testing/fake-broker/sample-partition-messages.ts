import { apis } from '#lib/kafka/wire/apis/index.ts';
import { sample, SAMPLE_HUGE, SAMPLE_TOPIC_ID, type SampleMessage } from './sample-message.ts';

/** Samples of the APIs about single partitions. */
export const SAMPLE_PARTITION_MESSAGES: readonly SampleMessage<unknown, unknown>[] = [
  sample(
    apis.describeTopicPartitions,
    { topics: [{ name: 'pedidos' }], responsePartitionLimit: 2000, cursor: { topicName: 'pedidos', partitionIndex: 7 } },
    {
      throttleTimeMs: 1,
      topics: [
        {
          errorCode: 0,
          name: 'pedidos',
          topicId: SAMPLE_TOPIC_ID,
          isInternal: false,
          partitions: [
            {
              errorCode: 0,
              partitionIndex: 7,
              leaderId: 1,
              leaderEpoch: 3,
              replicaNodes: [1, 2, 3],
              isrNodes: [1],
              eligibleLeaderReplicas: [2],
              lastKnownElr: null,
              offlineReplicas: [3],
            },
          ],
          topicAuthorizedOperations: 8,
        },
      ],
      nextCursor: { topicName: 'pedidos', partitionIndex: 8 },
    },
  ),
  sample(
    apis.offsetForLeaderEpoch,
    { replicaId: -1, topics: [{ topic: 'pedidos', partitions: [{ partition: 4, currentLeaderEpoch: -1, leaderEpoch: 2 }] }] },
    {
      throttleTimeMs: 1,
      topics: [{ topic: 'pedidos', partitions: [{ errorCode: 0, partition: 4, leaderEpoch: 2, endOffset: SAMPLE_HUGE }] }],
    },
  ),
];
