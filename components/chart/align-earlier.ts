import type { EarlierAnswer } from '#lib/client/series.ts';
import { earlierInstants } from '#lib/core/compare.ts';

/** Mean of what is known; null when nothing is. */
function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function mostOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}

/**
 * The earlier period's values under the times of today, by key of series: at each bucket the value of the same time of day.
 * Where the earlier buckets are wider (older values are kept more coarsely), one stands under several times; where they are narrower, they are put together as
 * the catalogue draws the metric, so percentiles never become means. Unknown stays null. A series that the earlier answer lacks is left out.
 */
export function alignEarlier(
  times: readonly number[],
  bucketMs: number,
  earlier: EarlierAnswer,
  timeZone: string | undefined,
): Map<string, (number | null)[]> {
  const { answer, compare, drawn } = earlier;
  const start = answer.times[0];
  if (start === undefined) return new Map();
  const indexOf = new Map(answer.times.map((time, index) => [time, index]));
  const together = drawn === 'max' ? mostOf : meanOf;
  const places = earlierInstants(times, compare, timeZone).map((instant) => {
    if (instant === null) return [];
    const first = start + Math.floor((instant - start) / answer.bucketMs) * answer.bucketMs;
    const count = Math.max(1, Math.round(bucketMs / answer.bucketMs));
    return Array.from({ length: count }, (_, at) => indexOf.get(first + at * answer.bucketMs)).filter(
      (index) => index !== undefined,
    );
  });
  return new Map(
    answer.series.map(({ key, mean }) => [
      key,
      places.map((indexes) => together(indexes.map((index) => mean[index] ?? null).filter((value) => value !== null))),
    ]),
  );
}
