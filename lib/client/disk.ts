import { useQuery } from '@tanstack/react-query';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const diskAnswerSchema = async () => (await import('#lib/contracts/disk.ts')).DiskAnswer;

/** Directories are read once a minute; a person should not wait for another. */
const REFRESH_MS = 15_000;

/** Disks of a cluster as last read, and when they will be full. */
export function useDisk(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.disk(clusterId),
    queryFn: ({ signal }) => fetchJson(diskAnswerSchema, apiPath('clusters', clusterId, 'disk'), { signal }),
    refetchInterval: REFRESH_MS,
  });
}
