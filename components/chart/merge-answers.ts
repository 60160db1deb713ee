import type { ComparedAnswer } from '#lib/client/series.ts';
import type { SeriesAnswer } from '#lib/contracts/series.ts';

/** One answer that stands for a line of its own in a merged chart. */
export interface MergePart {
  key: string;
  label: string;
  answer: ComparedAnswer | undefined;
}

/**
 * Puts several single-series answers into one chart, e.g. messages in and out. Values meet by bucket time; a time one answer lacks is unknown there.
 * undefined while none has arrived. Unit and bucket are those of the first that has. Their earlier periods are merged alike.
 */
export function mergeAnswers(parts: readonly MergePart[]): ComparedAnswer | undefined {
  const merged = mergeSingle(parts);
  const periods = parts.flatMap(({ answer }) => answer?.earlier ?? []);
  const earlier = mergeSingle(parts.map(({ key, label, answer }) => ({ key, label, answer: answer?.earlier?.answer })));
  const [first] = periods;
  if (merged === undefined || earlier === undefined || first === undefined) return merged;
  const drawn = periods.some((period) => period.drawn === 'max') ? 'max' : 'mean';
  return { ...merged, earlier: { compare: first.compare, answer: earlier, drawn } };
}

function mergeSingle(
  parts: readonly { key: string; label: string; answer: SeriesAnswer | undefined }[],
): SeriesAnswer | undefined {
  const arrived = parts.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  const first = arrived[0];
  if (first === undefined) return undefined;
  const times = [...new Set(arrived.flatMap((answer) => answer.times))].sort((a, b) => a - b);
  const series = parts.map(({ key, label, answer }) => {
    const source = answer?.series[0];
    const at = new Map((answer?.times ?? []).map((time, index) => [time, index]));
    const pick = (values: readonly (number | null)[] | undefined) =>
      times.map((time) => {
        const index = at.get(time);
        return index === undefined ? null : (values?.[index] ?? null);
      });
    return { key, label, mean: pick(source?.mean), min: pick(source?.min), max: pick(source?.max) };
  });
  const { metric, unit, tier, bucketMs } = first;
  return {
    metric,
    unit,
    tier,
    bucketMs,
    times,
    series,
    hidden: 0,
    coverage: Math.min(...arrived.map(({ coverage }) => coverage)),
  };
}
