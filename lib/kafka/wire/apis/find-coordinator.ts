import { defineApi } from '../api.ts';
import { array, int8, int16, int32, nullableString, string } from '../codec.ts';
import { since, struct, until } from '../struct.ts';

/** Coordinators of groups (keyType 0) or transactions (1), one per request below version 4. */
export const findCoordinator = defineApi({
  key: 10,
  name: 'FindCoordinator',
  min: 3,
  max: 6,
  flexibleFrom: 3,
  request: struct({
    key: until(3, string, ''),
    keyType: int8,
    coordinatorKeys: since(4, array(string), []),
  }),
  response: struct({
    throttleTimeMs: int32,
    errorCode: until(3, int16, 0),
    errorMessage: until(3, nullableString, null),
    nodeId: until(3, int32, -1),
    host: until(3, string, ''),
    port: until(3, int32, -1),
    coordinators: since(
      4,
      array(struct({ key: string, nodeId: int32, host: string, port: int32, errorCode: int16, errorMessage: nullableString })),
      [],
    ),
  }),
});
