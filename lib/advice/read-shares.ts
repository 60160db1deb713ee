import { METRICS } from '#lib/catalog/metrics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { ownersOf } from '#lib/series/topic-course.ts';
import type { Database } from '#lib/store/database.ts';
import { readSeries } from '#lib/store/series/read.ts';
import type { PartitionShares } from './facts.ts';

const MINUTE_MS = 60_000;
/** The window over which messages are counted: long enough for bursts to even out. */
const WINDOW_MS = 60 * MINUTE_MS;
/** Less than this says nothing. */
const SPAN_MIN_MS = 10 * MINUTE_MS;
/** Topics whose partitions are counted; each is one or two blocks to read. */
const TOPICS_READ_MAX = 200;
/** Partitions counted in all: a topic with ten thousand of them has blocks of its own size. */
const PARTITIONS_READ_MAX = 20_000;
/** In the last pass the busiest partition must have had this much more than its fair share for the hour to be looked at. */
const SUSPECT_TIMES = 1.3;

/** The topics whose partitions are worth counting: those whose last pass was uneven, the most messages out of place first. */
export function suspects(topics: readonly TopicSummary[]): TopicSummary[] {
  const unevenness = ({ partitions, hottestPartitionShare, messagesInPerSecond }: TopicSummary) =>
    partitions < 2 || hottestPartitionShare === null || hottestPartitionShare * partitions < SUSPECT_TIMES
      ? 0
      : (hottestPartitionShare - 1 / partitions) * (messagesInPerSecond.value ?? 0);
  let partitions = 0;
  return topics
    .filter((topic) => unevenness(topic) > 0)
    .sort((a, b) => unevenness(b) - unevenness(a))
    .slice(0, TOPICS_READ_MAX)
    .filter((topic) => (partitions += topic.partitions) <= PARTITIONS_READ_MAX);
}

/** Messages by partition between the first and the last minute in which all partitions are known; null when there are no two such minutes ten minutes apart, or an offset fell in between. */
export function countShares(columns: readonly Float64Array[], partitions: number, stepMs: number): PartitionShares | null {
  if (columns.length < partitions) return null;
  const isWhole = (_value: number, slot: number) => columns.every((values) => !Number.isNaN(values[slot] ?? Number.NaN));
  const first = columns[0]?.findIndex(isWhole) ?? -1;
  const last = columns[0]?.findLastIndex(isWhole) ?? -1;
  if (first < 0 || (last - first) * stepMs < SPAN_MIN_MS) return null;
  const messages = columns.map((values) => (values[last] ?? Number.NaN) - (values[first] ?? Number.NaN));
  return messages.every((count) => count >= 0) ? { spanSeconds: ((last - first) * stepMs) / 1000, messages } : null;
}

/** Messages by partition over the last hour of the topics that look uneven, by topic name. */
export async function readShares(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  topics: readonly TopicSummary[],
  passMs: number,
): Promise<Map<string, PartitionShares>> {
  const owners = await ownersOf(db, clusterKey, suspects(topics));
  if (owners.size === 0) return new Map();
  const { columns, stepMs } = await readSeries(db, {
    clusterKey,
    ownerIds: [...owners.keys()],
    metricIds: [METRICS['topic.end_offset'].id],
    tier: 'minute',
    fromMs: passMs - WINDOW_MS,
    toMs: passMs + 1,
  });
  const shares = new Map<string, PartitionShares>();
  for (const [ownerId, own] of Map.groupBy(columns, (column) => column.ownerId)) {
    const topic = owners.get(ownerId);
    if (topic === undefined) continue;
    const bySub = own.filter(({ sub }) => sub < topic.partitions).sort((a, b) => a.sub - b.sub);
    const counted = countShares(
      bySub.map(({ values }) => values),
      topic.partitions,
      stepMs,
    );
    if (counted !== null) shares.set(topic.name, counted);
  }
  return shares;
}
