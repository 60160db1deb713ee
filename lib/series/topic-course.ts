import { METRICS } from '#lib/catalog/metrics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { Database } from '#lib/store/database.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readSeries } from '#lib/store/series/read.ts';

/** What the stored history tells of one topic. */
export interface TopicCourse {
  /** Growth over the last day or what is known of it; null = less than an hour is known. */
  bytesPerDay: number | null;
  /** Mean messages per second over the last day or what is known of it; null = unknown. */
  meanRate: number | null;
  /** Start of the newest slot in which something was written, epoch ms; null = nothing was while it was watched. */
  lastProducedMs: number | null;
  /** Width of that slot; 0 = the last pass itself. */
  precisionMs: number;
  /** Start of the history within the window; null = nothing is known. */
  watchedSinceMs: number | null;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back "last produced" looks. A little over the week after which a topic counts as stale. */
const WINDOW_MS = 8 * DAY_MS;
/** Within this the minute is told, before it the hour. */
const MINUTES_MS = 3 * HOUR_MS;
/** Less history than this says nothing about growth. */
const SPAN_MIN_MS = HOUR_MS;
/** Topics whose history is read: eight narrow blocks each, so some tens of milliseconds for all. */
export const COURSES_READ_MAX = 1_000;
/** Of these, so many are the largest; the rest are the quiet ones, whose last message is asked for. */
const LARGEST_READ = 600;

/** History of a topic on the hour grid. NaN = unknown. */
export interface HourlyTopic {
  fromMs: number;
  /** Mean rates, and the greatest rate within each hour: one message in an hour rounds to nothing in the mean. */
  rates: Float64Array;
  peaks: Float64Array | null;
  sizes: Float64Array;
}

/** The topics worth reading: the largest, then those that were quiet in the last pass; at most `COURSES_READ_MAX`. */
export function topicsToRead(topics: readonly TopicSummary[]): TopicSummary[] {
  if (topics.length <= COURSES_READ_MAX) return [...topics];
  const bySize = topics.toSorted((a, b) => Number(b.sizeBytes ?? -1) - Number(a.sizeBytes ?? -1));
  const quiet = bySize.slice(LARGEST_READ).toSorted((a, b) => Number(isQuiet(b)) - Number(isQuiet(a)));
  return [...bySize.slice(0, LARGEST_READ), ...quiet].slice(0, COURSES_READ_MAX);
}

const isQuiet = (topic: TopicSummary) => topic.messagesInPerSecond.value === 0;

/** Growth, last message and mean rate from the hours known of one topic. */
export function courseOf(topic: TopicSummary, history: HourlyTopic, passMs: number): TopicCourse {
  const { fromMs, rates, peaks, sizes } = history;
  const known = rates.findIndex((value) => !Number.isNaN(value));
  const isWriting = (topic.messagesInPerSecond.value ?? 0) > 0;
  let last = -1;
  for (let i = rates.length - 1; i >= 0 && last < 0; i--) if ((peaks?.[i] ?? rates[i] ?? 0) > 0 || (rates[i] ?? 0) > 0) last = i;
  const day = rates.slice(-24).filter((value) => !Number.isNaN(value));
  return {
    bytesPerDay: topic.sizeBytes === null ? null : growthPerDay(Number(topic.sizeBytes), fromMs, sizes, passMs),
    meanRate: day.length === 0 ? null : day.reduce((sum, value) => sum + value, 0) / day.length,
    lastProducedMs: isWriting ? passMs : last < 0 ? null : fromMs + last * HOUR_MS,
    precisionMs: isWriting ? 0 : HOUR_MS,
    watchedSinceMs: known < 0 ? null : fromMs + known * HOUR_MS,
  };
}

/** Size now against the mean of the first whole hour of the last day, over the time between. */
function growthPerDay(bytes: number, fromMs: number, sizes: Float64Array, nowMs: number): number | null {
  const start = Math.max(0, sizes.length - 25);
  const offset = sizes.slice(start).findIndex((value) => !Number.isNaN(value));
  if (offset < 0) return null;
  const first = start + offset;
  // Where history begins within the day, its first hour is not whole.
  const from = offset > 0 && !Number.isNaN(sizes[first + 1] ?? Number.NaN) ? first + 1 : first;
  const ms = nowMs - (fromMs + (from + 0.5) * HOUR_MS);
  return ms < SPAN_MIN_MS ? null : ((bytes - (sizes[from] ?? Number.NaN)) / ms) * DAY_MS;
}

/** What history tells of each topic, by name; topics that are not read (see `topicsToRead`) or have no history are absent. `passMs`: start of the last pass. */
export async function readTopicCourses(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  topics: readonly TopicSummary[],
  passMs: number,
): Promise<Map<string, TopicCourse>> {
  const owners = await ownersOf(db, clusterKey, topicsToRead(topics));
  const courses = new Map<string, TopicCourse>();
  if (owners.size === 0) return courses;
  const { columns, fromMs } = await readSeries(db, {
    clusterKey,
    ownerIds: [...owners.keys()],
    metricIds: [METRICS['topic.messages_in'].id, METRICS['topic.size_bytes'].id],
    tier: 'hour',
    fromMs: passMs - WINDOW_MS,
    toMs: passMs + 1,
  });
  const none = new Float64Array(0);
  for (const [ownerId, own] of Map.groupBy(columns, (column) => column.ownerId)) {
    const topic = owners.get(ownerId);
    if (topic === undefined) continue;
    const rates = own.find(({ metricId }) => metricId === METRICS['topic.messages_in'].id);
    const sizes = own.find(({ metricId }) => metricId === METRICS['topic.size_bytes'].id)?.values ?? none;
    courses.set(topic.name, courseOf(topic, { fromMs, rates: rates?.values ?? none, peaks: rates?.max ?? null, sizes }, passMs));
  }
  await sharpen(db, clusterKey, owners, courses, passMs);
  return courses;
}

/** The minute instead of the hour for what became quiet, or is watched, since a short time ago. */
async function sharpen(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  owners: ReadonlyMap<number, TopicSummary>,
  courses: Map<string, TopicCourse>,
  passMs: number,
): Promise<void> {
  const isRecent = (course: TopicCourse | undefined) =>
    course !== undefined &&
    ((course.precisionMs > 0 && (course.lastProducedMs ?? 0) > passMs - MINUTES_MS) || isNew(course, passMs));
  const ownerIds = [...owners].flatMap(([ownerId, { name }]) => (isRecent(courses.get(name)) ? [ownerId] : []));
  if (ownerIds.length === 0) return;
  const { columns, fromMs } = await readSeries(db, {
    clusterKey,
    ownerIds,
    metricIds: [METRICS['topic.messages_in'].id],
    tier: 'minute',
    fromMs: passMs - MINUTES_MS,
    toMs: passMs + 1,
  });
  for (const { ownerId, values, max } of columns) {
    const course = courses.get(owners.get(ownerId)?.name ?? '');
    if (course === undefined) continue;
    const first = values.findIndex((value) => !Number.isNaN(value));
    if (isNew(course, passMs) && first >= 0) course.watchedSinceMs = fromMs + first * MINUTE_MS;
    const last = (max ?? values).findLastIndex((value, i) => value > 0 || (values[i] ?? 0) > 0);
    if (last < 0 || course.precisionMs === 0) continue;
    course.lastProducedMs = fromMs + last * MINUTE_MS;
    course.precisionMs = MINUTE_MS;
  }
}

/** Whether it is watched for a few hours only: then the hour in which that began says too much. */
const isNew = (course: TopicCourse, passMs: number) => (course.watchedSinceMs ?? 0) > passMs - MINUTES_MS;

/** Owners of today's incarnation of each topic. */
export async function ownersOf(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  topics: readonly TopicSummary[],
): Promise<Map<number, TopicSummary>> {
  const byKey = new Map(topics.map((topic) => [topic.topicId ?? `name:${topic.name}`, topic]));
  const owners = await findOwners(db, clusterKey, { kind: 'topic' });
  return new Map(
    owners.flatMap(({ ownerId, topicId }) => {
      const topic = byKey.get(topicId ?? '');
      return topic === undefined ? [] : [[ownerId, topic] as const];
    }),
  );
}
