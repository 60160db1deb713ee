import { defineApi } from '../api.ts';
import { array, bool, int8, int16, int32, nullableString, string } from '../codec.ts';
import { since, struct } from '../struct.ts';

export const describeCluster = defineApi({
  key: 60,
  name: 'DescribeCluster',
  min: 0,
  max: 2,
  flexibleFrom: 0,
  request: struct({
    includeClusterAuthorizedOperations: bool,
    /** 1 = brokers, 2 = controllers. */
    endpointType: since(1, int8, 1),
    includeFencedBrokers: since(2, bool, false),
  }),
  response: struct({
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    endpointType: since(1, int8, 1),
    clusterId: string,
    controllerId: int32,
    brokers: array(struct({ brokerId: int32, host: string, port: int32, rack: nullableString, isFenced: since(2, bool, false) })),
    clusterAuthorizedOperations: int32,
  }),
});
