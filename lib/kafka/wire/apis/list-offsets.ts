import { defineApi } from '../api.ts';
import { array, int8, int16, int32, int64, string } from '../codec.ts';
import { since, struct } from '../struct.ts';

/** Offsets by special timestamp (−1 latest, −2 earliest). The hot path encodes and decodes by hand: `encodeListOffsets`, `decodeListOffsets`. */
export const listOffsets = defineApi({
  key: 2,
  name: 'ListOffsets',
  min: 6,
  max: 11,
  // Version 11 only adds a timestamp that we do not ask for (earliest pending upload).
  sendMax: 10,
  flexibleFrom: 6,
  request: struct({
    replicaId: int32,
    /** 0 = read uncommitted, 1 = read committed (latest is then the last stable offset). */
    isolationLevel: int8,
    topics: array(
      struct({ name: string, partitions: array(struct({ partitionIndex: int32, currentLeaderEpoch: int32, timestamp: int64 })) }),
    ),
    timeoutMs: since(10, int32, 0),
  }),
  response: struct({
    throttleTimeMs: int32,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({ partitionIndex: int32, errorCode: int16, timestamp: int64, offset: int64, leaderEpoch: int32 }),
        ),
      }),
    ),
  }),
});
