import { apis } from '#lib/kafka/wire/apis/index.ts';
import { SAMPLE_GROUP_MESSAGES } from './sample-group-messages.ts';
import { sample, SAMPLE_HUGE, SAMPLE_TOPIC_ID, type SampleMessage } from './sample-message.ts';
import { SAMPLE_PARTITION_MESSAGES } from './sample-partition-messages.ts';
import { SAMPLE_TRANSACTION_MESSAGES } from './sample-transaction-messages.ts';
import { SAMPLE_RECORD_MESSAGES } from './sample-record-messages.ts';

const replica = {
  replicaId: 2,
  replicaDirectoryId: SAMPLE_TOPIC_ID,
  logEndOffset: SAMPLE_HUGE,
  lastFetchTimestamp: 1_700_000_000_000n,
  lastCaughtUpTimestamp: 1_700_000_000_001n,
};

/** Samples of every API of the schema. */
export const SAMPLE_MESSAGES: readonly SampleMessage<unknown, unknown>[] = [
  ...SAMPLE_GROUP_MESSAGES,
  ...SAMPLE_PARTITION_MESSAGES,
  ...SAMPLE_TRANSACTION_MESSAGES,
  ...SAMPLE_RECORD_MESSAGES,
  sample(
    apis.apiVersions,
    { clientSoftwareName: 'farol', clientSoftwareVersion: '1.2.3' },
    {
      errorCode: 0,
      apiKeys: [{ apiKey: 3, minVersion: 0, maxVersion: 13 }],
      throttleTimeMs: 9,
      supportedFeatures: [{ name: 'metadata.version', minVersion: 7, maxVersion: 30 }],
      finalizedFeaturesEpoch: 77n,
      finalizedFeatures: [{ name: 'metadata.version', maxVersionLevel: 30, minVersionLevel: 30 }],
      zkMigrationReady: true,
    },
  ),
  sample(
    apis.metadata,
    {
      topics: [{ topicId: null, name: 'pedidos' }],
      allowAutoTopicCreation: false,
      includeClusterAuthorizedOperations: false,
      includeTopicAuthorizedOperations: true,
    },
    {
      throttleTimeMs: 1,
      brokers: [{ nodeId: 1, host: 'broker-1', port: 9092, rack: 'r1' }],
      clusterId: 'c',
      controllerId: 1,
      topics: [
        {
          errorCode: 0,
          name: 'pedidos',
          topicId: SAMPLE_TOPIC_ID,
          isInternal: false,
          partitions: [
            {
              errorCode: 0,
              partitionIndex: 0,
              leaderId: 1,
              leaderEpoch: 3,
              replicaNodes: [1, 2],
              isrNodes: [1],
              offlineReplicas: [2],
            },
          ],
          topicAuthorizedOperations: 8,
        },
      ],
      clusterAuthorizedOperations: -2_147_483_648,
      errorCode: 0,
    },
  ),
  sample(
    apis.describeCluster,
    { includeClusterAuthorizedOperations: true, endpointType: 1, includeFencedBrokers: true },
    {
      throttleTimeMs: 1,
      errorCode: 0,
      errorMessage: null,
      endpointType: 1,
      clusterId: 'c',
      controllerId: 1,
      brokers: [{ brokerId: 1, host: 'b', port: 9092, rack: null, isFenced: true }],
      clusterAuthorizedOperations: 12,
    },
  ),
  sample(
    apis.listOffsets,
    {
      replicaId: -1,
      isolationLevel: 1,
      topics: [{ name: 'pedidos', partitions: [{ partitionIndex: 4, currentLeaderEpoch: 2, timestamp: -1n }] }],
      timeoutMs: 5000,
    },
    {
      throttleTimeMs: 1,
      topics: [
        {
          name: 'pedidos',
          partitions: [{ partitionIndex: 4, errorCode: 0, timestamp: -1n, offset: SAMPLE_HUGE, leaderEpoch: 2 }],
        },
      ],
    },
  ),
  sample(
    apis.describeAcls,
    {
      resourceTypeFilter: 2,
      resourceNameFilter: 'pedidos',
      patternTypeFilter: 2,
      principalFilter: 'User:ana',
      hostFilter: '10.0.0.1',
      operation: 3,
      permissionType: 1,
    },
    {
      throttleTimeMs: 1,
      errorCode: 54,
      errorMessage: 'No Authorizer is configured.',
      resources: [
        {
          resourceType: 2,
          resourceName: 'ped',
          patternType: 4,
          acls: [{ principal: 'User:loja', host: '*', operation: 4, permissionType: 3 }],
        },
      ],
    },
  ),
  sample(
    apis.describeConfigs,
    {
      resources: [{ resourceType: 2, resourceName: 'pedidos', configurationKeys: ['retention.ms'] }],
      includeSynonyms: true,
      includeDocumentation: true,
    },
    {
      throttleTimeMs: 1,
      results: [
        {
          errorCode: 0,
          errorMessage: null,
          resourceType: 2,
          resourceName: 'pedidos',
          configs: [
            {
              name: 'retention.ms',
              value: '60000',
              readOnly: false,
              configSource: 1,
              isSensitive: false,
              synonyms: [{ name: 'log.retention.ms', value: null, source: 4 }],
              configType: 5,
              documentation: 'd',
            },
          ],
        },
      ],
    },
  ),
  sample(
    apis.describeLogDirs,
    { topics: [{ topic: 'pedidos', partitions: [0] }] },
    {
      throttleTimeMs: 1,
      errorCode: 0,
      results: [
        {
          errorCode: 0,
          logDir: '/data',
          topics: [
            {
              name: 'pedidos',
              partitions: [{ partitionIndex: 0, partitionSize: SAMPLE_HUGE, offsetLag: 1n, isFutureKey: true }],
            },
          ],
          totalBytes: 10n,
          usableBytes: 5n,
          isCordoned: true,
        },
      ],
    },
  ),
  sample(
    apis.describeQuorum,
    { topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }] },
    {
      errorCode: 0,
      errorMessage: null,
      topics: [
        {
          topicName: '__cluster_metadata',
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 0,
              errorMessage: null,
              leaderId: 2,
              leaderEpoch: 9,
              highWatermark: SAMPLE_HUGE,
              currentVoters: [replica],
              observers: [{ ...replica, replicaId: 5 }],
            },
          ],
        },
      ],
      nodes: [{ nodeId: 2, listeners: [{ name: 'CONTROLLER', host: 'c2', port: 9093 }] }],
    },
  ),
  sample(apis.saslHandshake, { mechanism: 'PLAIN' }, { errorCode: 0, mechanisms: ['PLAIN', 'SCRAM-SHA-512'] }),
  sample(
    apis.saslAuthenticate,
    { authBytes: Buffer.from([0, 1]) },
    { errorCode: 0, errorMessage: null, authBytes: Buffer.from([2]), sessionLifetimeMs: 3_600_000n },
  ),
];
