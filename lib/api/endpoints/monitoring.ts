import { z } from 'zod';
import { AdviceAnswer, AdviceQuery } from '#lib/contracts/advice.ts';
import { BrokerDetail, BrokerList, ConfigDiff, ConfigList } from '#lib/contracts/brokers.ts';
import { Catalog } from '#lib/contracts/catalog.ts';
import { ListQuery } from '#lib/contracts/common.ts';
import { FeedQuery } from '#lib/contracts/feed.ts';
import { GroupDetail, GroupList, RecordAge } from '#lib/contracts/groups.ts';
import { LiveLine, LiveTarget } from '#lib/contracts/live.ts';
import { ClusterNames } from '#lib/contracts/names.ts';
import { ClusterOverview } from '#lib/contracts/overview.ts';
import { BrokerResources } from '#lib/contracts/resources.ts';
import { SeriesAnswer, SeriesQuery } from '#lib/contracts/series.ts';
import { TopicAcls, TopicCourses, TopicDetail, TopicList } from '#lib/contracts/topics.ts';
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
  listNames: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/names',
    tag: 'overview',
    summary: 'Names of all topics, groups and brokers as of the last pass; 304 while If-None-Match still names the same ones',
    access: 'cluster.read',
    params: ClusterParams,
    response: ClusterNames,
    versioned: true,
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
  diffBrokerConfigs: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/brokers/config-diff',
    tag: 'brokers',
    summary:
      'In what the configurations of the brokers differ, read from each now; a broker that does not answer is told by itself',
    access: 'config.read',
    params: ClusterParams,
    response: ConfigDiff,
    asksCluster: true,
  }),
  getBrokerConfigs: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/brokers/{nodeId}/configs',
    tag: 'brokers',
    summary: 'Configuration of a broker, read now',
    access: 'config.read',
    params: BrokerParams,
    response: ConfigList,
    asksCluster: true,
  }),
  getBrokerResources: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/brokers/{nodeId}/resources',
    tag: 'brokers',
    summary: 'What a broker tells of its own resources through JMX, and what it does not tell and why',
    access: 'cluster.read',
    params: BrokerParams,
    response: BrokerResources,
  }),
  readFeed: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/feed',
    tag: 'clusters',
    summary:
      'New passes as they are stored, and what they change in one list (server-sent events: pass, rows, reset); goes on after Last-Event-ID',
    access: 'cluster.read',
    params: ClusterParams,
    query: FeedQuery,
    contentType: 'text/event-stream',
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
    asksCluster: true,
  }),
  getTopicAcls: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/topics/{topic}/acls',
    tag: 'topics',
    summary: 'Rules of the authorizer that apply to a topic, read now',
    access: 'config.read',
    params: TopicParams,
    response: TopicAcls,
    asksCluster: true,
  }),
  listTopicCourses: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/topic-courses',
    tag: 'topics',
    summary: 'What history tells of the topics: growth, last message, the last hour',
    access: 'cluster.read',
    params: ClusterParams,
    response: TopicCourses,
  }),
  listAdvice: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/advice',
    tag: 'advice',
    summary: 'What could be better about the topics: findings with evidence and commands, the worst first',
    access: 'cluster.read',
    params: ClusterParams,
    query: AdviceQuery,
    response: AdviceAnswer,
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
  watchLive: defineEndpoint({
    method: 'POST',
    path: '/api/v1/clusters/{clusterId}/live',
    tag: 'live',
    summary:
      'Reads one topic or group every second for a minute, one JSON object a line; two at a time for each cluster (429 otherwise)',
    access: 'cluster.read',
    params: ClusterParams,
    body: LiveTarget,
    response: LiveLine,
    contentType: 'application/x-ndjson',
    audit: 'live.watch',
    asksCluster: true,
  }),
  getRecordAge: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/groups/{group}/partitions/{topic}/{partition}/age',
    tag: 'groups',
    summary: 'How old the next record of a group is, read from the record now',
    access: 'cluster.read',
    params: GroupParams.extend({
      topic: z.string().min(1).max(249),
      partition: z.coerce.number().int().min(0).max(2_147_483_647),
    }),
    response: RecordAge,
    asksCluster: true,
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
