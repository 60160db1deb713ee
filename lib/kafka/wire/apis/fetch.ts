import { defineApi } from '../api.ts';
import { array, int8, int16, int32, int64, nullableArray, nullableBytes, nullableString, string } from '../codec.ts';
import { struct, tagged } from '../struct.ts';

/** Records from some offset on. Version 13 and later name topics by id, which Farol need not know here; every broker from 2.8 to 4.4 speaks 12. */
export const fetch = defineApi({
  key: 1,
  name: 'Fetch',
  min: 12,
  max: 12,
  flexibleFrom: 12,
  request: struct({
    /** −1 = a consumer. */
    replicaId: int32,
    maxWaitMs: int32,
    minBytes: int32,
    maxBytes: int32,
    /** 0 = read uncommitted, up to the high watermark. */
    isolationLevel: int8,
    /** Session 0 with epoch −1 = no fetch session: the request says all and the broker keeps nothing. */
    sessionId: int32,
    sessionEpoch: int32,
    topics: array(
      struct({
        topic: string,
        partitions: array(
          struct({
            partition: int32,
            currentLeaderEpoch: int32,
            fetchOffset: int64,
            lastFetchedEpoch: int32,
            logStartOffset: int64,
            partitionMaxBytes: int32,
          }),
        ),
      }),
    ),
    forgottenTopicsData: array(struct({ topic: string, partitions: array(int32) })),
    rackId: string,
    clusterId: tagged(0, nullableString, null),
  }),
  response: struct({
    throttleTimeMs: int32,
    errorCode: int16,
    sessionId: int32,
    responses: array(
      struct({
        topic: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            errorCode: int16,
            highWatermark: int64,
            lastStableOffset: int64,
            logStartOffset: int64,
            abortedTransactions: nullableArray(struct({ producerId: int64, firstOffset: int64 })),
            preferredReadReplica: int32,
            /** Record batches, the last of which may be cut off. */
            records: nullableBytes,
          }),
        ),
      }),
    ),
  }),
});
