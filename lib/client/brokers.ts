import { queryOptions, useQuery } from '@tanstack/react-query';
import { BrokerDetail, BrokerList, type BrokerSummary } from '#lib/contracts/brokers.ts';
import { configsOptions } from './configs.ts';
import { fetchAllPages, type WholeList } from './fetch-all-pages.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

/** All brokers of a cluster as of the last pass. */
export function brokerListOptions(clusterId: string) {
  return queryOptions({
    queryKey: queryKeys.brokers(clusterId),
    queryFn: ({ signal }) => fetchAllPages(BrokerList, apiPath('clusters', clusterId, 'brokers'), signal),
    refetchInterval: refreshWithPass<WholeList<BrokerSummary>>((list) => list.pass),
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
    queryFn: ({ signal }) => fetchJson(BrokerDetail, apiPath('clusters', clusterId, 'brokers', nodeId), { signal }),
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

/** Configuration of a broker, read live from the cluster when `enabled`. */
export function useBrokerConfigs(clusterId: string, nodeId: number, enabled = true) {
  const path = apiPath('clusters', clusterId, 'brokers', nodeId, 'configs');
  return useQuery({ ...configsOptions(queryKeys.brokerConfigs(clusterId, nodeId), path), enabled });
}
