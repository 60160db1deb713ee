import { queryOptions, useQuery } from '@tanstack/react-query';
import type { TopicDetail, TopicSummary } from '#lib/contracts/topics.ts';
import { configsOptions } from './configs.ts';
import { fetchAllPages, type WholeList } from './fetch-all-pages.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

const topicDetailSchema = async () => (await import('#lib/contracts/topics.ts')).TopicDetail;
const topicListSchema = async () => (await import('#lib/contracts/topics.ts')).TopicList;
const topicCoursesSchema = async () => (await import('#lib/contracts/topics.ts')).TopicCourses;
const topicAclsSchema = async () => (await import('#lib/contracts/topics.ts')).TopicAcls;

/** All topics of a cluster as of the last pass. */
export function topicListOptions(clusterId: string) {
  return queryOptions({
    queryKey: queryKeys.topics(clusterId),
    queryFn: ({ signal }) => fetchAllPages(topicListSchema, apiPath('clusters', clusterId, 'topics'), signal),
    refetchInterval: refreshWithPass<WholeList<TopicSummary>>(
      (list) => list.pass,
      (list) => list.rows.length,
    ),
  });
}

/** Every topic of a cluster however many there are, for exports; read once, page by page. */
export async function fetchEveryTopic(
  clusterId: string,
  signal: AbortSignal,
  onProgress: (loaded: number, total: number) => void,
): Promise<TopicSummary[]> {
  const list = await fetchAllPages(topicListSchema, apiPath('clusters', clusterId, 'topics'), signal, {
    rowsMax: Infinity,
    onProgress,
  });
  return list.rows;
}

/** All topics of a cluster, asked anew after each pass. */
export function useTopics(clusterId: string) {
  return useQuery(topicListOptions(clusterId));
}

/** History is drawn by minutes. */
const COURSES_REFRESH_MS = 60_000;

/** Growth, last message and last hour of the topics of a cluster, from stored history. */
export function useTopicCourses(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.topicCourses(clusterId),
    queryFn: ({ signal }) => fetchJson(topicCoursesSchema, apiPath('clusters', clusterId, 'topic-courses'), { signal }),
    refetchInterval: COURSES_REFRESH_MS,
  });
}

/** One topic: its partitions and the groups that read it. */
export function topicOptions(clusterId: string, topic: string) {
  return queryOptions({
    queryKey: queryKeys.topic(clusterId, topic),
    queryFn: ({ signal }) => fetchJson(topicDetailSchema, apiPath('clusters', clusterId, 'topics', topic), { signal }),
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

/** Rules of the authorizer for a topic, read live from the cluster. */
export function useTopicAcls(clusterId: string, topic: string) {
  return useQuery({
    queryKey: queryKeys.topicAcls(clusterId, topic),
    queryFn: ({ signal }) => fetchJson(topicAclsSchema, apiPath('clusters', clusterId, 'topics', topic, 'acls'), { signal }),
  });
}
