import { z } from 'zod';
import { DiskAnswer } from '#lib/contracts/disk.ts';
import { QuorumAnswer } from '#lib/contracts/quorum.ts';
import { TopicProducers, TransactionsAnswer } from '#lib/contracts/transactions.ts';
import { ZookeeperAnswer } from '#lib/contracts/zookeeper.ts';
import { ClusterParams } from './clusters.ts';
import { defineEndpoint } from './define.ts';

/** Disks, quorum, ZooKeeper and transactions of a cluster. All but `producers` come from what is stored. */
export const CLUSTER_STATE_ENDPOINTS = {
  getDisk: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/disk',
    tag: 'disk',
    summary: 'Use of every disk, when it will be full, and the topics that fill it',
    access: 'cluster.read',
    params: ClusterParams,
    response: DiskAnswer,
  }),
  getQuorum: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/quorum',
    tag: 'quorum',
    summary: 'The metadata quorum: leader, voters, observers, how far each is behind, and the margin',
    access: 'cluster.read',
    params: ClusterParams,
    response: QuorumAnswer,
  }),
  getZookeeper: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/zookeeper',
    tag: 'zookeeper',
    summary: 'The ZooKeeper ensemble of a cluster in that mode',
    access: 'cluster.read',
    params: ClusterParams,
    response: ZookeeperAnswer,
  }),
  getTransactions: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/transactions',
    tag: 'transactions',
    summary: 'Transactions that have been open for more than ten seconds, hanging ones first',
    access: 'cluster.read',
    params: ClusterParams,
    response: TransactionsAnswer,
  }),
  getTopicProducers: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/topics/{topic}/producers',
    tag: 'transactions',
    summary: 'Producers that the leaders of a topic remember, read now',
    access: 'cluster.read',
    params: ClusterParams.extend({ topic: z.string().min(1).max(249) }),
    response: TopicProducers,
    asksCluster: true,
  }),
} as const;
