import { defineApi } from '../api.ts';
import { array, bool, bytes, int16, int32, nullableString, string } from '../codec.ts';
import { since, struct } from '../struct.ts';

/** Classic groups. For groups of other kinds a broker answers `Dead` without members (version 6: GROUP_ID_NOT_FOUND). */
export const describeGroups = defineApi({
  key: 15,
  name: 'DescribeGroups',
  min: 5,
  max: 6,
  flexibleFrom: 5,
  request: struct({ groups: array(string), includeAuthorizedOperations: bool }),
  response: struct({
    throttleTimeMs: int32,
    groups: array(
      struct({
        errorCode: int16,
        errorMessage: since(6, nullableString, null),
        groupId: string,
        groupState: string,
        protocolType: string,
        protocolData: string,
        members: array(
          struct({
            memberId: string,
            groupInstanceId: nullableString,
            clientId: string,
            clientHost: string,
            memberMetadata: bytes,
            memberAssignment: bytes,
          }),
        ),
        authorizedOperations: int32,
      }),
    ),
  }),
});
