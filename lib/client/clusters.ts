import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ClusterCreate, ClusterInput, ConnectionTestStep } from '#lib/contracts/clusters.ts';
import { apiPath, fetchJson, fetchLines } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { untilNextPassMs } from './refresh.ts';

const clusterListSchema = async () => (await import('#lib/contracts/clusters.ts')).ClusterList;
const clusterPlanSchema = async () => (await import('#lib/contracts/clusters.ts')).ClusterPlan;
const clusterSummarySchema = async () => (await import('#lib/contracts/clusters.ts')).ClusterSummary;
const connectionTestStepSchema = async () => (await import('#lib/contracts/clusters.ts')).ConnectionTestStep;

/** The fleet moves slower than its pages, so that many open tabs cost little. */
const FLEET_SHORTEST_MS = 3_000;
const FLEET_AFTER_ERROR_MS = 15_000;

/** All clusters Farol watches. */
export function clusterListOptions() {
  return queryOptions({
    queryKey: queryKeys.clusters(),
    queryFn: ({ signal }) => fetchJson(clusterListSchema, apiPath('clusters'), { signal }),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return FLEET_AFTER_ERROR_MS;
      const waits = (state.data?.data ?? []).filter((cluster) => cluster.enabled).map((cluster) => untilNextPassMs(cluster.pass));
      return Math.max(FLEET_SHORTEST_MS, Math.min(FLEET_AFTER_ERROR_MS, ...waits));
    },
  });
}

/** All clusters Farol watches, kept fresh. */
export function useClusters() {
  return useQuery(clusterListOptions());
}

/** Tries a connection; yields each step as it happens. Stores nothing. */
export function testCluster(input: ClusterInput, signal: AbortSignal): AsyncGenerator<ConnectionTestStep, void, undefined> {
  return fetchLines(connectionTestStepSchema, apiPath('clusters', 'test'), { method: 'POST', body: input, signal });
}

/** What adding a cluster would store. Stores nothing. */
export function usePlanCluster() {
  return useMutation({
    mutationFn: (input: ClusterInput) =>
      fetchJson(clusterPlanSchema, apiPath('clusters', 'plan'), { method: 'POST', body: input }),
  });
}

/** Adds a cluster as planned. Refused with `conflict` when the plan no longer holds. */
export function useCreateCluster() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ClusterCreate) => fetchJson(clusterSummarySchema, apiPath('clusters'), { method: 'POST', body: input }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.clusters(), exact: true }),
  });
}
