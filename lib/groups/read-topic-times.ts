import { METRICS } from '#lib/catalog/metrics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { decodeCrossings } from '#lib/lag/crossings-codec.ts';
import { decodeGroup } from '#lib/lag/group-codec.ts';
import type { StoredTopic } from '#lib/lag/stored-group.ts';
import type { Database } from '#lib/store/database.ts';
import { readLag } from '#lib/store/lag/lag-store.ts';
import { readSeries } from '#lib/store/series/read.ts';
import type { PassRow } from '#lib/store/snapshot/read-snapshot.ts';
import type { StandingEntry } from '#lib/store/snapshot/types.ts';
import { agePartitions } from './age-partitions.ts';
import type { TopicTime } from './describe-group.ts';

/** Crossings are stored every five minutes at the latest: what came since stands in the passes. */
const RECENT_MS = 330_000;

/** One topic of the group, as far as its offsets are known. */
export interface TopicOffsets {
  topic: string;
  /** Owner of the topic's own series; null = not known. */
  ownerId: number | null;
  topicKey: string | null;
  committed: Float64Array;
  start: Float64Array;
  end: Float64Array;
  config: Pick<TopicSummary, 'cleanupPolicy' | 'retentionMs'> | null;
}

/** Lag in time of one group on each of its topics, by topic name: from the stored crossings and the passes since. */
export async function readTopicTimes(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  pass: PassRow | null,
  groupId: string,
  topics: readonly TopicOffsets[],
  standing: StandingEntry | null,
): Promise<Map<string, TopicTime>> {
  if (pass === null) return new Map();
  const newestMs = Math.floor(pass.startedAtMs / pass.stepMs) * pass.stepMs;
  const [stored, ends] = await Promise.all([
    readLag(db, clusterKey, { topicKeys: topics.flatMap(({ topicKey }) => topicKey ?? []), groupNames: [groupId] }),
    readSeries(db, {
      clusterKey,
      ownerIds: topics.flatMap(({ ownerId }) => ownerId ?? []),
      metricIds: [METRICS['topic.end_offset'].id],
      tier: 'raw',
      fromMs: newestMs - RECENT_MS,
      toMs: newestMs + pass.stepMs,
    }),
  ]);
  // Passes start at the same distance from the grid of their slots each time.
  const phaseMs = pass.startedAtMs - newestMs;
  const body = stored.groups.get(groupId);
  const commits = new Map<string, StoredTopic>(
    body === undefined ? [] : decodeGroup(body).topics.map((topic) => [topic.key, topic]),
  );
  return new Map(
    topics.map(({ topic, ownerId, topicKey, committed, start, end, config }) => {
      const crossings = topicKey === null ? undefined : stored.crossings.get(topicKey);
      const recent = ends.columns
        .filter((column) => column.ownerId === ownerId)
        .flatMap(({ sub, values }) =>
          Array.from(values, (value, i) => ({ partition: sub, atMs: ends.fromMs + i * ends.stepMs + phaseMs, end: value })),
        );
      const history = { stored: crossings === undefined ? [] : decodeCrossings(crossings), recent };
      const rows = topicKey === null ? [] : (commits.get(topicKey)?.rows ?? []);
      const policy = config?.cleanupPolicy ?? null;
      const retentionMs = Number(config?.retentionMs ?? NaN);
      const time: TopicTime = {
        // Where the start has passed the commit, the next record to be read is the first of the log.
        ages: agePartitions(
          history,
          committed.map((commit, partition) => ((start[partition] ?? NaN) > commit ? (start[partition] ?? NaN) : commit)),
          end,
          pass.startedAtMs,
        ),
        retentionMs: policy?.includes('delete') === true && retentionMs >= 0 ? retentionMs : null,
        compacted: policy === null ? null : policy.includes('compact'),
        // A commit that has moved since it was written down says only that it moved after that.
        commits: new Map(rows.filter((row) => row.commit === committed[row.partition]).map((row) => [row.partition, row])),
        odd: new Map(
          (standing?.odd ?? []).filter((odd) => odd.topic === topic).map(({ partition, state }) => [partition, state]),
        ),
      };
      return [topic, time] as const;
    }),
  );
}
