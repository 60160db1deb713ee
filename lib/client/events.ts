import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ClusterEvent, EventKind } from '#lib/contracts/events.ts';
import { refreshIntervalMs, resolveTimeRange, timeRangeKey, type TimeRange } from '#lib/core/time-range.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const eventListSchema = async () => (await import('#lib/contracts/events.ts')).EventList;

/** Events in one answer. */
const PAGE_EVENTS = 100;
/** Events come with passes; a few seconds more or less do not matter to a reader. */
const REFRESH_MS = 5_000;

/** Whose time line: the cluster's when nothing is named. */
export interface EventPlace {
  group?: string;
  topic?: string;
  broker?: number;
}

/** Events of a place, newest first, page by page. Asked anew while only the first page is open: older ones do not change. */
export function eventListOptions(clusterId: string, place: EventPlace) {
  return infiniteQueryOptions({
    queryKey: queryKeys.events(clusterId, place),
    queryFn: ({ signal, pageParam }) =>
      fetchJson(eventListSchema, apiPath('clusters', clusterId, 'events'), {
        query: { ...place, limit: PAGE_EVENTS, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.nextCursor,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : REFRESH_MS),
  });
}

/** The time line of a place. */
export function useEvents(clusterId: string, place: EventPlace) {
  return useInfiniteQuery(eventListOptions(clusterId, place));
}

/** Which events of a time range: of a place (the cluster when nothing is named) and of these kinds. */
export interface EventsQuestion {
  place: EventPlace;
  kinds: readonly EventKind[];
}

/** Events of a range read at once; of more, the newest. Charts put what is near together, so more would not be seen. */
const RANGE_EVENTS = 500;
const RANGE_REFRESH_MS = 15_000;

/** Events of a time range, newest first, kept fresh while the range moves. */
function rangeEventsOptions(clusterId: string, { place, kinds }: EventsQuestion, range: TimeRange) {
  const kind = kinds.join(',');
  return queryOptions({
    queryKey: queryKeys.events(clusterId, { ...place, kind, range: timeRangeKey(range) }),
    queryFn: ({ signal }) => {
      const { from, to } = resolveTimeRange(range, Date.now());
      const query = { ...place, kind, from: new Date(from).toISOString(), to: new Date(to).toISOString(), limit: RANGE_EVENTS };
      return fetchJson(eventListSchema, apiPath('clusters', clusterId, 'events'), { query, signal });
    },
    refetchInterval: () => {
      const every = refreshIntervalMs(range, Date.now());
      return every === null ? false : Math.max(every, RANGE_REFRESH_MS);
    },
  });
}

/** Events of a time range; undefined while they are not known. */
export function useEventsInRange(
  clusterId: string,
  question: EventsQuestion,
  range: TimeRange,
  enabled: boolean,
): ClusterEvent[] | undefined {
  return useQuery({ ...rangeEventsOptions(clusterId, question, range), enabled }).data?.data;
}
