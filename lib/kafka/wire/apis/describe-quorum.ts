import { defineApi } from '../api.ts';
import { array, int16, int32, int64, nullableString, string, uint16, uuid } from '../codec.ts';
import { since, struct } from '../struct.ts';

const replicaState = struct({
  replicaId: int32,
  replicaDirectoryId: since(2, uuid, null),
  logEndOffset: int64,
  /** −1 = unknown. */
  lastFetchTimestamp: since(1, int64, -1n),
  lastCaughtUpTimestamp: since(1, int64, -1n),
});

/** The KRaft quorum. A ZooKeeper broker closes the connection on it: check the mode first. */
export const describeQuorum = defineApi({
  key: 55,
  name: 'DescribeQuorum',
  min: 0,
  max: 2,
  flexibleFrom: 0,
  request: struct({ topics: array(struct({ topicName: string, partitions: array(struct({ partitionIndex: int32 })) })) }),
  response: struct({
    errorCode: int16,
    errorMessage: since(2, nullableString, null),
    topics: array(
      struct({
        topicName: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            errorCode: int16,
            errorMessage: since(2, nullableString, null),
            leaderId: int32,
            leaderEpoch: int32,
            highWatermark: int64,
            currentVoters: array(replicaState),
            observers: array(replicaState),
          }),
        ),
      }),
    ),
    nodes: since(2, array(struct({ nodeId: int32, listeners: array(struct({ name: string, host: string, port: uint16 })) })), []),
  }),
});
