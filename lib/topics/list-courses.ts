import { METRICS } from '#lib/catalog/metrics.ts';
import type { TopicCourseRow, TopicCourses, TopicSummary } from '#lib/contracts/topics.ts';
import { COURSES_READ_MAX, ownersOf, readTopicCourses, type TopicCourse } from '#lib/series/topic-course.ts';
import type { Database } from '#lib/store/database.ts';
import { readSeries } from '#lib/store/series/read.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

const HOUR_MS = 3_600_000;
/** Topics whose last hour is drawn: the busiest. A list shows some thirty rows at a time. */
const DRAWN_MAX = 200;
/** Minutes of the hour that make one point. */
const MINUTES_A_POINT = 2;

/** Growth, last message and last hour of the topics of a cluster, from stored history. Never asks Kafka. */
export async function listCourses(db: Pick<Database, 'pool'>, clusterKey: number): Promise<TopicCourses> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['topics']);
  const topics = parts.topics ?? [];
  const meta = { topics: topics.length, readMax: COURSES_READ_MAX };
  if (pass === null || topics.length === 0) return { data: [], meta };
  const [courses, rates] = await Promise.all([
    readTopicCourses(db, clusterKey, topics, pass.startedAtMs),
    readLastHour(db, clusterKey, topics, pass.startedAtMs),
  ]);
  const rows = topics.flatMap((topic) => {
    const row = courseRow(topic, courses.get(topic.name) ?? null, rates.get(topic.name) ?? null, pass.startedAtMs);
    return row === null ? [] : [row];
  });
  return { data: rows, meta };
}

/** One topic's row; null when nothing is known beyond the list itself. What is being written to was written to in the last pass, whether its history was read or not. */
export function courseRow(
  topic: TopicSummary,
  course: TopicCourse | null,
  rates: (number | null)[] | null,
  passMs: number,
): TopicCourseRow | null {
  const isWriting = (topic.messagesInPerSecond.value ?? 0) > 0;
  if (course === null && rates === null && !isWriting) return null;
  const lastMs = course?.lastProducedMs ?? (isWriting ? passMs : null);
  return {
    topic: topic.name,
    bytesPerDay: course?.bytesPerDay ?? null,
    lastProducedAt: lastMs === null ? null : new Date(lastMs).toISOString(),
    lastProducedPrecisionMs: lastMs === null ? null : (course?.precisionMs ?? 0),
    watchedSince: course === null || course.watchedSinceMs === null ? null : new Date(course.watchedSinceMs).toISOString(),
    rates,
  };
}

/** Means of equal numbers of neighbours; null where none of them is known. */
export function thinRates(values: Float64Array, each: number): (number | null)[] {
  return Array.from({ length: Math.floor(values.length / each) }, (_none, i) => {
    const known = values.slice(i * each, (i + 1) * each).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

async function readLastHour(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  topics: readonly TopicSummary[],
  passMs: number,
): Promise<Map<string, (number | null)[]>> {
  const busiest = topics
    .toSorted((a, b) => (b.messagesInPerSecond.value ?? -1) - (a.messagesInPerSecond.value ?? -1))
    .slice(0, DRAWN_MAX);
  const owners = await ownersOf(db, clusterKey, busiest);
  if (owners.size === 0) return new Map();
  const { columns } = await readSeries(db, {
    clusterKey,
    ownerIds: [...owners.keys()],
    metricIds: [METRICS['topic.messages_in'].id],
    tier: 'minute',
    // The running minute is left out: half of it would look like a fall.
    fromMs: passMs - HOUR_MS,
    toMs: Math.floor(passMs / 60_000) * 60_000,
  });
  return new Map(
    columns.flatMap(({ ownerId, values }) => {
      const topic = owners.get(ownerId);
      return topic === undefined ? [] : [[topic.name, thinRates(values, MINUTES_A_POINT)] as const];
    }),
  );
}
