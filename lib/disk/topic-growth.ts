import { METRICS } from '#lib/catalog/metrics.ts';
import type { DiskAnswer, TopicDisk } from '#lib/contracts/disk.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { Database } from '#lib/store/database.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readSeries } from '#lib/store/series/read.ts';

const DAY_MS = 86_400_000;
const LISTED = 10;
/** Topics whose history is read. A topic can have grown by no more than its size, so the fastest are found among the largest. */
const READ_MAX = 100;
/** Less history than this says nothing about growth. */
const SPAN_MIN_MS = 3_600_000;

/** A topic with its size as a number, for ranking; sizes beyond 2^53 are rounded here and nowhere else. */
interface Sized {
  topic: TopicSummary;
  bytes: number;
}

/** The largest topics, and those that grew most over the last 24 hours. */
export async function readTopicDisk(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  topics: readonly TopicSummary[],
  nowMs: number,
): Promise<DiskAnswer['topics']> {
  const sized = topics
    .flatMap((topic): Sized[] => (topic.sizeBytes === null ? [] : [{ topic, bytes: Number(topic.sizeBytes) }]))
    .sort((a, b) => b.bytes - a.bytes || (a.topic.name < b.topic.name ? -1 : 1));
  const candidates = sized.slice(0, READ_MAX);
  const growth = await readGrowth(db, clusterKey, candidates, nowMs);
  return rankTopics(candidates, growth, { smallerBytes: sized[READ_MAX]?.bytes ?? 0, topics: topics.length });
}

/** Puts the two lists together. `smallerBytes`: size of the largest topic whose growth was not read. */
export function rankTopics(
  candidates: readonly Sized[],
  growth: ReadonlyMap<string, number>,
  rest: { smallerBytes: number; topics: number },
): DiskAnswer['topics'] {
  const row = ({ topic }: Sized): TopicDisk => ({
    topic: topic.name,
    sizeBytes: topic.sizeBytes,
    bytesPerDay: growth.get(topic.name) ?? null,
  });
  const largest = candidates.slice(0, LISTED).map(row);
  const fastest = candidates
    .map(row)
    .filter(({ bytesPerDay }) => (bytesPerDay ?? 0) > 0)
    .sort((a, b) => (b.bytesPerDay ?? 0) - (a.bytesPerDay ?? 0))
    .slice(0, LISTED);
  const slowestListed = fastest.length < LISTED ? 0 : (fastest.at(-1)?.bytesPerDay ?? 0);
  const shown = new Set([...largest, ...fastest].map(({ topic }) => topic));
  return { largest, fastest, hidden: rest.topics - shown.size, fastestIsExact: slowestListed >= rest.smallerBytes };
}

/** Bytes per day by topic name: the size now against the mean of the first whole hour known, over the time between. */
async function readGrowth(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  candidates: readonly Sized[],
  nowMs: number,
): Promise<Map<string, number>> {
  const byKey = new Map(candidates.map((candidate) => [candidate.topic.topicId ?? `name:${candidate.topic.name}`, candidate]));
  const owners = (await findOwners(db, clusterKey, { kind: 'topic' })).filter(({ topicId }) => byKey.has(topicId ?? ''));
  if (owners.length === 0) return new Map();
  const candidateOf = new Map(owners.map(({ ownerId, topicId }) => [ownerId, byKey.get(topicId ?? '')]));
  const { columns, fromMs, stepMs } = await readSeries(db, {
    clusterKey,
    ownerIds: [...candidateOf.keys()],
    metricIds: [METRICS['topic.size_bytes'].id],
    tier: 'hour',
    fromMs: nowMs - DAY_MS,
    toMs: nowMs,
  });
  return new Map(
    columns.flatMap(({ ownerId, values }) => {
      const candidate = candidateOf.get(ownerId);
      const first = values.findIndex((value) => !Number.isNaN(value));
      // Where history begins within the day, its first hour is not whole.
      const from = first > 0 && !Number.isNaN(values[first + 1]) ? first + 1 : first;
      const ms = nowMs - (fromMs + (from + 0.5) * stepMs);
      if (candidate === undefined || ms < SPAN_MIN_MS) return [];
      return [[candidate.topic.name, ((candidate.bytes - (values[from] ?? NaN)) / ms) * DAY_MS] as const];
    }),
  );
}
