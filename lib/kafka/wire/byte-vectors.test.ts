import { expect, test } from 'vitest';
import { defineApi, encodeRequest, type AnyApi } from './api.ts';
import { apis } from './apis/index.ts';
import {
  array,
  bool,
  int8,
  int16,
  int32,
  int64,
  nullableArray,
  nullableString,
  string,
  uuid,
  uint16,
  type Codec,
} from './codec.ts';
import { struct } from './struct.ts';

/** A whole request frame with client id `console` and correlation id 7. */
function frame(api: AnyApi, version: number, body: Buffer): string {
  const clientId = Buffer.from('console');
  const header = Buffer.alloc(10);
  header.writeInt16BE(api.key, 0);
  header.writeInt16BE(version, 2);
  header.writeInt32BE(7, 4);
  header.writeInt16BE(clientId.length, 8);
  const content = Buffer.concat([header, clientId, body]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(content.length);
  return Buffer.concat([size, content]).toString('hex');
}

/** A body without the header's tags. */
function bodyHex<Req>(api: AnyApi & { request: Codec<Req> }, version: number, body: Req): string {
  return encodeRequest(api, version, body).subarray(1).toString('hex');
}

test('whole frames equal those of other clients', () => {
  const logDirs = encodeRequest(apis.describeLogDirs, 4, { topics: [{ topic: 'orders', partitions: [0, 1] }] });
  expect(frame(apis.describeLogDirs, 4, logDirs)).toBe(
    '0000002500230004000000070007636f6e736f6c650002076f72646572730300000000000000010000',
  );
  const quorum = encodeRequest(apis.describeQuorum, 2, {
    topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }],
  });
  expect(frame(apis.describeQuorum, 2, quorum)).toBe(
    '0000002e00370002000000070007636f6e736f6c650002135f5f636c75737465725f6d657461646174610200000000000000',
  );
});

test('bodies equal the vectors encoded from Kafka’s own schemas', () => {
  const group = { groupIds: ['g'], includeAuthorizedOperations: true };
  expect(bodyHex(apis.consumerGroupDescribe, 1, group)).toBe('0202670100');
  expect(bodyHex(apis.shareGroupDescribe, 1, group)).toBe('0202670100');
  expect(bodyHex(apis.streamsGroupDescribe, 0, { groupIds: ['g'], includeAuthorizedOperations: false })).toBe('0202670000');
  expect(bodyHex(apis.listGroups, 5, { statesFilter: [], typesFilter: ['share'] })).toBe('010206736861726500');
  const cluster = { includeClusterAuthorizedOperations: false, endpointType: 1, includeFencedBrokers: true };
  expect(bodyHex(apis.describeCluster, 2, cluster)).toBe('00010100');
  const maxTimestamp = {
    replicaId: -1,
    isolationLevel: 0,
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, currentLeaderEpoch: -1, timestamp: -3n }] }],
    timeoutMs: 5000,
  };
  const page = { topics: [{ name: 't' }], responsePartitionLimit: 2000, cursor: { topicName: 't', partitionIndex: 7 } };
  expect(bodyHex(apis.describeTopicPartitions, 0, page)).toBe('02027400000007d0010274000000070000');
  const share = { groups: [{ groupId: 'g', topics: null }] };
  expect(bodyHex(apis.describeShareGroupOffsets, 0, share)).toBe('020267000000');
  expect(bodyHex(apis.listOffsets, 10, maxTimestamp)).toBe('ffffffff000202740200000000fffffffffffffffffffffffd00000000138800');
});

test('bodies of the APIs that write equal what the public protocol description gives', () => {
  // Put together by hand, field after field.
  const commit = {
    groupId: 'g',
    generationIdOrMemberEpoch: -1,
    memberId: '',
    groupInstanceId: null,
    topics: [
      {
        name: 't',
        partitions: [{ partitionIndex: 0, committedOffset: 5n, committedLeaderEpoch: -1, committedMetadata: '' }],
      },
    ],
  };
  expect(bodyHex(apis.offsetCommit, 8, commit)).toBe(
    `0267${'ffffffff'}01${'00'}02${'0274'}02${'00000000'}${'0000000000000005'}${'ffffffff'}01${'00'}${'00'}${'00'}`,
  );
  const more = { topics: [{ name: 't', count: 4, assignments: [{ brokerIds: [3] }] }], timeoutMs: 1000, validateOnly: true };
  expect(bodyHex(apis.createPartitions, 3, more)).toBe(
    `02${'0274'}${'00000004'}02${'02'}${'00000003'}${'00'}${'00'}${'000003e8'}01${'00'}`,
  );
  const topic = {
    name: 't',
    numPartitions: -1,
    replicationFactor: -1,
    assignments: [{ partitionIndex: 0, brokerIds: [3] }],
    configs: [{ name: 'a', value: null }],
  };
  expect(bodyHex(apis.createTopics, 7, { topics: [topic], timeoutMs: 1000, validateOnly: false })).toBe(
    `02${'0274'}${'ffffffff'}${'ffff'}02${'00000000'}02${'00000003'}${'00'}02${'0261'}${'00'}${'00'}${'00'}${'000003e8'}00${'00'}`,
  );
});

