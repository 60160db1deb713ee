import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SeriesAnswer, SeriesQuery } from '#lib/contracts/series.ts';
import type { Compare } from '#lib/core/compare.ts';
import { refreshIntervalMs, resolveTimeRange, timeRangeKey, type TimeRange } from '#lib/core/time-range.ts';
import { askEarlier, earlierRefresh } from './earlier.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { useSeriesWishes } from './series-wishes.ts';

const seriesAnswerSchema = async () => (await import('#lib/contracts/series.ts')).SeriesAnswer;

/** What a chart asks for; the window comes from the page's time range. */
export type SeriesRequest = Pick<SeriesQuery, 'metric'> & Partial<Omit<SeriesQuery, 'metric' | 'from' | 'to'>>;

const AFTER_ERROR_MS = 15_000;

/** Stored values over a time range, on the server's bucket grid. A relative range moves with the clock at each asking. */
export function seriesOptions(clusterId: string, request: SeriesRequest, range: TimeRange) {
  return queryOptions({
    queryKey: queryKeys.series(clusterId, request, timeRangeKey(range)),
    queryFn: ({ signal }) => {
      const { from, to } = resolveTimeRange(range, Date.now());
      return fetchJson(seriesAnswerSchema, apiPath('clusters', clusterId, 'series'), { query: { ...request, from, to }, signal });
    },
    refetchInterval: ({ state }) => (state.error === null ? (refreshIntervalMs(range, Date.now()) ?? false) : AFTER_ERROR_MS),
  });
}

/** The same question about an earlier period. */
export interface EarlierAnswer {
  compare: Compare;
  answer: SeriesAnswer;
  /** What stands for several values at one time, as the catalogue says of the metric: their mean, or of percentiles the largest. */
  drawn: 'mean' | 'max';
}

/** An answer, and the one to compare it with if the reader wants one and it has arrived. */
export interface ComparedAnswer extends SeriesAnswer {
  earlier?: EarlierAnswer | undefined;
}

/** A query's result with the earlier period in its data. */
export type SeriesResult = Omit<UseQueryResult<SeriesAnswer>, 'data'> & { data: ComparedAnswer | undefined };

/** Of the many that may have led yesterday, as many as the server gives: today's leaders should be among them. */
const EARLIER_TOP = 20;
/** A request for more lines than a chart draws is no chart's: its number of lines is its own affair. */
const CHART_TOP_MOST = 12;

/** How the catalogue puts several values of a metric together. It is loaded when somebody compares, not before. */
async function drawnAs(metric: string): Promise<EarlierAnswer['drawn']> {
  const { METRICS } = await import('#lib/catalog/metrics.ts');
  const known: Readonly<Record<string, { drawn?: 'max' }>> = METRICS;
  return known[metric]?.drawn ?? 'mean';
}

/** The earlier period of a request. */
function earlierSeriesOptions(
  clusterId: string,
  request: SeriesRequest,
  range: TimeRange,
  compare: Compare,
  timeZone: string | undefined,
) {
  const question = { ...request, ...(request.by === undefined ? {} : { top: EARLIER_TOP }) };
  return queryOptions({
    queryKey: queryKeys.series(clusterId, question, `${timeRangeKey(range)} ${compare} ${timeZone ?? ''}`),
    queryFn: async ({ signal }) => {
      const query = { ...question, ...askEarlier(range, Date.now(), compare, timeZone, request.points) };
      const [answer, drawn] = await Promise.all([
        fetchJson(seriesAnswerSchema, apiPath('clusters', clusterId, 'series'), { query, signal }),
        drawnAs(request.metric),
      ]);
      return { answer, drawn };
    },
    ...earlierRefresh(range, Date.now()),
  });
}

/**
 * Stored values over a time range, kept fresh, as many lines as the reader wants and with the earlier period to compare with (see `SeriesWishes`).
 * While another range of the same question loads, the last one stays on screen (`isPlaceholderData`).
 */
export function useSeries(clusterId: string, request: SeriesRequest, range: TimeRange, enabled = true): SeriesResult {
  const wishes = useSeriesWishes();
  const hasLines = request.by !== undefined && (request.top ?? 0) <= CHART_TOP_MOST;
  const asked = hasLines && wishes.top !== null ? { ...request, top: wishes.top } : request;
  const query = useQuery({ ...seriesOptions(clusterId, asked, range), enabled, placeholderData: whileLoading(clusterId, asked) });
  // Sparklines ask for few points, and have no room for a second line.
  const compare = request.points === undefined ? wishes.compare : null;
  const earlier = useQuery({
    ...earlierSeriesOptions(clusterId, asked, range, compare ?? '1d', wishes.timeZone),
    enabled: enabled && compare !== null,
  }).data;
  const { data } = query;
  const both = useMemo(
    () =>
      data === undefined || earlier === undefined || compare === null ? data : { ...data, earlier: { compare, ...earlier } },
    [data, earlier, compare],
  );
  return both === undefined ? query : { ...query, data: both };
}

/** Keeps the old values while another range loads. Another metric or entity under the same chart would be a lie, even for a moment; more or fewer lines are none. */
function whileLoading(clusterId: string, request: SeriesRequest) {
  const question = JSON.stringify(queryKeys.series(clusterId, { ...request, top: undefined }, '').slice(0, -1));
  return (previous: SeriesAnswer | undefined, query: { queryKey: readonly unknown[] } | undefined): SeriesAnswer | undefined => {
    const asked = query?.queryKey[3];
    if (typeof asked !== 'object' || asked === null) return undefined;
    const before = JSON.stringify([...(query?.queryKey.slice(0, 3) ?? []), { ...asked, top: undefined }]);
    return before === question ? previous : undefined;
  };
}
