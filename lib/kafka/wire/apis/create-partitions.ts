import { defineApi } from '../api.ts';
import { array, bool, int16, int32, nullableArray, nullableString, string } from '../codec.ts';
import { struct } from '../struct.ts';

export const createPartitions = defineApi({
  key: 37,
  name: 'CreatePartitions',
  min: 3,
  max: 3,
  flexibleFrom: 2,
  request: struct({
    topics: array(
      struct({
        name: string,
        /** Partitions that the topic is to have in all. */
        count: int32,
        /** Replicas of each new partition, the preferred leader first; null = the broker chooses. */
        assignments: nullableArray(struct({ brokerIds: array(int32) })),
      }),
    ),
    timeoutMs: int32,
    validateOnly: bool,
  }),
  response: struct({
    throttleTimeMs: int32,
    results: array(struct({ name: string, errorCode: int16, errorMessage: nullableString })),
  }),
});
