import type { SecondsBehind } from '#lib/contracts/verdict.ts';
import { blankAge, Crossings } from '#lib/lag/crossings.ts';
import type { StoredPoint } from '#lib/lag/crossings-codec.ts';

/** Stored slots tell when a pass was due, not to the millisecond when a broker answered: bounds from them are this much wider. */
const SLOT_SLACK_MS = 1_000;

/** What is known of the ends of one topic's logs: stored crossings by partition, and the ends of the passes since. */
export interface TopicHistory {
  stored: readonly (readonly StoredPoint[])[];
  /** Ends of recent passes, oldest first. NaN = not read. */
  recent: readonly { partition: number; atMs: number; end: number }[];
}

/** How old the next record of a group is on each partition of a topic with a commit behind the end, as of `nowMs`. Partitions of which nothing is known are left out. */
export function agePartitions(
  history: TopicHistory,
  committed: Float64Array,
  end: Float64Array,
  nowMs: number,
): Map<number, SecondsBehind> {
  const crossings = new Crossings(Math.max(committed.length, end.length));
  for (const [partition, points] of history.stored.entries()) {
    if (partition < crossings.partitions) crossings.restore(partition, points, nowMs);
  }
  const newest = crossingsTimes(history.stored);
  for (const { partition, atMs, end: seen } of history.recent) {
    if (!Number.isNaN(seen) && partition < crossings.partitions && !(atMs <= (newest.get(partition) ?? NaN))) {
      crossings.observe(partition, seen, atMs);
    }
  }
  const ages = new Map<number, SecondsBehind>();
  const age = blankAge();
  for (let partition = 0; partition < committed.length; partition++) {
    const commit = committed[partition] ?? NaN;
    if (!crossings.estimate(partition, commit, end[partition] ?? NaN, nowMs, age)) continue;
    const isBounded = Number.isFinite(age.upperMs);
    const slackMs = age.upperMs === 0 ? 0 : SLOT_SLACK_MS;
    ages.set(partition, {
      lower: Math.max(0, age.lowerMs - slackMs) / 1_000,
      upper: isBounded ? (age.upperMs + slackMs) / 1_000 : null,
      point: isBounded ? age.pointMs / 1_000 : null,
      source: age.seeded ? 'timestamps' : 'observed',
    });
  }
  return ages;
}

function crossingsTimes(stored: TopicHistory['stored']): Map<number, number> {
  return new Map(stored.flatMap((points, partition) => points.slice(-1).map(({ atMs }) => [partition, atMs] as const)));
}
