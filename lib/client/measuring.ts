import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MeasuringPatch, MeasuringTest } from '#lib/contracts/measuring.ts';
import { apiPath, fetchJson, fetchVersioned } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

/** A cluster seldom moves. */
const ZONE_STALE_MS = 600_000;

const measuringSchema = async () => (await import('#lib/contracts/measuring.ts')).Measuring;
const measuringTestResultSchema = async () => (await import('#lib/contracts/measuring.ts')).MeasuringTestResult;

/** What is measured of a cluster, with the version that an edit must send back. Not asked anew by itself: a form stands on it. */
export function useMeasuring(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.measuring(clusterId),
    queryFn: ({ signal }) => fetchVersioned(measuringSchema, apiPath('clusters', clusterId, 'measuring'), { signal }),
    refetchOnWindowFocus: false,
    staleTime: 0,
  });
}

/** The zone that a cluster's people set for it; null = none, or not known yet. Asked only where a reader wants it. */
export function useClusterZone(clusterId: string | null): string | null {
  const { data } = useQuery({
    queryKey: queryKeys.measuring(clusterId ?? ''),
    queryFn: ({ signal }) => fetchVersioned(measuringSchema, apiPath('clusters', clusterId ?? '', 'measuring'), { signal }),
    enabled: clusterId !== null,
    refetchOnWindowFocus: false,
    staleTime: ZONE_STALE_MS,
  });
  return data?.value.timeZone ?? null;
}

/** Changes what is measured, if nobody changed it since `version` was read; else it rejects with `precondition`. */
export function useUpdateMeasuring(clusterId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ patch, version }: { patch: MeasuringPatch; version: string }) =>
      fetchVersioned(measuringSchema, apiPath('clusters', clusterId, 'measuring'), {
        method: 'PATCH',
        body: patch,
        headers: { 'if-match': version },
      }),
    onSuccess: async (answer) => {
      client.setQueryData(queryKeys.measuring(clusterId), answer);
      await client.invalidateQueries({ queryKey: queryKeys.canary(clusterId) });
    },
  });
}

/** Tries a source of resources on every broker; stores nothing. */
export function useTestMeasuring(clusterId: string) {
  return useMutation({
    mutationFn: (body: MeasuringTest) =>
      fetchJson(measuringTestResultSchema, apiPath('clusters', clusterId, 'measuring', 'test'), { method: 'POST', body }),
  });
}
