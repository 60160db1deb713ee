import { defineApi } from '../api.ts';
import { array, int16, int32, int64, nullableString, string } from '../codec.ts';
import { struct } from '../struct.ts';

/** Commits offsets of a group. Version 9 differs from 8 only in its error codes. */
export const offsetCommit = defineApi({
  key: 8,
  name: 'OffsetCommit',
  min: 8,
  max: 9,
  flexibleFrom: 8,
  request: struct({
    groupId: string,
    /** −1 with an empty member = a simple group: commits without membership. */
    generationIdOrMemberEpoch: int32,
    memberId: string,
    groupInstanceId: nullableString,
    topics: array(
      struct({
        name: string,
        partitions: array(
          struct({
            partitionIndex: int32,
            committedOffset: int64,
            committedLeaderEpoch: int32,
            committedMetadata: nullableString,
          }),
        ),
      }),
    ),
  }),
  response: struct({
    throttleTimeMs: int32,
    topics: array(struct({ name: string, partitions: array(struct({ partitionIndex: int32, errorCode: int16 })) })),
  }),
});
