import { faultItem, kafkaFault, okItem } from '../fault.ts';
import type { consumerGroupDescribe } from '../wire/apis/consumer-group-describe.ts';
import type { describeGroups } from '../wire/apis/describe-groups.ts';
import type { shareGroupDescribe } from '../wire/apis/share-group-describe.ts';
import type { streamsGroupDescribe } from '../wire/apis/streams-group-describe.ts';
import { decodeAssignment } from './decode-assignment.ts';
import type { GroupDescription, GroupKind, Item, MemberAssignment, StreamsGroupDetail } from './port.ts';

type Answered<A extends { response: { read: (...args: never[]) => { groups: readonly unknown[] } } }> = ReturnType<
  A['response']['read']
>['groups'][number];
type ClassicGroup = Answered<typeof describeGroups>;
type ConsumerGroup = Answered<typeof consumerGroupDescribe>;
type ShareGroup = Answered<typeof shareGroupDescribe>;
type StreamsGroup = Answered<typeof streamsGroupDescribe>;

/** Turns one described group of some API into the port's form. */
export type ToDescription<G> = (group: G, nodeId: number) => Item<GroupDescription>;

const CONSUMER_PROTOCOL = 'consumer';

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** Classic group: the assignment is decoded only where the protocol is the consumers' own. */
export function classicDescription(kind: GroupKind): ToDescription<ClassicGroup> {
  return (group, nodeId) => {
    if (group.errorCode !== 0) return faultItem(kafkaFault(group.errorCode, nodeId, group.errorMessage));
    return okItem({
      groupId: group.groupId,
      kind,
      state: group.groupState,
      protocolType: orNull(group.protocolType),
      assignor: orNull(group.protocolData),
      epoch: null,
      assignmentEpoch: null,
      streams: null,
      coordinator: nodeId,
      members: group.members.map((member) => ({
        memberId: member.memberId,
        instanceId: member.groupInstanceId,
        clientId: member.clientId,
        host: member.clientHost,
        rack: null,
        assignment: group.protocolType === CONSUMER_PROTOCOL ? decodeAssignment(member.memberAssignment) : null,
        target: null,
        epoch: null,
      })),
    });
  };
}

function toAssignment(topics: readonly { topicName: string; partitions: readonly number[] }[]): MemberAssignment[] {
  return topics.map(({ topicName, partitions }) => ({ topic: topicName, partitions }));
}

function epochGroup(group: ConsumerGroup | ShareGroup, nodeId: number): Omit<GroupDescription, 'kind' | 'members'> {
  return {
    groupId: group.groupId,
    state: group.groupState,
    protocolType: null,
    assignor: orNull(group.assignorName),
    epoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    streams: null,
    coordinator: nodeId,
  };
}

/** Group on the consumer protocol (KIP-848). */
export const consumerDescription: ToDescription<ConsumerGroup> = (group, nodeId) => {
  if (group.errorCode !== 0) return faultItem(kafkaFault(group.errorCode, nodeId, group.errorMessage));
  return okItem({
    ...epochGroup(group, nodeId),
    kind: 'consumer',
    protocolType: CONSUMER_PROTOCOL,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      host: member.clientHost,
      rack: member.rackId,
      assignment: toAssignment(member.assignment.topicPartitions),
      target: toAssignment(member.targetAssignment.topicPartitions),
      epoch: member.memberEpoch,
    })),
  });
};

/** Share group (KIP-932). */
export const shareDescription: ToDescription<ShareGroup> = (group, nodeId) => {
  if (group.errorCode !== 0) return faultItem(kafkaFault(group.errorCode, nodeId, group.errorMessage));
  return okItem({
    ...epochGroup(group, nodeId),
    kind: 'share',
    protocolType: 'share',
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: null,
      clientId: member.clientId,
      host: member.clientHost,
      rack: member.rackId,
      assignment: toAssignment(member.assignment.topicPartitions),
      target: null,
      epoch: member.memberEpoch,
    })),
  });
};

type StreamsTasks = StreamsGroup['members'][number]['assignment']['activeTasks'];

/** A streams member is given tasks (a part of its topology and a partition number); they read that partition of each source topic of the part. */
function tasksToAssignment(group: StreamsGroup, tasks: StreamsTasks): MemberAssignment[] | null {
  const parts = group.topology?.subtopologies;
  if (parts === undefined || parts === null) return tasks.length === 0 ? [] : null;
  return tasks.flatMap((task) => {
    const part = parts.find((candidate) => candidate.subtopologyId === task.subtopologyId);
    const sources = [...(part?.sourceTopics ?? []), ...(part?.repartitionSourceTopics.map((topic) => topic.name) ?? [])];
    return sources.map((topic) => ({ topic, partitions: task.partitions }));
  });
}

function streamsDetail({ topology }: StreamsGroup): StreamsGroupDetail {
  return {
    topologyEpoch: topology?.epoch ?? null,
    subtopologies: (topology?.subtopologies ?? []).map((part) => ({
      id: part.subtopologyId,
      sourceTopics: part.sourceTopics,
      repartitionTopics: [...new Set([...part.repartitionSourceTopics.map(({ name }) => name), ...part.repartitionSinkTopics])],
      changelogTopics: part.stateChangelogTopics.map(({ name }) => name),
    })),
  };
}

/** Streams group (KIP-1071). */
export const streamsDescription: ToDescription<StreamsGroup> = (group, nodeId) => {
  if (group.errorCode !== 0) return faultItem(kafkaFault(group.errorCode, nodeId, group.errorMessage));
  return okItem({
    groupId: group.groupId,
    kind: 'streams',
    state: group.groupState,
    protocolType: 'streams',
    assignor: null,
    epoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    streams: streamsDetail(group),
    coordinator: nodeId,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      host: member.clientHost,
      rack: member.rackId,
      assignment: tasksToAssignment(group, member.assignment.activeTasks),
      target: tasksToAssignment(group, member.targetAssignment.activeTasks),
      epoch: member.memberEpoch,
    })),
  });
};