const nothing = struct<Record<never, never>>({});

test('a new API is one schema entry: requests that Farol does not send yet encode to the vectors too', () => {
  const incrementalAlterConfigs = defineApi({
    key: 44,
    name: 'IncrementalAlterConfigs',
    min: 1,
    max: 1,
    flexibleFrom: 1,
    request: struct({
      resources: array(
        struct({
          resourceType: int8,
          resourceName: string,
          configs: array(struct({ name: string, configOperation: int8, value: nullableString })),
        }),
      ),
      validateOnly: bool,
    }),
    response: nothing,
  });
  const alter = encodeRequest(incrementalAlterConfigs, 1, {
    resources: [
      {
        resourceType: 2,
        resourceName: 'orders',
        configs: [
          { name: 'retention.ms', configOperation: 0, value: '60000' },
          { name: 'cleanup.policy', configOperation: 1, value: null },
        ],
      },
    ],
    validateOnly: true,
  });
  expect(frame(incrementalAlterConfigs, 1, alter)).toBe(
    '00000046002c0001000000070007636f6e736f6c65000202076f7264657273030d726574656e74696f6e2e6d7300063630303030000f636c65616e75702e706f6c696379010000000100',
  );

  const electLeaders = defineApi({
    key: 43,
    name: 'ElectLeaders',
    min: 2,
    max: 2,
    flexibleFrom: 2,
    request: struct({
      electionType: int8,
      topicPartitions: nullableArray(struct({ topic: string, partitions: array(int32) })),
      timeoutMs: int32,
    }),
    response: nothing,
  });
  const elect = { electionType: 0, topicPartitions: [{ topic: 't', partitions: [0, 1] }], timeoutMs: 60_000 };
  expect(bodyHex(electLeaders, 2, elect)).toBe('00020274030000000000000001000000ea6000');

  const writeTxnMarkers = defineApi({
    key: 27,
    name: 'WriteTxnMarkers',
    min: 1,
    max: 1,
    flexibleFrom: 1,
    request: struct({
      markers: array(
        struct({
          producerId: int64,
          producerEpoch: int16,
          transactionResult: bool,
          topics: array(struct({ name: string, partitionIndexes: array(int32) })),
          coordinatorEpoch: int32,
        }),
      ),
    }),
    response: nothing,
  });
  const marker = {
    producerId: 7n,
    producerEpoch: 3,
    transactionResult: false,
    topics: [{ name: 't', partitionIndexes: [0] }],
    coordinatorEpoch: -1,
  };
  expect(bodyHex(writeTxnMarkers, 1, { markers: [marker] })).toBe('020000000000000007000300020274020000000000ffffffff0000');

  const addRaftVoter = defineApi({
    key: 80,
    name: 'AddRaftVoter',
    min: 0,
    max: 0,
    flexibleFrom: 0,
    request: struct({
      clusterId: nullableString,
      timeoutMs: int32,
      voterId: int32,
      voterDirectoryId: uuid,
      listeners: array(struct({ name: string, host: string, port: uint16 })),
    }),
    response: nothing,
  });
  const voter = {
    clusterId: null,
    timeoutMs: 1000,
    voterId: 4,
    voterDirectoryId: Buffer.from('11111111222233334444555555555555', 'hex').toString('base64url'),
    listeners: [{ name: 'CONTROLLER', host: 'h', port: 9093 }],
  };
  expect(bodyHex(addRaftVoter, 0, voter)).toBe(
    '00000003e80000000411111111222233334444555555555555020b434f4e54524f4c4c4552026823850000',
  );
});
