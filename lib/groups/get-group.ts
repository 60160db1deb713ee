import { METRICS } from '#lib/catalog/metrics.ts';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { AppError } from '#lib/core/errors.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import { readRecent } from '#lib/series/read-recent.ts';
import type { Database } from '#lib/store/database.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readLatest, type LatestValues } from '#lib/store/series/read.ts';
import type { Owner } from '#lib/store/series/types.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { snapshotShard, type MembersEntry } from '#lib/store/snapshot/types.ts';
import { describeGroupPartitions, describeMembers, type GroupTopicKnowledge } from './describe-group.ts';
import { describeShare } from './describe-share.ts';
import { readTopicTimes } from './read-topic-times.ts';

/** One group as of the last pass: its standing on every partition, and its members. Throws `not_found` for a group the pass does not know. */
export async function getGroup(db: Pick<Database, 'pool'>, clusterKey: number, groupId: string): Promise<GroupDetail> {
  const membersPart = `members:${snapshotShard(groupId)}` as const;
  const standingPart = `standing:${snapshotShard(groupId)}` as const;
  const [{ parts, pass }, groupOwners] = await Promise.all([
    readSnapshot(db, clusterKey, ['groups', 'topics', membersPart, standingPart]),
    findOwners(db, clusterKey, { kind: 'group_topic', group: groupId }),
  ]);
  const group = parts.groups?.find((candidate) => candidate.groupId === groupId);
  if (group === undefined) throw new AppError('not_found', `The last pass knows no group “${groupId}” in this cluster.`);

  const members: MembersEntry | null = parts[membersPart]?.[groupId] ?? null;
  const topicNames = new Set([...namesOf(groupOwners), ...assignedTopics(members)]);
  const topicOwners = (
    await Promise.all([...topicNames].map((topic) => findOwners(db, clusterKey, { kind: 'topic', topic })))
  ).flat();
  const recent = await readRecent(db, clusterKey, pass, {
    ownerIds: [...groupOwners, ...topicOwners].map(({ ownerId }) => ownerId),
    metrics: ['group_topic.committed_offset', 'topic.end_offset', 'topic.start_offset'],
  });

  // When the group could not be read, the partitions it had commits for are still known from before; their values are not.
  const before =
    group.fault === null
      ? null
      : await readLatest(
          db,
          clusterKey,
          groupOwners.map(({ ownerId }) => ownerId),
        );

  const topics = [...topicNames].map((topic): GroupTopicKnowledge => {
    // The newest incarnation stands first; a commit of a deleted one is not compared with the offsets of the next.
    const topicOwner = topicOwners.find((owner) => owner.topic === topic);
    const commits = groupOwners.find(
      (owner) => owner.topic === topic && (topicOwner === undefined || owner.topicId === topicOwner.topicId),
    );
    const committed = commits === undefined ? null : recent(commits.ownerId, 'group_topic.committed_offset');
    const latest = committed?.latest ?? new Float64Array(0);
    return {
      topic,
      committed: latest,
      rates: committed?.rates ?? new Float64Array(0),
      end: topicOwner === undefined ? new Float64Array(0) : recent(topicOwner.ownerId, 'topic.end_offset').latest,
      start: topicOwner === undefined ? new Float64Array(0) : recent(topicOwner.ownerId, 'topic.start_offset').latest,
      partitions: knownIndexes(commits === undefined || before === null ? latest : latestCommits(before.get(commits.ownerId))),
    };
  });
  const standing = parts[standingPart]?.[groupId] ?? null;
  const times = await readTopicTimes(
    db,
    clusterKey,
    pass,
    groupId,
    topics.map(({ topic, committed, start, end }) => {
      const owner = topicOwners.find((candidate) => candidate.topic === topic);
      const config = parts.topics?.find((candidate) => candidate.name === topic) ?? null;
      return { topic, ownerId: owner?.ownerId ?? null, topicKey: owner?.topicId ?? null, committed, start, end, config };
    }),
    standing,
  );
  const leaders = await readLeaders(db, clusterKey, topicNames);
  for (const topic of topics) {
    topic.time = times.get(topic.topic);
    topic.leaders = leaders.get(topic.topic);
  }
  // A share group has progress instead of commits.
  const partitions = group.kind === 'share' ? [] : describeGroupPartitions(topics, members, group.fault);
  const endOf = (name: string, partition: number) => topics.find(({ topic }) => topic === name)?.end[partition] ?? Number.NaN;
  return {
    group,
    pass: passInfo(pass),
    // What could not be read now is not told from before.
    topics: group.fault === null ? (standing?.topics ?? []) : [],
    partitions,
    members: describeMembers(members, partitions),
    membersAt: members?.readAt ?? null,
    epoch: members?.epoch ?? null,
    assignmentEpoch: members?.assignmentEpoch ?? null,
    assignor: members?.assignor ?? null,
    share: describeShare(members?.share ?? null, endOf),
    streams: members?.streams ?? null,
  };
}

/** Leader of each partition of the topics, as of the last pass. A topic that is not known is left out. */
async function readLeaders(db: Pick<Database, 'pool'>, clusterKey: number, topics: ReadonlySet<string>) {
  const shards = [...new Set([...topics].map((topic) => `topology:${snapshotShard(topic)}` as const))];
  const { parts } = await readSnapshot(db, clusterKey, shards);
  const leaders = new Map<string, ReadonlyMap<number, number | null>>();
  for (const topic of topics) {
    const entry = parts[`topology:${snapshotShard(topic)}`]?.[topic];
    if (entry !== undefined) leaders.set(topic, new Map(entry.partitions.map(({ partition, leader }) => [partition, leader])));
  }
  return leaders;
}

function latestCommits(latest: LatestValues | undefined): ArrayLike<number> {
  const metricId = METRICS['group_topic.committed_offset'].id;
  return latest?.columns.find((column) => column.metricId === metricId)?.values ?? [];
}

function knownIndexes(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, index) => index).filter((index) => !Number.isNaN(values[index]));
}

function namesOf(owners: readonly Owner[]): string[] {
  return owners.flatMap(({ topic }) => (topic === undefined ? [] : [topic]));
}

function assignedTopics(members: MembersEntry | null): string[] {
  const held = members?.members.flatMap(({ assignment }) => assignment?.map(({ topic }) => topic) ?? []) ?? [];
  return [...held, ...(members?.share?.partitions.map(({ topic }) => topic) ?? [])];
}
