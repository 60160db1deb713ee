import { defineApi } from '../api.ts';
import { array, int16, int32, int64, nullableString, string } from '../codec.ts';
import { struct } from '../struct.ts';

/** The idempotent and transactional producers that the leader of a partition remembers. */
export const describeProducers = defineApi({
  key: 61,
  name: 'DescribeProducers',
  min: 0,
  max: 0,
  flexibleFrom: 0,
  request: struct({ topics: array(struct({ name: string, partitionIndexes: array(int32) })) }),
  response: struct({
    throttleTimeMs: int32,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            errorCode: int16,
            errorMessage: nullableString,
            activeProducers: array(
              struct({
                producerId: int64,
                producerEpoch: int32,
                lastSequence: int32,
                lastTimestamp: int64,
                coordinatorEpoch: int32,
                /** −1 = no open transaction in this partition. */
                currentTxnStartOffset: int64,
              }),
            ),
          }),
        ),
      }),
    ),
  }),
});
