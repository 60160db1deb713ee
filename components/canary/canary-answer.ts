import type { CanarySeriesAnswer } from '#lib/contracts/canary.ts';
import type { SeriesAnswer } from '#lib/contracts/series.ts';

/**
 * Percentiles of several brokers as one chart: a line per broker on the first answer's buckets. undefined while none has arrived.
 * A broker whose answer has not arrived, or a bucket without samples, is unknown. `hidden`: brokers that were not asked for.
 */
export function canaryAnswer(
  parts: readonly { nodeId: number; answer: CanarySeriesAnswer | undefined }[],
  hidden: number,
): SeriesAnswer | undefined {
  const first = parts.find(({ answer }) => answer !== undefined)?.answer;
  if (first === undefined) return undefined;
  const series = parts.map(({ nodeId, answer }) => {
    const at = new Map((answer?.times ?? []).map((time, index) => [time, index]));
    const values = first.times.map((time) => {
      const index = at.get(time);
      return index === undefined ? null : (answer?.latencyMs[index] ?? null);
    });
    // Keys of brokers are their numbers, as the series API has them: so a broker keeps its colour.
    return { key: String(nodeId), label: String(nodeId), mean: values, min: values, max: values };
  });
  const measured = first.times.filter((_, bucket) => series.some(({ mean }) => mean[bucket] !== null)).length;
  const coverage = first.times.length === 0 ? 0 : measured / first.times.length;
  return {
    metric: `canary.${first.kind}`,
    unit: 'milliseconds',
    tier: 'minute',
    bucketMs: first.bucketMs,
    times: first.times,
    series,
    hidden,
    coverage,
  };
}
