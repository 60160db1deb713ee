import { defineApi } from '../api.ts';
import { array, bool, int16, int32, int64, nullableArray, nullableString, string } from '../codec.ts';
import { since, struct, until } from '../struct.ts';

const topicsAsked = nullableArray(struct({ name: string, partitionIndexes: array(int32) }));
const topicsAnswered = array(
  struct({
    name: string,
    partitions: array(
      struct({
        partitionIndex: int32,
        committedOffset: int64,
        committedLeaderEpoch: int32,
        metadata: nullableString,
        errorCode: int16,
      }),
    ),
  }),
);

/** Commits of groups; one group per request below version 8. Version 10 would name topics by id only. The hot path decodes by hand: `decodeOffsetFetch`. */
export const offsetFetch = defineApi({
  key: 9,
  name: 'OffsetFetch',
  min: 7,
  max: 9,
  flexibleFrom: 6,
  request: struct({
    groupId: until(7, string, ''),
    /** null = all topics with a commit. */
    topics: until(7, topicsAsked, null),
    groups: since(
      8,
      array(
        struct({
          groupId: string,
          memberId: since(9, nullableString, null),
          memberEpoch: since(9, int32, -1),
          topics: topicsAsked,
        }),
      ),
      [],
    ),
    requireStable: bool,
  }),
  response: struct({
    throttleTimeMs: int32,
    topics: until(7, topicsAnswered, []),
    errorCode: until(7, int16, 0),
    groups: since(8, array(struct({ groupId: string, topics: topicsAnswered, errorCode: int16 })), []),
  }),
});
