import { apis } from '#lib/kafka/wire/apis/index.ts';
import { sample, SAMPLE_HUGE, SAMPLE_TOPIC_ID, type SampleMessage } from './sample-message.ts';

const assignment = { topicPartitions: [{ topicId: SAMPLE_TOPIC_ID, topicName: 'pedidos', partitions: [0, 2, 5] }] };
const emptyAssignment = { topicPartitions: [] };
const commits = [
  {
    name: 'pedidos',
    partitions: [
      { partitionIndex: 0, committedOffset: SAMPLE_HUGE, committedLeaderEpoch: 7, metadata: 'nota ção', errorCode: 0 },
      { partitionIndex: 1, committedOffset: -1n, committedLeaderEpoch: -1, metadata: null, errorCode: 29 },
    ],
  },
];
const asked = [{ name: 'pedidos', partitionIndexes: [0, 1] }];

/** Samples of the APIs about groups. */
export const SAMPLE_GROUP_MESSAGES: readonly SampleMessage<unknown, unknown>[] = [
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
    apis.describeShareGroupOffsets,
    { groups: [{ groupId: 'compartilhado', topics: [{ topicName: 'pedidos', partitions: [0] }] }] },
    {
      throttleTimeMs: 1,
      groups: [
        {
          groupId: 'compartilhado',
          topics: [
            {
              topicName: 'pedidos',
              topicId: SAMPLE_TOPIC_ID,
              partitions: [
                { partitionIndex: 0, startOffset: SAMPLE_HUGE, leaderEpoch: 3, lag: 17n, errorCode: 0, errorMessage: 'm' },
              ],
            },
          ],
          errorCode: 0,
          errorMessage: 'm',
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
              taskOffsets: [{ subtopologyId: '0', partition: 1, offset: SAMPLE_HUGE }],
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
];
