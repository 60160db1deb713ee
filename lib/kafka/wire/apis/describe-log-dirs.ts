import { defineApi } from '../api.ts';
import { array, bool, int16, int32, int64, nullableArray, string } from '../codec.ts';
import { since, struct } from '../struct.ts';

export const describeLogDirs = defineApi({
  key: 35,
  name: 'DescribeLogDirs',
  min: 2,
  max: 5,
  flexibleFrom: 2,
  request: struct({
    /** null = all. */
    topics: nullableArray(struct({ topic: string, partitions: array(int32) })),
  }),
  response: struct({
    throttleTimeMs: int32,
    errorCode: since(3, int16, 0),
    results: array(
      struct({
        errorCode: int16,
        logDir: string,
        topics: array(
          struct({
            name: string,
            partitions: array(struct({ partitionIndex: int32, partitionSize: int64, offsetLag: int64, isFutureKey: bool })),
          }),
        ),
        /** −1 = unknown. */
        totalBytes: since(4, int64, -1n),
        usableBytes: since(4, int64, -1n),
        isCordoned: since(5, bool, false),
      }),
    ),
  }),
});
