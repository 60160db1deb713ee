import { queryOptions, useQuery } from '@tanstack/react-query';
import { SeriesAnswer, type SeriesQuery } from '#lib/contracts/series.ts';
import { refreshIntervalMs, resolveTimeRange, timeRangeKey, type TimeRange } from '#lib/core/time-range.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

/** What a chart asks for; the window comes from the page's time range. */
export type SeriesRequest = Pick<SeriesQuery, 'metric'> & Partial<Omit<SeriesQuery, 'metric' | 'from' | 'to'>>;

const AFTER_ERROR_MS = 15_000;

/** Stored values over a time range, on the server's bucket grid. A relative range moves with the clock at each asking. */
export function seriesOptions(clusterId: string, request: SeriesRequest, range: TimeRange) {
  return queryOptions({
    queryKey: queryKeys.series(clusterId, request, timeRangeKey(range)),
    queryFn: ({ signal }) => {
      const { from, to } = resolveTimeRange(range, Date.now());
      return fetchJson(SeriesAnswer, apiPath('clusters', clusterId, 'series'), { query: { ...request, from, to }, signal });
    },
    refetchInterval: ({ state }) => (state.error === null ? (refreshIntervalMs(range, Date.now()) ?? false) : AFTER_ERROR_MS),
  });
}

/** Stored values over a time range, kept fresh. While another range of the same question loads, the last one stays on screen (`isPlaceholderData`). */
export function useSeries(clusterId: string, request: SeriesRequest, range: TimeRange, enabled = true) {
  const options = seriesOptions(clusterId, request, range);
  const question = JSON.stringify(options.queryKey.slice(0, -1));
  return useQuery({
    ...options,
    enabled,
    // Another metric or entity under the same chart would be a lie, even for a moment.
    placeholderData: (previous, query) => (JSON.stringify(query?.queryKey.slice(0, -1)) === question ? previous : undefined),
  });
}
