import { defineApi } from '../api.ts';
import { array, int16, int32, int64, string } from '../codec.ts';
import { struct } from '../struct.ts';

/** Where a partition's log ended under a leader epoch; asked of its leader. */
export const offsetForLeaderEpoch = defineApi({
  key: 23,
  name: 'OffsetForLeaderEpoch',
  min: 4,
  max: 4,
  flexibleFrom: 4,
  request: struct({
    /** −1 = a consumer. */
    replicaId: int32,
    topics: array(
      struct({
        topic: string,
        partitions: array(
          struct({
            partition: int32,
            /** −1 = do not check. */
            currentLeaderEpoch: int32,
            leaderEpoch: int32,
          }),
        ),
      }),
    ),
  }),
  response: struct({
    throttleTimeMs: int32,
    topics: array(
      struct({
        topic: string,
        partitions: array(
          struct({
            errorCode: int16,
            partition: int32,
            /** The largest epoch up to the asked one that the log knows; −1 = none. */
            leaderEpoch: int32,
            endOffset: int64,
          }),
        ),
      }),
    ),
  }),
});
