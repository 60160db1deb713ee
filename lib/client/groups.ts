import { queryOptions, useQuery } from '@tanstack/react-query';
import { GroupDetail, GroupList, type GroupSummary } from '#lib/contracts/groups.ts';
import { fetchAllPages, type WholeList } from './fetch-all-pages.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

/** All groups of a cluster as of the last pass. */
export function groupListOptions(clusterId: string) {
  return queryOptions({
    queryKey: queryKeys.groups(clusterId),
    queryFn: ({ signal }) => fetchAllPages(GroupList, apiPath('clusters', clusterId, 'groups'), signal),
    refetchInterval: refreshWithPass<WholeList<GroupSummary>>(
      (list) => list.pass,
      (list) => list.rows.length,
    ),
  });
}

/** All groups of a cluster, asked anew after each pass. */
export function useGroups(clusterId: string) {
  return useQuery(groupListOptions(clusterId));
}

/** One group: offsets and lag per partition, and its members. */
export function groupOptions(clusterId: string, group: string) {
  return queryOptions({
    queryKey: queryKeys.group(clusterId, group),
    queryFn: ({ signal }) => fetchJson(GroupDetail, apiPath('clusters', clusterId, 'groups', group), { signal }),
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
