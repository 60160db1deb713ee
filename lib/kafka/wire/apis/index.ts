import type { AnyApi } from '../api.ts';
import { apiVersions } from './api-versions.ts';
import { consumerGroupDescribe } from './consumer-group-describe.ts';
import { createPartitions } from './create-partitions.ts';
import { createTopics } from './create-topics.ts';
import { describeAcls } from './describe-acls.ts';
import { describeCluster } from './describe-cluster.ts';
import { describeConfigs } from './describe-configs.ts';
import { describeGroups } from './describe-groups.ts';
import { describeLogDirs } from './describe-log-dirs.ts';
import { describeProducers } from './describe-producers.ts';
import { describeQuorum } from './describe-quorum.ts';
import { describeShareGroupOffsets } from './describe-share-group-offsets.ts';
import { describeTopicPartitions } from './describe-topic-partitions.ts';
import { describeTransactions } from './describe-transactions.ts';
import { fetch } from './fetch.ts';
import { findCoordinator } from './find-coordinator.ts';
import { listGroups } from './list-groups.ts';
import { listOffsets } from './list-offsets.ts';
import { listTransactions } from './list-transactions.ts';
import { metadata } from './metadata.ts';
import { offsetCommit } from './offset-commit.ts';
import { offsetFetch } from './offset-fetch.ts';
import { offsetForLeaderEpoch } from './offset-for-leader-epoch.ts';
import { produce } from './produce.ts';
import { saslAuthenticate, saslHandshake } from './sasl.ts';
import { shareGroupDescribe } from './share-group-describe.ts';
import { streamsGroupDescribe } from './streams-group-describe.ts';

/** Every API in the schema. Adding one = a file beside this one and a line here. */
export const apis = {
  apiVersions,
  consumerGroupDescribe,
  createPartitions,
  createTopics,
  describeAcls,
  describeCluster,
  describeConfigs,
  describeGroups,
  describeLogDirs,
  describeProducers,
  describeQuorum,
  describeShareGroupOffsets,
  describeTopicPartitions,
  describeTransactions,
  fetch,
  findCoordinator,
  listGroups,
  listOffsets,
  listTransactions,
  metadata,
  offsetCommit,
  offsetFetch,
  offsetForLeaderEpoch,
  produce,
  saslAuthenticate,
  saslHandshake,
  shareGroupDescribe,
  streamsGroupDescribe,
};

const nameByKey = new Map<number, string>(Object.values<AnyApi>(apis).map((api) => [api.key, api.name]));

/** The API's name, for counters and messages; `Api<key>` when the schema lacks it. */
export function apiName(key: number): string {
  return nameByKey.get(key) ?? `Api${key}`;
}
