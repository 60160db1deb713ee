import { defineApi } from '../api.ts';
import { array, bool, int16, int32, nullable, nullableArray, nullableString, string, uuid } from '../codec.ts';
import { struct } from '../struct.ts';

const cursor = nullable(struct({ topicName: string, partitionIndex: int32 }));

/** Topics page by page, with what Metadata leaves out: the eligible replicas of KIP-966. Brokers since 3.8 in KRaft mode. */
export const describeTopicPartitions = defineApi({
  key: 75,
  name: 'DescribeTopicPartitions',
  min: 0,
  max: 0,
  flexibleFrom: 0,
  request: struct({
    topics: array(struct({ name: string })),
    /** Partitions per answer; the broker may give fewer. */
    responsePartitionLimit: int32,
    /** Where to go on; null = from the start. */
    cursor,
  }),
  response: struct({
    throttleTimeMs: int32,
    topics: array(
      struct({
        errorCode: int16,
        name: nullableString,
        topicId: uuid,
        isInternal: bool,
        partitions: array(
          struct({
            errorCode: int16,
            partitionIndex: int32,
            leaderId: int32,
            leaderEpoch: int32,
            replicaNodes: array(int32),
            isrNodes: array(int32),
            eligibleLeaderReplicas: nullableArray(int32),
            lastKnownElr: nullableArray(int32),
            offlineReplicas: array(int32),
          }),
        ),
        topicAuthorizedOperations: int32,
      }),
    ),
    /** Where the next page begins; null = this was the last one. */
    nextCursor: cursor,
  }),
});
