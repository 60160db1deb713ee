import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

const clusterOverviewSchema = async () => (await import('#lib/contracts/overview.ts')).ClusterOverview;

/** The state of a cluster in its last pass. */
export function overviewOptions(clusterId: string) {
  return queryOptions({
    queryKey: queryKeys.overview(clusterId),
    queryFn: ({ signal }) => fetchJson(clusterOverviewSchema, apiPath('clusters', clusterId, 'overview'), { signal }),
    refetchInterval: refreshWithPass<ClusterOverview>((overview) => overview.pass),
  });
}

/** The state of a cluster in its last pass, asked anew after each pass. */
export function useOverview(clusterId: string) {
  return useQuery(overviewOptions(clusterId));
}
