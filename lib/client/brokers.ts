import { queryOptions, useQuery } from '@tanstack/react-query';
import type { BrokerDetail, BrokerRow } from '#lib/contracts/brokers.ts';
import type { BrokerResources } from '#lib/contracts/resources.ts';
import { configsOptions } from './configs.ts';
import { fetchAllPages, type WholeList } from './fetch-all-pages.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

const brokerDetailSchema = async () => (await import('#lib/contracts/brokers.ts')).BrokerDetail;
const brokerListSchema = async () => (await import('#lib/contracts/brokers.ts')).BrokerList;
const brokerResourcesSchema = async () => (await import('#lib/contracts/resources.ts')).BrokerResources;
const configDiffSchema = async () => (await import('#lib/contracts/brokers.ts')).ConfigDiff;

/** Every broker is asked for all its settings: rarely. */
const CONFIG_DIFF_FRESH_MS = 60_000;

/** All brokers of a cluster as of the last pass. */
export function brokerListOptions(clusterId: string) {
  return queryOptions({
    queryKey: queryKeys.brokers(clusterId),
    queryFn: ({ signal }) => fetchAllPages(brokerListSchema, apiPath('clusters', clusterId, 'brokers'), signal),
    refetchInterval: refreshWithPass<WholeList<BrokerRow>>((list) => list.pass),
  });
}

/** All brokers of a cluster, asked anew after each pass. */
export function useBrokers(clusterId: string) {
  return useQuery(brokerListOptions(clusterId));
}

/** One broker and the partitions it holds. */
export function brokerOptions(clusterId: string, nodeId: number) {
  return queryOptions({
    queryKey: queryKeys.broker(clusterId, nodeId),
    queryFn: ({ signal }) => fetchJson(brokerDetailSchema, apiPath('clusters', clusterId, 'brokers', nodeId), { signal }),
    refetchInterval: refreshWithPass<BrokerDetail>(
      (detail) => detail.pass,
      (detail) => detail.partitions.length,
    ),
  });
}

/** One broker, asked anew after each pass. */
export function useBroker(clusterId: string, nodeId: number) {
  return useQuery(brokerOptions(clusterId, nodeId));
}

/** What a broker tells of its own resources, asked anew after each pass. */
export function useBrokerResources(clusterId: string, nodeId: number) {
  return useQuery({
    queryKey: queryKeys.brokerResources(clusterId, nodeId),
    queryFn: ({ signal }) =>
      fetchJson(brokerResourcesSchema, apiPath('clusters', clusterId, 'brokers', nodeId, 'resources'), { signal }),
    refetchInterval: refreshWithPass<BrokerResources>((resources) => resources.pass),
  });
}

/** Configuration of a broker, read live from the cluster when `enabled`. */
export function useBrokerConfigs(clusterId: string, nodeId: number, enabled = true) {
  const path = apiPath('clusters', clusterId, 'brokers', nodeId, 'configs');
  return useQuery({ ...configsOptions(queryKeys.brokerConfigs(clusterId, nodeId), path), enabled });
}

/** In what the brokers' configurations differ, read live from each of them; not on a timer. */
export function useBrokerConfigDiff(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.brokerConfigDiff(clusterId),
    queryFn: ({ signal }) => fetchJson(configDiffSchema, apiPath('clusters', clusterId, 'brokers', 'config-diff'), { signal }),
    staleTime: CONFIG_DIFF_FRESH_MS,
    refetchOnWindowFocus: false,
  });
}
