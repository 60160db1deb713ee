import { useQueries, useQuery } from '@tanstack/react-query';
import type { CanaryAnswer, CanarySeriesQuery } from '#lib/contracts/canary.ts';
import type { Compare } from '#lib/core/compare.ts';
import { refreshIntervalMs, resolveTimeRange, timeRangeKey, type TimeRange } from '#lib/core/time-range.ts';
import { askEarlier, earlierRefresh } from './earlier.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';
import { useSeriesWishes } from './series-wishes.ts';

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

/** Which percentile of which kind of sample. */
type Question = Pick<CanarySeriesQuery, 'kind' | 'quantile'>;

/** A percentile of one kind of sample over time, one answer per broker in the order given. Percentiles cannot be merged, so each broker is asked for. */
export function useCanarySeries(clusterId: string, brokers: readonly number[], question: Question, range: TimeRange) {
  return useQueries({
    queries: brokers.map((broker) => ({
      queryKey: queryKeys.canarySeries(clusterId, { ...question, broker }, timeRangeKey(range)),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchCanarySeries(clusterId, { ...question, broker, ...resolveTimeRange(range, Date.now()) }, signal),
      refetchInterval: ({ state }: { state: { error: unknown } }) =>
        state.error === null ? (refreshIntervalMs(range, Date.now()) ?? false) : AFTER_ERROR_MS,
    })),
  });
}

/** The same of the earlier period that the reader wants to compare with, one answer per broker in the order given; `compare` null = none is wanted, and none is asked for. */
export function useEarlierCanarySeries(clusterId: string, brokers: readonly number[], question: Question, range: TimeRange) {
  const { compare, timeZone } = useSeriesWishes();
  const queries = useQueries({
    queries: brokers.map((broker) => ({
      ...earlierSeriesOptions(clusterId, { ...question, broker }, range, compare ?? '1d', timeZone),
      enabled: compare !== null,
    })),
  });
  return { compare, answers: queries.map(({ data }) => data) };
}

function earlierSeriesOptions(
  clusterId: string,
  question: Question & { broker: number },
  range: TimeRange,
  compare: Compare,
  timeZone: string | undefined,
) {
  return {
    queryKey: queryKeys.canarySeries(clusterId, question, `${timeRangeKey(range)} ${compare} ${timeZone ?? ''}`),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchCanarySeries(clusterId, { ...question, ...askEarlier(range, Date.now(), compare, timeZone) }, signal),
    ...earlierRefresh(range, Date.now()),
  };
}

function fetchCanarySeries(
  clusterId: string,
  query: Question & { broker: number; from: number; to: number; points?: number },
  signal: AbortSignal,
) {
  return fetchJson(canarySeriesAnswerSchema, apiPath('clusters', clusterId, 'canary', 'series'), { query, signal });
}
