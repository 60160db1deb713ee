import { z } from 'zod';
import { BrokerDetail, BrokerList, ConfigList } from '#lib/contracts/brokers.ts';
import { Catalog } from '#lib/contracts/catalog.ts';
import { ListQuery } from '#lib/contracts/common.ts';
import { GroupDetail, GroupList } from '#lib/contracts/groups.ts';
import { ClusterOverview } from '#lib/contracts/overview.ts';
import { SeriesAnswer, SeriesQuery } from '#lib/contracts/series.ts';
import { TopicDetail, TopicList } from '#lib/contracts/topics.ts';
import { ClusterParams } from './clusters.ts';
import { defineEndpoint } from './define.ts';

const BrokerParams = ClusterParams.extend({ nodeId: z.coerce.number().int().min(0).max(2_147_483_647) });
const TopicParams = ClusterParams.extend({ topic: z.string().min(1).max(249) });
/** Kafka bounds a group id by its 16-bit length; 300 characters leave room for every id seen in the field. */
const GroupParams = ClusterParams.extend({ group: z.string().max(300) });

/** What Farol sees of a cluster. Lists and details come from stored passes; `configs` asks the cluster live. */
export const MONITORING_ENDPOINTS = {
  getOverview: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/overview',
    tag: 'overview',
    summary: 'The state of a cluster in its last pass, problems first',
    access: 'cluster.read',
    params: ClusterParams,
    response: ClusterOverview,
  }),
  listBrokers: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/brokers',
    tag: 'brokers',
    summary: 'Brokers that are there or ought to be',
    access: 'cluster.read',
    params: ClusterParams,
    query: ListQuery,
    response: BrokerList,
  }),
  getBroker: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/brokers/{nodeId}',
    tag: 'brokers',
    summary: 'One broker and the partitions it holds',
    access: 'cluster.read',
    params: BrokerParams,
    response: BrokerDetail,
  }),
  getBrokerConfigs: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/brokers/{nodeId}/configs',
    tag: 'brokers',
    summary: 'Configuration of a broker, read now',
    access: 'config.read',
    params: BrokerParams,
    response: ConfigList,
  }),
  listTopics: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/topics',
    tag: 'topics',
    summary: 'Topics as of the last pass',
    access: 'cluster.read',
    params: ClusterParams,
    query: ListQuery,
    response: TopicList,
  }),
  getTopic: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/topics/{topic}',
    tag: 'topics',
    summary: 'One topic: its partitions and the groups that read it',
    access: 'cluster.read',
    params: TopicParams,
    response: TopicDetail,
  }),
  getTopicConfigs: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/topics/{topic}/configs',
    tag: 'topics',
    summary: 'Configuration of a topic, read now',
    access: 'config.read',
    params: TopicParams,
    response: ConfigList,
  }),
  listGroups: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/groups',
    tag: 'groups',
    summary: 'Groups as of the last pass',
    access: 'cluster.read',
    params: ClusterParams,
    query: ListQuery,
    response: GroupList,
  }),
  getGroup: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/groups/{group}',
    tag: 'groups',
    summary: 'One group: offsets and lag per partition, and its members',
    access: 'cluster.read',
    params: GroupParams,
    response: GroupDetail,
  }),
  readSeries: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/series',
    tag: 'series',
    summary: 'Stored values over time, on a bucket grid; null where unknown',
    access: 'cluster.read',
    params: ClusterParams,
    query: SeriesQuery,
    response: SeriesAnswer,
  }),
  getCatalog: defineEndpoint({
    method: 'GET',
    path: '/api/v1/catalog',
    tag: 'catalog',
    summary: 'Every metric: unit, owner, source',
    access: 'catalog.read',
    response: Catalog,
  }),
} as const;
