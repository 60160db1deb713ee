import { queryOptions, useQueries, type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { ClusterNames } from '#lib/contracts/names.ts';
import { apiPath, fetchUnlessSame, fetchVersioned, type Versioned } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const namesSchema = async () => (await import('#lib/contracts/names.ts')).ClusterNames;

/** Names move slowly; a list this young is searched as it is. */
const FRESH_MS = 30_000;

/** Names of what a cluster holds. Asked again, they are sent again only if one came or went. */
function namesOptions(client: QueryClient, clusterId: string) {
  const queryKey = queryKeys.names(clusterId);
  const path = apiPath('clusters', clusterId, 'names');
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<Versioned<ClusterNames>> => {
      const known = client.getQueryData<Versioned<ClusterNames>>(queryKey);
      if (known === undefined || known.version === null) return fetchVersioned(namesSchema, path, { signal });
      return (await fetchUnlessSame(namesSchema, path, known.version, signal)) ?? known;
    },
    staleTime: FRESH_MS,
    // Forty thousand strings need no comparing one by one: the version tells whether they are the same.
    structuralSharing: false,
  });
}

/** Names of several clusters, in the order given; `data` of one is undefined until it is there. */
export function useNames(clusterIds: readonly string[]) {
  const client = useQueryClient();
  return useQueries({ queries: clusterIds.map((clusterId) => namesOptions(client, clusterId)) });
}
