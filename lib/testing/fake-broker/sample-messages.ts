import type { AnyApi, Api } from '#lib/kafka/wire/api.ts';
import type { Codec } from '#lib/kafka/wire/codec.ts';
import { apis } from '#lib/kafka/wire/apis/index.ts';
import { fakeTopicId } from './fake-state.ts';

/** One request and one answer of every API, with nothing left at its default, for tests of the codecs. */
export interface SampleMessage<Req, Res> {
  api: AnyApi & { request: Codec<Req>; response: Codec<Res> };
  request: Req;
  response: Res;
}

function sample<Req, Res>(api: Api<Req, Res>, request: NoInfer<Req>, response: NoInfer<Res>): SampleMessage<unknown, unknown> {
  return { api, request, response } as SampleMessage<unknown, unknown>;
}

const TOPIC_ID = fakeTopicId(4711);
const HUGE = 2n ** 62n + 12345n;

const assignment = { topicPartitions: [{ topicId: TOPIC_ID, topicName: 'pedidos', partitions: [0, 2, 5] }] };
const emptyAssignment = { topicPartitions: [] };
const commits = [
  {
    name: 'pedidos',
    partitions: [
      { partitionIndex: 0, committedOffset: HUGE, committedLeaderEpoch: 7, metadata: 'nota ção', errorCode: 0 },
      { partitionIndex: 1, committedOffset: -1n, committedLeaderEpoch: -1, metadata: null, errorCode: 29 },
    ],
  },
];
const asked = [{ name: 'pedidos', partitionIndexes: [0, 1] }];
const replica = {
  replicaId: 2,
  replicaDirectoryId: TOPIC_ID,
  logEndOffset: HUGE,
  lastFetchTimestamp: 1_700_000_000_000n,
  lastCaughtUpTimestamp: 1_700_000_000_001n,
};

/** Samples of every API of the schema. */
export const SAMPLE_MESSAGES: readonly SampleMessage<unknown, unknown>[] = [
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
          topicId: TOPIC_ID,
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
        { name: 'pedidos', partitions: [{ partitionIndex: 4, errorCode: 0, timestamp: -1n, offset: HUGE, leaderEpoch: 2 }] },
      ],
    },
  ),
  sample(
    apis.findCoordinator,
    { key: 'g', keyType: 0, coordinatorKeys: ['g'] },
    {
      throttleTimeMs: 1,
      errorCode: 0,
      errorMessage: 'm',
      nodeId: 3,
      host: 'b3',
      port: 9094,
      coordinators: [{ key: 'g', nodeId: 3, host: 'b3', port: 9094, errorCode: 0, errorMessage: null }],
    },
  ),
  sample(
    apis.listGroups,
    { statesFilter: ['Stable'], typesFilter: ['share'] },
    {
      throttleTimeMs: 1,
      errorCode: 0,
      groups: [{ groupId: 'estoque', protocolType: 'consumer', groupState: 'Stable', groupType: 'classic' }],
    },
  ),
  sample(
    apis.describeGroups,
    { groups: ['estoque'], includeAuthorizedOperations: false },
    {
      throttleTimeMs: 1,
      groups: [
        {
          errorCode: 0,
          errorMessage: 'm',
          groupId: 'estoque',
          groupState: 'Stable',
          protocolType: 'consumer',
          protocolData: 'range',
          members: [
            {
              memberId: 'm-1',
              groupInstanceId: 'i-1',
              clientId: 'c',
              clientHost: '/10.0.0.1',
              memberMetadata: Buffer.from([1, 2]),
              memberAssignment: Buffer.from([3]),
            },
          ],
          authorizedOperations: 3,
        },
      ],
    },
  ),
  sample(
    apis.consumerGroupDescribe,
    { groupIds: ['novo'], includeAuthorizedOperations: true },
    {
      throttleTimeMs: 1,
      groups: [
        {
          errorCode: 0,
          errorMessage: null,
          groupId: 'novo',
          groupState: 'Assigning',
          groupEpoch: 5,
          assignmentEpoch: 4,
          assignorName: 'uniform',
          members: [
            {
              memberId: 'm',
              instanceId: null,
              rackId: 'r1',
              memberEpoch: 4,
              clientId: 'c',
              clientHost: '/10.0.0.2',
              subscribedTopicNames: ['pedidos'],
              subscribedTopicRegex: null,
              assignment,
              targetAssignment: emptyAssignment,
              memberType: 1,
            },
          ],
          authorizedOperations: 8,
        },
      ],
    },
  ),
  sample(
    apis.shareGroupDescribe,
    { groupIds: ['compartilhado'], includeAuthorizedOperations: false },
    {
      throttleTimeMs: 1,
      groups: [
        {
          errorCode: 0,
          errorMessage: null,
          groupId: 'compartilhado',
          groupState: 'Stable',
          groupEpoch: 5,
          assignmentEpoch: 4,
          assignorName: 'simple',
          members: [
            {
              memberId: 'm',
              rackId: null,
              memberEpoch: 4,
              clientId: 'c',
              clientHost: '/h',
              subscribedTopicNames: ['pedidos'],
              assignment,
            },
          ],
          authorizedOperations: 8,
        },
      ],
    },
  ),
  sample(
    apis.streamsGroupDescribe,
    { groupIds: ['fluxo'], includeAuthorizedOperations: false },
    {
      throttleTimeMs: 1,
      groups: [
        {
          errorCode: 0,
          errorMessage: null,
          groupId: 'fluxo',
          groupState: 'Stable',
          groupEpoch: 5,
          assignmentEpoch: 4,
          topology: {
            epoch: 1,
            subtopologies: [
              {
                subtopologyId: '0',
                sourceTopics: ['pedidos'],
                repartitionSinkTopics: ['r'],
                stateChangelogTopics: [
                  { name: 's', partitions: 3, replicationFactor: 1, topicConfigs: [{ key: 'k', value: 'v' }] },
                ],
                repartitionSourceTopics: [],
              },
            ],
          },
          members: [
            {
              memberId: 'm',
              memberEpoch: 4,
              instanceId: null,
              rackId: null,
              clientId: 'c',
              clientHost: '/h',
              topologyEpoch: 1,
              processId: 'p',
              userEndpoint: { host: 'h', port: 8080 },
              clientTags: [{ key: 'zona', value: 'a' }],
              taskOffsets: [{ subtopologyId: '0', partition: 1, offset: HUGE }],
              taskEndOffsets: [],
              assignment: { activeTasks: [{ subtopologyId: '0', partitions: [0, 1] }], standbyTasks: [], warmupTasks: [] },
              targetAssignment: { activeTasks: [], standbyTasks: [{ subtopologyId: '0', partitions: [2] }], warmupTasks: [] },
              isClassic: false,
            },
          ],
          authorizedOperations: 8,
        },
      ],
    },
  ),
  sample(
    apis.offsetFetch,
    {
      groupId: 'estoque',
      topics: asked,
      groups: [{ groupId: 'estoque', memberId: null, memberEpoch: -1, topics: asked }],
      requireStable: true,
    },
    { throttleTimeMs: 1, topics: commits, errorCode: 0, groups: [{ groupId: 'estoque', topics: commits, errorCode: 0 }] },
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
            { name: 'pedidos', partitions: [{ partitionIndex: 0, partitionSize: HUGE, offsetLag: 1n, isFutureKey: true }] },
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
              highWatermark: HUGE,
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
