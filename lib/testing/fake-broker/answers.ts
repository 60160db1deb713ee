import { Writer } from '#lib/kafka/wire/writer.ts';
import { defineAnswer, type Answer } from './answer.ts';
import { RECORD_ANSWERS } from './answers-records.ts';
import { apis } from '#lib/kafka/wire/apis/index.ts';
import type { FakeGroup, FakeMember } from './fake-state.ts';
import { groupError, GROUP_KIND_ANSWERS } from './group-kind-answers.ts';
import { PARTITION_ANSWERS } from './partition-answers.ts';
import { TRANSACTION_ANSWERS } from './transaction-answers.ts';

const LEADER_NOT_AVAILABLE = 5;
const NOT_LEADER = 6;
const UNKNOWN_TOPIC = 3;
const NOT_COORDINATOR = 16;
const GROUP_ID_NOT_FOUND = 69;
const EARLIEST = -2n;
const NO_OPERATIONS = -2_147_483_648;
const ISOLATION_COMMITTED = 1;
const TRANSACTION_KEY = 1;

const throttleTimeMs = 0;

const metadata = defineAnswer(apis.metadata, (request, scene) => {
  const { state, brokers } = scene;
  const names = request.topics === null ? null : new Set(request.topics.map((topic) => topic.name));
  return {
    throttleTimeMs,
    brokers: brokers.map(({ nodeId, host, port }) => ({ nodeId, host, port, rack: `r${nodeId}` })),
    clusterId: state.clusterId,
    controllerId: state.controllerId,
    topics: state.topics
      .filter((topic) => names === null || names.has(topic.name))
      .map((topic) => ({
        errorCode: 0,
        name: topic.name,
        topicId: topic.topicId,
        isInternal: topic.internal,
        partitions: topic.partitions.map((partition, partitionIndex) => ({
          errorCode: partition.leader < 0 ? LEADER_NOT_AVAILABLE : 0,
          partitionIndex,
          leaderId: partition.leader,
          leaderEpoch: partition.leaderEpoch,
          replicaNodes: partition.replicas,
          isrNodes: partition.isr,
          offlineReplicas: partition.offline,
        })),
        topicAuthorizedOperations: NO_OPERATIONS,
      })),
    clusterAuthorizedOperations: NO_OPERATIONS,
    errorCode: 0,
  };
});

const describeCluster = defineAnswer(apis.describeCluster, (request, { state, brokers }) => ({
  throttleTimeMs,
  errorCode: 0,
  errorMessage: null,
  endpointType: 1,
  clusterId: state.clusterId,
  controllerId: state.controllerId,
  brokers: [
    ...brokers.map(({ nodeId, host, port }) => ({ brokerId: nodeId, host, port, rack: `r${nodeId}`, isFenced: false })),
    ...(request.includeFencedBrokers ? state.fenced : []).map((brokerId) => ({
      brokerId,
      host: '',
      port: -1,
      rack: null,
      isFenced: true,
    })),
  ],
  clusterAuthorizedOperations: NO_OPERATIONS,
}));

const listOffsets = defineAnswer(apis.listOffsets, (request, scene) => {
  const byName = new Map(scene.state.topics.map((topic) => [topic.name, topic]));
  return {
    throttleTimeMs,
    topics: request.topics.map((topic) => ({
      name: topic.name,
      partitions: topic.partitions.map(({ partitionIndex, timestamp }) => {
        const partition = byName.get(topic.name)?.partitions[partitionIndex];
        const nothing = { partitionIndex, timestamp: -1n, offset: -1n, leaderEpoch: -1 };
        if (partition === undefined) return { ...nothing, errorCode: UNKNOWN_TOPIC };
        if (partition.leader !== scene.nodeId) return { ...nothing, errorCode: NOT_LEADER };
        if (partition.offsetsError !== undefined) return { ...nothing, errorCode: partition.offsetsError };
        if (timestamp >= 0n) {
          const record = partition.records?.find(({ timestampMs }) => BigInt(timestampMs) >= timestamp);
          const found = record === undefined ? {} : { offset: record.offset, timestamp: BigInt(record.timestampMs) };
          return { ...nothing, errorCode: 0, ...found };
        }
        const end =
          request.isolationLevel === ISOLATION_COMMITTED ? (partition.stableOffset ?? partition.endOffset) : partition.endOffset;
        return {
          ...nothing,
          errorCode: 0,
          offset: timestamp === EARLIEST ? partition.startOffset : end,
          leaderEpoch: partition.leaderEpoch,
        };
      }),
    })),
  };
});

const findCoordinator = defineAnswer(apis.findCoordinator, (request, { state, brokers }) => {
  const find = (key: string) => {
    const coordinator =
      (request.keyType === TRANSACTION_KEY
        ? state.transactions.find((transaction) => transaction.transactionalId === key)?.coordinator
        : state.groups.find((group) => group.groupId === key)?.coordinator) ?? state.controllerId;
    const broker = brokers.find((candidate) => candidate.nodeId === coordinator);
    if (broker === undefined) return { key, errorCode: 15, errorMessage: null, nodeId: -1, host: '', port: -1 };
    return { key, errorCode: 0, errorMessage: null, nodeId: broker.nodeId, host: broker.host, port: broker.port };
  };
  return { throttleTimeMs, ...find(request.key), coordinators: request.coordinatorKeys.map(find) };
});

