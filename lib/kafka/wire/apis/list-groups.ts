import { defineApi } from '../api.ts';
import { array, int16, int32, string } from '../codec.ts';
import { since, struct } from '../struct.ts';

/** The groups that one broker coordinates. */
export const listGroups = defineApi({
  key: 16,
  name: 'ListGroups',
  min: 4,
  max: 5,
  flexibleFrom: 3,
  request: struct({
    /** Empty = all. */
    statesFilter: array(string),
    typesFilter: since(5, array(string), []),
  }),
  response: struct({
    throttleTimeMs: int32,
    errorCode: int16,
    groups: array(struct({ groupId: string, protocolType: string, groupState: string, groupType: since(5, string, '') })),
  }),
});
