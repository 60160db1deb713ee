import { defineApi } from '../api.ts';
import { array, int16, int32, int64, nullableArray, nullableString, string, uuid } from '../codec.ts';
import { since, struct } from '../struct.ts';

/** How far share groups have come (KIP-932); asked of their coordinator. */
export const describeShareGroupOffsets = defineApi({
  key: 90,
  name: 'DescribeShareGroupOffsets',
  min: 0,
  max: 1,
  flexibleFrom: 0,
  request: struct({
    groups: array(
      struct({
        groupId: string,
        /** null = all topics of the group. */
        topics: nullableArray(struct({ topicName: string, partitions: array(int32) })),
      }),
    ),
  }),
  response: struct({
    throttleTimeMs: int32,
    groups: array(
      struct({
        groupId: string,
        topics: array(
          struct({
            topicName: string,
            topicId: uuid,
            partitions: array(
              struct({
                partitionIndex: int32,
                /** −1 = the group has not started here. */
                startOffset: int64,
                leaderEpoch: int32,
                /** −1 = unknown. */
                lag: since(1, int64, -1n),
                errorCode: int16,
                errorMessage: nullableString,
              }),
            ),
          }),
        ),
        errorCode: int16,
        errorMessage: nullableString,
      }),
    ),
  }),
});
