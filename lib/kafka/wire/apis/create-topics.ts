import { defineApi } from '../api.ts';
import { array, bool, int8, int16, int32, nullableArray, nullableString, string, uuid } from '../codec.ts';
import { struct, tagged } from '../struct.ts';

export const createTopics = defineApi({
  key: 19,
  name: 'CreateTopics',
  min: 7,
  max: 7,
  flexibleFrom: 5,
  request: struct({
    topics: array(
      struct({
        name: string,
        /** −1 with explicit assignments, or for the broker's default. */
        numPartitions: int32,
        /** −1 with explicit assignments, or for the broker's default. */
        replicationFactor: int16,
        /** Replicas per partition; the first is the preferred leader. Empty = the broker chooses. */
        assignments: array(struct({ partitionIndex: int32, brokerIds: array(int32) })),
        configs: array(struct({ name: string, value: nullableString })),
      }),
    ),
    timeoutMs: int32,
    validateOnly: bool,
  }),
  response: struct({
    throttleTimeMs: int32,
    topics: array(
      struct({
        name: string,
        topicId: uuid,
        errorCode: int16,
        errorMessage: nullableString,
        numPartitions: int32,
        replicationFactor: int16,
        /** null when this credential may not read them: `topicConfigErrorCode` says so. */
        configs: nullableArray(
          struct({ name: string, value: nullableString, readOnly: bool, configSource: int8, isSensitive: bool }),
        ),
        topicConfigErrorCode: tagged(0, int16, 0),
      }),
    ),
  }),
});
