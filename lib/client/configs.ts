import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from './fetch-json.ts';

const configListSchema = async () => (await import('#lib/contracts/brokers.ts')).ConfigList;

/** Configuration is asked from the cluster itself: not on a timer, and shared for a while. */
const CONFIGS_FRESH_MS = 30_000;

/** Options of a live configuration read. */
export function configsOptions<Key extends readonly unknown[]>(queryKey: Key, path: string) {
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => fetchJson(configListSchema, path, { signal }),
    staleTime: CONFIGS_FRESH_MS,
    refetchOnWindowFocus: false,
  });
}
