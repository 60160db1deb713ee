import { readTopicCourses } from '#lib/series/topic-course.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot, type PassRow } from '#lib/store/snapshot/read-snapshot.ts';
import { SNAPSHOT_SHARDS, snapshotShard, type SnapshotParts } from '#lib/store/snapshot/types.ts';
import type { ClusterFacts, Placement, TopicFacts } from './facts.ts';
import { groupFactsByTopic } from './group-facts.ts';
import { readShares } from './read-shares.ts';

/** Everything that is judged, from what is stored. */
export interface Facts {
  pass: PassRow | null;
  topics: TopicFacts[];
  cluster: ClusterFacts;
}

/** Reads the facts of a cluster as of its last pass. Never asks Kafka. */
export async function readFacts(db: Pick<Database, 'pool'>, clusterKey: number): Promise<Facts> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['topics', 'groups', 'brokers']);
  const topics = parts.topics ?? [];
  const passMs = pass?.startedAtMs ?? 0;
  const cluster: ClusterFacts = {
    brokers: (parts.brokers ?? []).map(({ nodeId, replicas }) => ({ nodeId, replicas })),
    passMs,
  };
  if (pass === null || topics.length === 0) return { pass, topics: [], cluster };
  const [courses, shares] = await Promise.all([
    readTopicCourses(db, clusterKey, topics, passMs),
    readShares(db, clusterKey, topics, passMs),
  ]);
  const topology = await readShards(db, clusterKey, 'topology');
  const standing = await readShards(db, clusterKey, 'standing');
  const members = await readShards(db, clusterKey, 'members');
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions]));
  const groups = groupFactsByTopic({
    groups: parts.groups ?? [],
    standingOf: (groupId) => standing[snapshotShard(groupId)]?.[groupId],
    membersOf: (groupId) => members[snapshotShard(groupId)]?.[groupId],
    partitionsOf: (topic) => partitions.get(topic) ?? 0,
  });
  return {
    pass,
    cluster,
    topics: topics.map((topic): TopicFacts => {
      const entry = topology[snapshotShard(topic.name)]?.[topic.name];
      const placement: Placement | null = entry === undefined ? null : { partitions: entry.partitions };
      return {
        topic,
        course: courses.get(topic.name) ?? null,
        shares: shares.get(topic.name) ?? null,
        placement,
        groups: groups.get(topic.name) ?? [],
      };
    }),
  };
}

/** Shards read at once: all of a large cluster's would be unpacked together, one at a time would be too many questions. */
const SHARDS_AT_ONCE = 4;

/** The shards of a sharded part, by number. */
async function readShards<Part extends 'topology' | 'standing' | 'members'>(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  part: Part,
): Promise<(SnapshotParts[`${Part}:${number}`] | undefined)[]> {
  const shards: (SnapshotParts[`${Part}:${number}`] | undefined)[] = [];
  for (let first = 0; first < SNAPSHOT_SHARDS; first += SHARDS_AT_ONCE) {
    const names = Array.from({ length: SHARDS_AT_ONCE }, (_none, i) => `${part}:${first + i}` as const);
    const { parts } = await readSnapshot(db, clusterKey, names);
    for (const name of names) shards.push(parts[name] as SnapshotParts[`${Part}:${number}`] | undefined);
  }
  return shards;
}
