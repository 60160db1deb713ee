import type { Fault } from '#lib/contracts/common.ts';
import type { MemberAssignment, PartitionTopology, StreamsGroupDetail, Topology, TopicTopology } from '#lib/kafka/admin/port.ts';
import {
  SNAPSHOT_SHARDS,
  snapshotShard,
  type MembersEntry,
  type SnapshotParts,
  type StreamsEntry,
  type TopologyEntry,
} from '#lib/store/snapshot/types.ts';
import type { RowFault } from './derive-commits.ts';
import type { DerivedPass } from './derive-pass.ts';
import { columnErrorName, contractFault, contractFaultOrNull } from './names.ts';
import { shareEntry } from './share-progress.ts';

/** The sharded parts of a snapshot. */
export type ShardParts = Pick<SnapshotParts, `topology:${number}` | `members:${number}` | `sizes:${number}`>;

/** What the shards of the last pass were made of; null before the first. */
export interface ShardMemory {
  topology: Topology;
  rowFaults: ReadonlyMap<string, readonly RowFault[]>;
  groupIds: ReadonlySet<string>;
}

/** The shards that differ from what was handed out last: topology of changed topics, members newly read, sizes newly read. */
export function buildShards(derived: DerivedPass, previous: ShardMemory | null): { parts: ShardParts; memory: ShardMemory } {
  const parts: ShardParts = {};
  const memory = shardMemory(derived);
  for (const shard of changedTopologyShards(derived.pass.topology, previous?.topology ?? null)) {
    parts[`topology:${shard}`] = topologyShard(derived.pass.topology, shard);
  }
  for (const shard of changedMemberShards(derived, memory, previous)) parts[`members:${shard}`] = {};
  for (const groupId of memory.groupIds) {
    const shard = parts[`members:${snapshotShard(groupId)}`];
    if (shard !== undefined) shard[groupId] = membersEntry(derived, groupId, memory.rowFaults.get(groupId) ?? []);
  }
  if (derived.pass.logDirs !== null) {
    for (let shard = 0; shard < SNAPSHOT_SHARDS; shard++) parts[`sizes:${shard}`] = {};
    for (const topic of derived.pass.topology.topics) {
      const sizes = topic.partitions.map((_partition, i) => {
        const bytes = derived.sizes.leaderBytes[topic.base + i] ?? NaN;
        return Number.isNaN(bytes) ? null : String(bytes);
      });
      const shard = parts[`sizes:${snapshotShard(topic.name)}`];
      if (shard !== undefined) shard[topic.name] = sizes;
    }
  }
  return { parts, memory };
}

function shardMemory(derived: DerivedPass): ShardMemory {
  const { commits } = derived;
  const rowFaults = new Map<string, readonly RowFault[]>();
  for (const [g, faults] of commits.rowFaults) {
    const groupId = commits.groups[g]?.listing.groupId;
    if (groupId !== undefined) rowFaults.set(groupId, faults);
  }
  return {
    topology: derived.pass.topology,
    rowFaults,
    groupIds: new Set(commits.groups.map((group) => group.listing.groupId)),
  };
}

function changedTopologyShards(now: Topology, before: Topology | null): Set<number> {
  const changed = new Set<number>();
  if (before === null) {
    for (let shard = 0; shard < SNAPSHOT_SHARDS; shard++) changed.add(shard);
    return changed;
  }
  for (const topic of now.topics) {
    const old = before.topicByName.get(topic.name);
    if (old === undefined || !isSameTopicState(old, topic)) changed.add(snapshotShard(topic.name));
  }
  for (const topic of before.topics) {
    if (!now.topicByName.has(topic.name)) changed.add(snapshotShard(topic.name));
  }
  return changed;
}

function isSameTopicState(a: TopicTopology, b: TopicTopology): boolean {
  if (a === b) return true;
  if (a.topicId !== b.topicId || a.internal !== b.internal || a.fault?.code !== b.fault?.code) return false;
  if (a.partitions.length !== b.partitions.length) return false;
  for (let i = 0; i < a.partitions.length; i++) {
    const before = a.partitions[i];
    const now = b.partitions[i];
    if (before === undefined || now === undefined || !isSamePartitionState(before, now)) return false;
  }
  return true;
}