const listGroups = defineAnswer(apis.listGroups, (_request, { state, nodeId }) => ({
  throttleTimeMs,
  errorCode: 0,
  groups: state.groups
    .filter((group) => group.coordinator === nodeId)
    .map((group) => ({
      groupId: group.groupId,
      protocolType: group.protocolType,
      groupState: group.state,
      groupType: group.kind,
    })),
}));

function commitsOf(group: FakeGroup) {
  return group.commits.map(({ topic, partitions }) => ({
    name: topic,
    partitions: partitions.map(({ partition, offset, errorCode = 0 }) => ({
      partitionIndex: partition,
      committedOffset: offset,
      committedLeaderEpoch: -1,
      metadata: '',
      errorCode,
    })),
  }));
}

const offsetFetch = defineAnswer(apis.offsetFetch, (request, { state, nodeId }) => {
  const byId = new Map(state.groups.map((group) => [group.groupId, group]));
  const fetch = (groupId: string) => {
    const group = byId.get(groupId);
    if (group === undefined) return { groupId, errorCode: 0, topics: [] };
    const errorCode = group.coordinator === nodeId ? group.errorCode : NOT_COORDINATOR;
    return { groupId, errorCode, topics: errorCode === 0 ? commitsOf(group) : [] };
  };
  return { throttleTimeMs, ...fetch(request.groupId), groups: request.groups.map((group) => fetch(group.groupId)) };
});

function classicAssignment(member: FakeMember): Buffer {
  const writer = new Writer(0, false);
  writer.int16(0);
  writer.arrayLength(member.assignment.length);
  for (const { topic, partitions } of member.assignment) {
    writer.string(topic);
    writer.arrayLength(partitions.length);
    for (const partition of partitions) writer.int32(partition);
  }
  writer.bytesLength(-1);
  return writer.finish();
}

const describeGroups = defineAnswer(apis.describeGroups, (request, { state, nodeId, version }) => ({
  throttleTimeMs,
  groups: request.groups.map((groupId) => {
    const group = state.groups.find((candidate) => candidate.groupId === groupId);
    const error = groupError(group, 'classic', nodeId);
    // Before version 6 a broker calls groups that are not classic ones dead, without an error.
    const errorCode = error === GROUP_ID_NOT_FOUND && version < 6 ? 0 : error;
    const found = error === 0 ? group : undefined;
    return {
      errorCode,
      errorMessage: null,
      groupId,
      groupState: found?.state ?? 'Dead',
      protocolType: found?.protocolType ?? '',
      protocolData: found?.assignor ?? '',
      members: (found?.members ?? []).map((member) => ({
        memberId: member.memberId,
        groupInstanceId: member.instanceId,
        clientId: member.clientId,
        clientHost: member.host,
        memberMetadata: Buffer.alloc(0),
        memberAssignment: classicAssignment(member),
      })),
      authorizedOperations: NO_OPERATIONS,
    };
  }),
}));

const describeConfigs = defineAnswer(apis.describeConfigs, (request, { state }) => ({
  throttleTimeMs,
  results: request.resources.map(({ resourceType, resourceName, configurationKeys }) => {
    const config = state.configs.get(resourceName);
    return {
      errorCode: config === undefined ? UNKNOWN_TOPIC : 0,
      errorMessage: null,
      resourceType,
      resourceName,
      configs: Object.entries(config ?? {})
        .filter(([name]) => configurationKeys === null || configurationKeys.includes(name))
        .map(([name, value]) => ({
          name,
          value,
          readOnly: false,
          configSource: 1,
          isSensitive: name.includes('password'),
          synonyms: request.includeSynonyms ? [{ name, value: 'default', source: 5 }] : [],
          configType: 2,
          documentation: request.includeDocumentation ? `what ${name} does` : null,
        })),
    };
  }),
}));

const describeLogDirs = defineAnswer(apis.describeLogDirs, (_request, { state, nodeId }) => ({
  throttleTimeMs,
  errorCode: 0,
  results: [
    {
      errorCode: 0,
      logDir: `/data/${nodeId}`,
      topics: state.topics.map((topic) => ({
        name: topic.name,
        partitions: topic.partitions.flatMap((partition, partitionIndex) =>
          partition.replicas.includes(nodeId)
            ? [{ partitionIndex, partitionSize: partition.sizeBytes, offsetLag: 0n, isFutureKey: false }]
            : [],
        ),
      })),
      totalBytes: 1_000_000n,
      usableBytes: 400_000n,
      isCordoned: false,
    },
  ],
}));

const describeQuorum = defineAnswer(apis.describeQuorum, (_request, { state, brokers }) => ({
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
          leaderId: state.controllerId,
          leaderEpoch: 9,
          highWatermark: 1234n,
          currentVoters: brokers.map(({ nodeId }) => ({
            replicaId: nodeId,
            replicaDirectoryId: null,
            logEndOffset: 1234n,
            lastFetchTimestamp: nodeId === state.controllerId ? -1n : 1_700_000_000_000n,
            lastCaughtUpTimestamp: 1_700_000_000_000n,
          })),
          observers: [],
        },
      ],
    },
  ],
  nodes: [],
}));

/** What a healthy broker answers to each API, from the cluster's state. */
export const ANSWERS: readonly Answer[] = [
  ...RECORD_ANSWERS,
  metadata,
  describeCluster,
  listOffsets,
  findCoordinator,
  listGroups,
  offsetFetch,
  describeGroups,
  describeConfigs,
  describeLogDirs,
  describeQuorum,
  ...GROUP_KIND_ANSWERS,
  ...PARTITION_ANSWERS,
  ...TRANSACTION_ANSWERS,
];
