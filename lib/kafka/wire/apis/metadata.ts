import { defineApi } from '../api.ts';
import { array, bool, int16, int32, nullableArray, nullableString, string, uuid } from '../codec.ts';
import { between, since, struct } from '../struct.ts';

/** Brokers, topics, partitions, leaders. The answer of the hot path is read by `decodeTopology`. */
export const metadata = defineApi({
  key: 3,
  name: 'Metadata',
  min: 11,
  max: 13,
  flexibleFrom: 9,
  request: struct({
    /** null = all topics. */
    topics: nullableArray(struct({ topicId: since(10, uuid, null), name: nullableString })),
    allowAutoTopicCreation: bool,
    includeClusterAuthorizedOperations: between(8, 10, bool, false),
    includeTopicAuthorizedOperations: bool,
  }),
  response: struct({
    throttleTimeMs: int32,
    brokers: array(struct({ nodeId: int32, host: string, port: int32, rack: nullableString })),
    clusterId: nullableString,
    controllerId: int32,
    topics: array(
      struct({
        errorCode: int16,
        name: nullableString,
        topicId: since(10, uuid, null),
        isInternal: bool,
        partitions: array(
          struct({
            errorCode: int16,
            partitionIndex: int32,
            leaderId: int32,
            leaderEpoch: int32,
            replicaNodes: array(int32),
            isrNodes: array(int32),
            offlineReplicas: array(int32),
          }),
        ),
        topicAuthorizedOperations: int32,
      }),
    ),
    clusterAuthorizedOperations: between(8, 10, int32, -2_147_483_648),
    errorCode: since(13, int16, 0),
  }),
});