function isSamePartitionState(a: PartitionTopology, b: PartitionTopology): boolean {
  return (
    a.partition === b.partition &&
    a.leader === b.leader &&
    a.leaderEpoch === b.leaderEpoch &&
    a.fault?.code === b.fault?.code &&
    isSameList(a.replicas, b.replicas) &&
    isSameList(a.isr, b.isr) &&
    isSameList(a.offline, b.offline)
  );
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function topologyShard(topology: Topology, shard: number): Record<string, TopologyEntry> {
  const entries: Record<string, TopologyEntry> = {};
  for (const topic of topology.topics) {
    if (snapshotShard(topic.name) !== shard) continue;
    entries[topic.name] = {
      topicId: topic.topicId,
      internal: topic.internal,
      fault: contractFaultOrNull(topic.fault),
      partitions: topic.partitions.map((partition) => ({
        partition: partition.partition,
        leader: partition.leader,
        leaderEpoch: partition.leaderEpoch,
        replicas: [...partition.replicas],
        isr: [...partition.isr],
        offline: [...partition.offline],
        fault: contractFaultOrNull(partition.fault),
      })),
    };
  }
  return entries;
}

function changedMemberShards(derived: DerivedPass, now: ShardMemory, before: ShardMemory | null): Set<number> {
  const changed = new Set<number>();
  if (before === null) {
    for (let shard = 0; shard < SNAPSHOT_SHARDS; shard++) changed.add(shard);
    return changed;
  }
  for (const groupId of derived.pass.descriptions?.keys() ?? []) changed.add(snapshotShard(groupId));
  for (const groupId of derived.pass.shareOffsets?.keys() ?? []) changed.add(snapshotShard(groupId));
  for (const groupId of now.groupIds) {
    if (!before.groupIds.has(groupId)) changed.add(snapshotShard(groupId));
  }
  for (const groupId of before.groupIds) {
    if (!now.groupIds.has(groupId)) changed.add(snapshotShard(groupId));
  }
  for (const groupId of new Set([...now.rowFaults.keys(), ...before.rowFaults.keys()])) {
    if (!isSameFaults(now.rowFaults.get(groupId), before.rowFaults.get(groupId))) changed.add(snapshotShard(groupId));
  }
  return changed;
}

function isSameFaults(a: readonly RowFault[] | undefined, b: readonly RowFault[] | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return a === b;
  return a.every((fault, i) => fault.topic === b[i]?.topic && fault.partition === b[i]?.partition && fault.code === b[i]?.code);
}

function membersEntry(derived: DerivedPass, groupId: string, rowFaults: readonly RowFault[]): MembersEntry {
  const described = derived.descriptions.get(groupId);
  const item = described?.item;
  const partitionFaults: Record<string, Fault> = {};
  for (const { topic, partition, code } of rowFaults) partitionFaults[`${topic}:${partition}`] = rowFault(code);
  return {
    readAt: new Date(described?.readAtMs ?? derived.pass.startedAtMs).toISOString(),
    fault:
      item === undefined
        ? { code: 'NOT_ASKED', detail: 'Its members have not been read yet.' }
        : item.ok
          ? null
          : contractFault(item.fault),
    members: item?.ok
      ? item.value.members.map((member) => ({
          memberId: member.memberId,
          instanceId: member.instanceId,
          clientId: member.clientId,
          host: member.host,
          assignment: copyAssignment(member.assignment),
          rack: member.rack,
          target: copyAssignment(member.target),
          epoch: member.epoch,
        }))
      : [],
    epoch: item?.ok ? item.value.epoch : null,
    assignmentEpoch: item?.ok ? item.value.assignmentEpoch : null,
    assignor: item?.ok ? item.value.assignor : null,
    streams: item?.ok ? copyStreams(item.value.streams) : null,
    share: shareEntry(derived.shares.get(groupId)),
    partitionFaults,
  };
}

function copyAssignment(assignment: readonly MemberAssignment[] | null): { topic: string; partitions: number[] }[] | null {
  return assignment?.map(({ topic, partitions }) => ({ topic, partitions: [...partitions] })) ?? null;
}

function copyStreams(streams: StreamsGroupDetail | null): StreamsEntry | null {
  if (streams === null) return null;
  return {
    topologyEpoch: streams.topologyEpoch,
    subtopologies: streams.subtopologies.map((part) => ({
      id: part.id,
      sourceTopics: [...part.sourceTopics],
      repartitionTopics: [...part.repartitionTopics],
      changelogTopics: [...part.changelogTopics],
    })),
  };
}

/** A row without an error code is one whose topic the topology lacks: hidden from this credential, or deleted. */
function rowFault(code: number): Fault {
  if (code === 0) return { code: 'TOPIC_NOT_VISIBLE', detail: 'The topic is hidden from this credential, or deleted.' };
  const name = columnErrorName(code);
  return { code: name, detail: `The committed offset could not be read: ${name}.` };
}
