import { defineApi } from '../api.ts';
import { array, int16, int32, int64, nullableBytes, nullableString, string } from '../codec.ts';
import { struct } from '../struct.ts';

/** Writes record batches. Version 9 is the highest of 2.8; later ones only tell of a new leader, which Metadata tells too. */
export const produce = defineApi({
  key: 0,
  name: 'Produce',
  min: 9,
  max: 9,
  flexibleFrom: 9,
  request: struct({
    transactionalId: nullableString,
    /** −1 = answered when all in-sync replicas have it. Never 0 here: then there would be no answer. */
    acks: int16,
    timeoutMs: int32,
    topicData: array(struct({ name: string, partitionData: array(struct({ index: int32, records: nullableBytes })) })),
  }),
  response: struct({
    responses: array(
      struct({
        name: string,
        partitionResponses: array(
          struct({
            index: int32,
            errorCode: int16,
            baseOffset: int64,
            logAppendTimeMs: int64,
            logStartOffset: int64,
            recordErrors: array(struct({ batchIndex: int32, batchIndexErrorMessage: nullableString })),
            errorMessage: nullableString,
          }),
        ),
      }),
    ),
    throttleTimeMs: int32,
  }),
});
