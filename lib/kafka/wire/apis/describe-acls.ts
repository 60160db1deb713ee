import { defineApi } from '../api.ts';
import { array, int8, int16, int32, nullableString, string } from '../codec.ts';
import { struct } from '../struct.ts';

export const describeAcls = defineApi({
  key: 29,
  name: 'DescribeAcls',
  // Version 3 (Kafka 3.3) only adds the resource type "user"; its fields are those of 2.
  min: 2,
  max: 3,
  flexibleFrom: 2,
  request: struct({
    /** 1 any, 2 topic, 3 group, 4 cluster, 5 transactional id, 6 delegation token, 7 user. */
    resourceTypeFilter: int8,
    /** null = any. */
    resourceNameFilter: nullableString,
    /** 1 any, 2 whatever applies to the name, 3 literal, 4 prefixed. */
    patternTypeFilter: int8,
    principalFilter: nullableString,
    hostFilter: nullableString,
    /** 1 = any. */
    operation: int8,
    /** 1 = any. */
    permissionType: int8,
  }),
  response: struct({
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    resources: array(
      struct({
        resourceType: int8,
        resourceName: string,
        patternType: int8,
        acls: array(struct({ principal: string, host: string, operation: int8, permissionType: int8 })),
      }),
    ),
  }),
});
