import type { StoredMetricName } from '#lib/catalog/metrics.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import { readRecent, type RecentValues } from '#lib/series/read-recent.ts';
import type { Database } from '#lib/store/database.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { SNAPSHOT_SHARDS, snapshotShard, type TopologyEntry } from '#lib/store/snapshot/types.ts';
import type { KafkaFacts } from './facts.ts';

/** Series that each partition has for itself, in the larger dialect. */
const SERIES_PER_PARTITION = 7;
/** Series that each committed partition of a group has. */
const SERIES_PER_COMMIT = 2;

const PAIR_METRICS = [
  'group_topic.lag',
  'group_topic.messages_out',
  'group_topic.seconds_behind',
  'group_topic.seconds_behind_lower',
] as const satisfies StoredMetricName[];

/**
 * The last pass of one cluster for Prometheus. `seriesMax` bounds the series of single partitions: beyond it only sums by topic and group are told, and how many were left out.
 * Reads the store alone: a scrape never costs the cluster a request.
 */
export async function readKafkaFacts(
  db: Pick<Database, 'pool'>,
  cluster: { id: string; key: number },
  seriesMax: number,
): Promise<KafkaFacts> {
  const { parts, pass } = await readSnapshot(db, cluster.key, ['brokers', 'topics', 'groups', 'overview']);
  const info = passInfo(pass);
  const facts: KafkaFacts = {
    clusterId: cluster.id,
    pass:
      info === null ? null : { ageSeconds: info.ageMs / 1000, isFresh: !info.stale, isComplete: parts.overview?.fault === null },
    brokers: parts.brokers ?? [],
    topics: [],
    groups: parts.groups ?? [],
    pairs: [],
    perPartition: false,
    hiddenSeries: 0,
  };
  if (facts.pass === null || !facts.pass.isFresh || !facts.pass.isComplete) return facts;

  const summaries = parts.topics ?? [];
  const partitionSeries =
    summaries.reduce((sum, topic) => sum + topic.partitions, 0) * SERIES_PER_PARTITION +
    facts.groups.reduce((sum, group) => sum + group.partitions, 0) * SERIES_PER_COMMIT;
  const perPartition = partitionSeries <= seriesMax;
  const [topicOwners, pairOwners, placements, shares] = await Promise.all([
    findOwners(db, cluster.key, { kind: 'topic' }),
    findOwners(db, cluster.key, { kind: 'group_topic' }),
    perPartition ? readPlacements(db, cluster.key) : () => null,
    readShares(
      db,
      cluster.key,
      facts.groups.flatMap(({ groupId, kind }) => (kind === 'share' ? [groupId] : [])),
    ),
  ]);
  // A topic that was deleted or recreated has owners of former incarnations: the topic of now has the id of now.
  const idByName = new Map(summaries.map(({ name, topicId }) => [name, topicId ?? `name:${name}`]));
  const isCurrent = ({ topic, topicId }: { topic?: string; topicId?: string }) =>
    topic !== undefined && idByName.get(topic) === topicId;
  const groupIds = new Set(facts.groups.map(({ groupId }) => groupId));
  const topics = new Map(topicOwners.filter(isCurrent).map((owner) => [owner.topic, owner.ownerId]));
  const pairs = pairOwners.filter((owner) => isCurrent(owner) && owner.group !== undefined && groupIds.has(owner.group));
  const [offsets, figures] = await Promise.all([
    readRecent(db, cluster.key, pass, {
      ownerIds: [...topics.values(), ...(perPartition ? pairs.map(({ ownerId }) => ownerId) : [])],
      metrics: ['topic.end_offset', 'topic.start_offset', ...(perPartition ? (['group_topic.committed_offset'] as const) : [])],
    }),
    readRecent(db, cluster.key, pass, { ownerIds: pairs.map(({ ownerId }) => ownerId), metrics: PAIR_METRICS }),
  ]);
  const column = (
    read: (ownerId: number, metric: StoredMetricName) => RecentValues,
    ownerId: number | undefined,
    metric: StoredMetricName,
  ) => (ownerId === undefined ? NOTHING : read(ownerId, metric).latest);
  return {
    ...facts,
    perPartition,
    hiddenSeries: perPartition ? 0 : partitionSeries,
    topics: summaries.map((summary) => ({
      summary,
      placement: placements(summary.name),
      end: column(offsets, topics.get(summary.name), 'topic.end_offset'),
      start: column(offsets, topics.get(summary.name), 'topic.start_offset'),
    })),
    pairs: [
      ...pairs.map(({ ownerId, group = '', topic = '' }) => {
        const figure = (metric: (typeof PAIR_METRICS)[number]) => figures(ownerId, metric).latest[0] ?? NaN;
        return {
          group,
          topic,
          committed: perPartition ? column(offsets, ownerId, 'group_topic.committed_offset') : NOTHING,
          lag: figure('group_topic.lag'),
          messagesOutPerSecond: figure('group_topic.messages_out'),
          // Stored in milliseconds.
          secondsBehind: {
            lower: figure('group_topic.seconds_behind_lower') / 1_000,
            upper: figure('group_topic.seconds_behind') / 1_000,
          },
        };
      }),
      ...shares,
    ],
  };
}

const NOTHING = new Float64Array(0);

async function readPlacements(db: Pick<Database, 'pool'>, clusterKey: number): Promise<(topic: string) => TopologyEntry | null> {
  const names = Array.from({ length: SNAPSHOT_SHARDS }, (_none, shard) => `topology:${shard}` as const);
  const { parts } = await readSnapshot(db, clusterKey, names);
  return (topic) => parts[`topology:${snapshotShard(topic)}`]?.[topic] ?? null;
}

/** Share groups commit nothing: of each of their topics only the lag that the coordinator tells, unknown when that of one partition is. */
async function readShares(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  groupIds: readonly string[],
): Promise<KafkaFacts['pairs'][number][]> {
  if (groupIds.length === 0) return [];
  const names = [...new Set(groupIds.map((groupId) => `members:${snapshotShard(groupId)}` as const))];
  const { parts } = await readSnapshot(db, clusterKey, names);
  return groupIds.flatMap((group) => {
    const share = parts[`members:${snapshotShard(group)}`]?.[group]?.share ?? null;
    if (share === null || share.fault !== null) return [];
    return [...Map.groupBy(share.partitions, ({ topic }) => topic)].map(([topic, partitions]) => ({
      group,
      topic,
      committed: NOTHING,
      lag: partitions.reduce((sum, { lag }) => sum + (lag === null ? NaN : Number(lag)), 0),
      messagesOutPerSecond: NaN,
      secondsBehind: { lower: NaN, upper: NaN },
    }));
  });
}
