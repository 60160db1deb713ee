import { queryOptions, useQuery } from '@tanstack/react-query';
import type { GroupDetail, GroupSummary } from '#lib/contracts/groups.ts';
import { fetchAllPages, type WholeList } from './fetch-all-pages.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

const groupDetailSchema = async () => (await import('#lib/contracts/groups.ts')).GroupDetail;
const groupListSchema = async () => (await import('#lib/contracts/groups.ts')).GroupList;
const recordAgeSchema = async () => (await import('#lib/contracts/groups.ts')).RecordAge;

/** An age that was read grows old: when nobody shows it any more it is soon forgotten. */
const AGE_KEPT_MS = 60_000;

/** All groups of a cluster as of the last pass. */
export function groupListOptions(clusterId: string) {
  return queryOptions({
    queryKey: queryKeys.groups(clusterId),
    queryFn: ({ signal }) => fetchAllPages(groupListSchema, apiPath('clusters', clusterId, 'groups'), signal),
    refetchInterval: refreshWithPass<WholeList<GroupSummary>>(
      (list) => list.pass,
      (list) => list.rows.length,
    ),
  });
}

/** Every group of a cluster however many there are, for exports; read once, page by page. */
export async function fetchEveryGroup(
  clusterId: string,
  signal: AbortSignal,
  onProgress: (loaded: number, total: number) => void,
): Promise<GroupSummary[]> {
  const list = await fetchAllPages(groupListSchema, apiPath('clusters', clusterId, 'groups'), signal, {
    rowsMax: Infinity,
    onProgress,
  });
  return list.rows;
}

/** All groups of a cluster, asked anew after each pass. */
export function useGroups(clusterId: string) {
  return useQuery(groupListOptions(clusterId));
}

/** One group: offsets and lag per partition, and its members. */
export function groupOptions(clusterId: string, group: string) {
  return queryOptions({
    queryKey: queryKeys.group(clusterId, group),
    queryFn: ({ signal }) => fetchJson(groupDetailSchema, apiPath('clusters', clusterId, 'groups', group), { signal }),
    refetchInterval: refreshWithPass<GroupDetail>(
      (detail) => detail.pass,
      (detail) => detail.partitions.length,
    ),
  });
}

/** One group, asked anew after each pass. */
export function useGroup(clusterId: string, group: string) {
  return useQuery(groupOptions(clusterId, group));
}

/** The exact age of a group's next message on one partition. Read from the cluster itself, so only when a person asks (`refetch`), and kept while the page is open. */
export function useRecordAge(clusterId: string, group: string, topic: string, partition: number) {
  return useQuery({
    queryKey: queryKeys.recordAge(clusterId, group, topic, partition),
    queryFn: ({ signal }) =>
      fetchJson(recordAgeSchema, apiPath('clusters', clusterId, 'groups', group, 'partitions', topic, partition, 'age'), {
        signal,
      }),
    enabled: false,
    retry: false,
    gcTime: AGE_KEPT_MS,
  });
}
