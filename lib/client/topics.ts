import { queryOptions, useQuery } from '@tanstack/react-query';
import { TopicDetail, TopicList, type TopicSummary } from '#lib/contracts/topics.ts';
import { configsOptions } from './configs.ts';
import { fetchAllPages, type WholeList } from './fetch-all-pages.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

/** All topics of a cluster as of the last pass. */
export function topicListOptions(clusterId: string) {
  return queryOptions({
    queryKey: queryKeys.topics(clusterId),
    queryFn: ({ signal }) => fetchAllPages(TopicList, apiPath('clusters', clusterId, 'topics'), signal),
    refetchInterval: refreshWithPass<WholeList<TopicSummary>>(
      (list) => list.pass,
      (list) => list.rows.length,
    ),
  });
}

/** All topics of a cluster, asked anew after each pass. */
export function useTopics(clusterId: string) {
  return useQuery(topicListOptions(clusterId));
}

/** One topic: its partitions and the groups that read it. */
export function topicOptions(clusterId: string, topic: string) {
  return queryOptions({
    queryKey: queryKeys.topic(clusterId, topic),
    queryFn: ({ signal }) => fetchJson(TopicDetail, apiPath('clusters', clusterId, 'topics', topic), { signal }),
    refetchInterval: refreshWithPass<TopicDetail>(
      (detail) => detail.pass,
      (detail) => detail.partitions.length,
    ),
  });
}

/** One topic, asked anew after each pass. */
export function useTopic(clusterId: string, topic: string) {
  return useQuery(topicOptions(clusterId, topic));
}

/** Configuration of a topic, read live from the cluster when `enabled`. */
export function useTopicConfigs(clusterId: string, topic: string, enabled = true) {
  const path = apiPath('clusters', clusterId, 'topics', topic, 'configs');
  return useQuery({ ...configsOptions(queryKeys.topicConfigs(clusterId, topic), path), enabled });
}
