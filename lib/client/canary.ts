import { useQueries, useQuery } from '@tanstack/react-query';
import type { CanaryAnswer, CanarySeriesQuery } from '#lib/contracts/canary.ts';
import { refreshIntervalMs, resolveTimeRange, timeRangeKey, type TimeRange } from '#lib/core/time-range.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

const canaryAnswerSchema = async () => (await import('#lib/contracts/canary.ts')).CanaryAnswer;
const canarySeriesAnswerSchema = async () => (await import('#lib/contracts/canary.ts')).CanarySeriesAnswer;

const AFTER_ERROR_MS = 15_000;

/** What the canary of a cluster measured, asked anew after each pass. */
export function useCanary(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.canary(clusterId),
    queryFn: ({ signal }) => fetchJson(canaryAnswerSchema, apiPath('clusters', clusterId, 'canary'), { signal }),
    refetchInterval: refreshWithPass<CanaryAnswer>((canary) => canary.pass),
  });
}

/** A percentile of one kind of sample over time, one answer per broker in the order given. Percentiles cannot be merged, so each broker is asked for. */
export function useCanarySeries(
  clusterId: string,
  brokers: readonly number[],
  question: Pick<CanarySeriesQuery, 'kind' | 'quantile'>,
  range: TimeRange,
) {
  return useQueries({
    queries: brokers.map((broker) => ({
      queryKey: queryKeys.canarySeries(clusterId, { ...question, broker }, timeRangeKey(range)),
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const { from, to } = resolveTimeRange(range, Date.now());
        const query = { ...question, broker, from, to };
        return fetchJson(canarySeriesAnswerSchema, apiPath('clusters', clusterId, 'canary', 'series'), { query, signal });
      },
      refetchInterval: ({ state }: { state: { error: unknown } }) =>
        state.error === null ? (refreshIntervalMs(range, Date.now()) ?? false) : AFTER_ERROR_MS,
    })),
  });
}
