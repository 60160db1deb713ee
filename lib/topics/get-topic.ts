import type { GroupTopic } from '#lib/contracts/groups.ts';
import type { TopicDetail, TopicGroup } from '#lib/contracts/topics.ts';
import { AppError } from '#lib/core/errors.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import { readRecent } from '#lib/series/read-recent.ts';
import type { Database } from '#lib/store/database.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { snapshotShard } from '#lib/store/snapshot/types.ts';
import { describePartitions } from './describe-topic.ts';
import { describeTopicGroups } from './describe-topic-groups.ts';

/** One topic as of the last pass: its partitions with offsets and rates, and the groups with commits on it. Throws `not_found` for a topic the pass does not know. */
export async function getTopic(db: Pick<Database, 'pool'>, clusterKey: number, name: string): Promise<TopicDetail> {
  const shard = snapshotShard(name);
  const topologyPart = `topology:${shard}` as const;
  const sizesPart = `sizes:${shard}` as const;
  const [{ parts, pass }, topicOwners, groupOwners] = await Promise.all([
    readSnapshot(db, clusterKey, ['topics', 'groups', topologyPart, sizesPart]),
    findOwners(db, clusterKey, { kind: 'topic', topic: name }),
    findOwners(db, clusterKey, { kind: 'group_topic', topic: name }),
  ]);
  const topic = parts.topics?.find((candidate) => candidate.name === name);
  if (topic === undefined) throw new AppError('not_found', `The last pass knows no topic “${name}” in this cluster.`);

  // A recreated topic has several owners; the one of today's topic id is meant, and only its groups.
  const owner = topicOwners.find(({ topicId }) => topic.topicId === null || topicId === topic.topicId);
  const topicId = owner?.topicId ?? topic.topicId;
  const readers = groupOwners.filter((candidate) => candidate.topicId === topicId);
  const recent = await readRecent(db, clusterKey, pass, {
    ownerIds: [...(owner === undefined ? [] : [owner.ownerId]), ...readers.map(({ ownerId }) => ownerId)],
    metrics: ['topic.end_offset', 'topic.start_offset', 'group_topic.committed_offset'],
  });
  const ends = owner === undefined ? null : recent(owner.ownerId, 'topic.end_offset');
  const starts = owner === undefined ? null : recent(owner.ownerId, 'topic.start_offset');
  const topology = parts[topologyPart]?.[name];
  const standings = await standingsOn(db, clusterKey, name, [...new Set(readers.map(({ group = '' }) => group))]);
  const states = new Map(parts.groups?.map((group) => [group.groupId, group.state]));
  const groups: TopicGroup[] = describeTopicGroups(
    readers.map(({ group = '', ownerId }) => ({ groupId: group, committed: recent(ownerId, 'group_topic.committed_offset') })),
    ends?.latest ?? new Float64Array(0),
    states,
    standings,
  );
  return {
    topic,
    pass: passInfo(pass),
    partitions:
      topology === undefined
        ? []
        : describePartitions(topology, {
            end: ends?.latest ?? new Float64Array(0),
            rates: ends?.rates ?? new Float64Array(0),
            start: starts?.latest ?? new Float64Array(0),
            sizes: parts[sizesPart]?.[name] ?? [],
          }),
    groups,
  };
}

/** How each of the groups does on the topic, from the shards that hold them. A group that could not be read in the last pass has none. */
async function standingsOn(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  topic: string,
  groupIds: readonly string[],
): Promise<Map<string, GroupTopic>> {
  const shardOf = (groupId: string) => `standing:${snapshotShard(groupId)}` as const;
  const { parts } = await readSnapshot(db, clusterKey, ['groups', ...new Set(groupIds.map(shardOf))]);
  const unread = new Set(parts.groups?.flatMap((group) => (group.fault === null ? [] : [group.groupId])));
  return new Map(
    groupIds.flatMap((groupId) => {
      const standing = parts[shardOf(groupId)]?.[groupId]?.topics.find((candidate) => candidate.topic === topic);
      return standing === undefined || unread.has(groupId) ? [] : [[groupId, standing] as const];
    }),
  );
}
