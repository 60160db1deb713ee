import { apis } from '#lib/kafka/wire/apis/index.ts';
import { defineAnswer, type Answer, type AnswerScene } from './answer.ts';
import type { FakeGroup, FakeMember, FakeState } from './fake-state.ts';

const NOT_COORDINATOR = 16;
const GROUP_ID_NOT_FOUND = 69;
const NO_OPERATIONS = -2_147_483_648;
const CONSUMER_MEMBER = 1;

const throttleTimeMs = 0;

/** What a broker answers about a group asked for by the API of one kind; 0 = it describes it. */
export function groupError(group: FakeGroup | undefined, kind: FakeGroup['kind'], nodeId: number): number {
  if (group === undefined || group.kind !== kind) return GROUP_ID_NOT_FOUND;
  return group.coordinator === nodeId ? group.errorCode : NOT_COORDINATOR;
}

type Holding = FakeMember['assignment'];

function topicPartitions(state: FakeState, holding: Holding) {
  return holding.map(({ topic, partitions }) => ({
    topicId: state.topics.find((candidate) => candidate.name === topic)?.topicId ?? null,
    topicName: topic,
    partitions,
  }));
}

/** What all kinds but the classic one tell of a group, and its members when it may be described. */
function describe({ state, nodeId }: AnswerScene, groupId: string, kind: FakeGroup['kind']) {
  const group = state.groups.find((candidate) => candidate.groupId === groupId);
  const errorCode = groupError(group, kind, nodeId);
  const epoch = group?.epoch ?? 0;
  return {
    common: {
      errorCode,
      errorMessage: null,
      groupId,
      groupState: group?.state ?? '',
      groupEpoch: epoch,
      assignmentEpoch: group?.assignmentEpoch ?? epoch,
      authorizedOperations: NO_OPERATIONS,
    },
    assignorName: group?.assignor ?? '',
    members: errorCode === 0 ? (group?.members ?? []) : [],
  };
}

function common(member: FakeMember) {
  return {
    memberId: member.memberId,
    rackId: member.rack ?? null,
    memberEpoch: member.epoch ?? 1,
    clientId: member.clientId,
    clientHost: member.host,
  };
}

const consumerGroupDescribe = defineAnswer(apis.consumerGroupDescribe, (request, scene) => ({
  throttleTimeMs,
  groups: request.groupIds.map((groupId) => {
    const group = describe(scene, groupId, 'consumer');
    return {
      ...group.common,
      assignorName: group.assignorName,
      members: group.members.map((member) => ({
        ...common(member),
        instanceId: member.instanceId,
        subscribedTopicNames: member.assignment.map(({ topic }) => topic),
        subscribedTopicRegex: null,
        assignment: { topicPartitions: topicPartitions(scene.state, member.assignment) },
        targetAssignment: { topicPartitions: topicPartitions(scene.state, member.target ?? member.assignment) },
        memberType: CONSUMER_MEMBER,
      })),
    };
  }),
}));

const shareGroupDescribe = defineAnswer(apis.shareGroupDescribe, (request, scene) => ({
  throttleTimeMs,
  groups: request.groupIds.map((groupId) => {
    const group = describe(scene, groupId, 'share');
    return {
      ...group.common,
      assignorName: group.assignorName,
      members: group.members.map((member) => ({
        ...common(member),
        subscribedTopicNames: member.assignment.map(({ topic }) => topic),
        assignment: { topicPartitions: topicPartitions(scene.state, member.assignment) },
      })),
    };
  }),
}));

/** Each topic is a subtopology of its own, so that a task is a partition. */
function tasks(holding: Holding) {
  const activeTasks = holding.map(({ topic, partitions }) => ({ subtopologyId: `sub-${topic}`, partitions }));
  return { activeTasks, standbyTasks: [], warmupTasks: [] };
}

const streamsGroupDescribe = defineAnswer(apis.streamsGroupDescribe, (request, scene) => ({
  throttleTimeMs,
  groups: request.groupIds.map((groupId) => {
    const group = describe(scene, groupId, 'streams');
    const topics = new Set(group.members.flatMap((member) => member.assignment.map(({ topic }) => topic)));
    const subtopologies = [...topics].map((topic) => ({
      subtopologyId: `sub-${topic}`,
      sourceTopics: [topic],
      repartitionSinkTopics: [`${topic}-repartition`],
      stateChangelogTopics: [{ name: `${topic}-changelog`, partitions: 1, replicationFactor: 1, topicConfigs: [] }],
      repartitionSourceTopics: [],
    }));
    return {
      ...group.common,
      topology: { epoch: 2, subtopologies },
      members: group.members.map((member) => ({
        ...common(member),
        instanceId: member.instanceId,
        topologyEpoch: 2,
        processId: 'p',
        userEndpoint: null,
        clientTags: [],
        taskOffsets: [],
        taskEndOffsets: [],
        assignment: tasks(member.assignment),
        targetAssignment: tasks(member.target ?? member.assignment),
        isClassic: false,
      })),
    };
  }),
}));

const describeShareGroupOffsets = defineAnswer(apis.describeShareGroupOffsets, (request, { state, nodeId }) => ({
  throttleTimeMs,
  groups: request.groups.map(({ groupId }) => {
    const group = state.groups.find((candidate) => candidate.groupId === groupId);
    // Brokers answer about a share group that is not there as about one that has begun nowhere.
    const errorCode = group === undefined ? 0 : groupError(group, 'share', nodeId);
    const shared = errorCode === 0 ? (group?.shared ?? []) : [];
    return {
      groupId,
      topics: shared.map(({ topic, partition, startOffset, lag, errorCode: partitionError = 0 }) => ({
        topicName: topic,
        topicId: state.topics.find((candidate) => candidate.name === topic)?.topicId ?? null,
        partitions: [
          { partitionIndex: partition, startOffset, leaderEpoch: 0, lag, errorCode: partitionError, errorMessage: null },
        ],
      })),
      errorCode,
      errorMessage: null,
    };
  }),
}));

/** Answers about groups of the newer kinds. */
export const GROUP_KIND_ANSWERS: readonly Answer[] = [
  consumerGroupDescribe,
  shareGroupDescribe,
  streamsGroupDescribe,
  describeShareGroupOffsets,
];
