import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { GroupKind } from '#lib/kafka/admin/port.ts';
import { SNAPSHOT_SHARDS, type MembersEntry, type SnapshotParts } from '#lib/store/snapshot/types.ts';
import { OFFSETS_TOPIC } from './derive-group-list.ts';
import {
  isRebalancing,
  memberKey,
  type EventBaseline,
  type GroupBaseline,
  type ListingReach,
  type TopicBaseline,
} from './events/event-baseline.ts';
import { SPARE_MAX } from './events/event-draft.ts';

/** Names of the stored parts that hold what events are told against. */
export const EVENT_PARTS = [
  'overview',
  'brokers',
  'topics',
  'groups',
  ...Array.from({ length: SNAPSHOT_SHARDS }, (_unused, shard) => `topology:${shard}` as const),
  ...Array.from({ length: SNAPSHOT_SHARDS }, (_unused, shard) => `members:${shard}` as const),
] as const;

type EventParts = Partial<Pick<SnapshotParts, (typeof EVENT_PARTS)[number]>>;

/**
 * What the last stored pass knew, so that a new sampler tells what happened while nobody looked, once. Events and snapshot are stored together, so nothing is told twice.
 * null when the last pass is not there, or knew nothing (it failed): then the first pass tells no events.
 * Commits are not in it: one that was moved between two samplers is not told.
 */
export function restoreEventBaseline(parts: EventParts, takenAtMs: number): EventBaseline | null {
  const { overview, brokers, topics, groups } = parts;
  if (!overview || !brokers || !topics || !groups || overview.fault !== null) return null;
  const byTopic = restoredTopics(parts);
  if (byTopic === null) return null;
  const controllerId = overview.kafka?.controllerId ?? null;
  return {
    seenAtMs: takenAtMs,
    topics: new Map([...topics.flatMap(missedTopic), ...byTopic]),
    configs: new Map(topics.map((topic) => [topic.name, topic])),
    brokers: new Map(brokers.map(({ nodeId, state }) => [nodeId, state])),
    controller: controllerId === null ? null : { nodeId: controllerId, epoch: overview.quorum?.leaderEpoch ?? null },
    // Whether a directory that failed did so because of its disk is not stored.
    logDirs: new Map(
      brokers.map(({ nodeId, logDirs }) => [
        nodeId,
        new Map(logDirs?.flatMap(({ path, fault }) => (fault === null ? [[path, false] as const] : []))),
      ]),
    ),
    groups: new Map(groups.map((group) => [group.groupId, restoredGroup(group, membersOf(parts, group.groupId), takenAtMs)])),
    reach: restoredReach(byTopic, new Set(brokers.flatMap(({ nodeId, state }) => (state === 'up' ? [nodeId] : [])))),
    spare: SPARE_MAX,
  };
}

/** null when a shard is missing: every topic in it would look new. */
function restoredTopics(parts: EventParts): Map<string, TopicBaseline> | null {
  const topics = new Map<string, TopicBaseline>();
  for (let shard = 0; shard < SNAPSHOT_SHARDS; shard++) {
    const entries = parts[`topology:${shard}`];
    if (entries === undefined) return null;
    for (const [name, { topicId, partitions }] of Object.entries(entries)) {
      topics.set(name, {
        topicId,
        formerId: null,
        partitions: partitions.map((partition) => ({ ...partition, fault: null })),
        misses: 0,
      });
    }
  }
  return topics;
}

/** A topic that the last listing lacked stands in no shard: it is not new when it is back, and gone only when it is. */
function missedTopic({ name, topicId, notSeen }: TopicSummary): [string, TopicBaseline][] {
  return notSeen === null ? [] : [[name, { topicId, formerId: null, partitions: [], misses: notSeen.passes }]];
}

function membersOf(parts: EventParts, groupId: string): MembersEntry | undefined {
  for (let shard = 0; shard < SNAPSHOT_SHARDS; shard++) {
    const entry = parts[`members:${shard}`]?.[groupId];
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function restoredGroup(group: GroupSummary, entry: MembersEntry | undefined, takenAtMs: number): GroupBaseline {
  const epoch = entry?.assignmentEpoch ?? null;
  const kind: GroupKind = group.kind;
  return {
    kind,
    coordinator: group.coordinator,
    state: group.state,
    rebalance: group.state !== null && isRebalancing(group.state) ? { sinceMs: takenAtMs, epoch } : null,
    assignment: epoch === null ? null : `epoch ${epoch}`,
    epoch,
    isSettling: false,
    members:
      entry === undefined || entry.fault !== null ? null : new Map(entry.members.map((member) => [memberKey(member), member])),
  };
}

/** Where that pass heard coordinators: those on brokers that were up. */
function restoredReach(topics: ReadonlyMap<string, TopicBaseline>, up: ReadonlySet<number>): ListingReach {
  const offsets = topics.get(OFFSETS_TOPIC)?.partitions ?? [];
  return {
    partitions: new Set(offsets.flatMap(({ partition, leader }) => (leader !== null && up.has(leader) ? [partition] : []))),
    brokers: up,
  };
}
