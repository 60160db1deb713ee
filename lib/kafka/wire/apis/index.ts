import type { AnyApi } from '../api.ts';
import { apiVersions } from './api-versions.ts';
import { consumerGroupDescribe } from './consumer-group-describe.ts';
import { describeCluster } from './describe-cluster.ts';
import { describeConfigs } from './describe-configs.ts';
import { describeGroups } from './describe-groups.ts';
import { describeLogDirs } from './describe-log-dirs.ts';
import { describeQuorum } from './describe-quorum.ts';
import { findCoordinator } from './find-coordinator.ts';
import { listGroups } from './list-groups.ts';
import { listOffsets } from './list-offsets.ts';
import { metadata } from './metadata.ts';
import { offsetFetch } from './offset-fetch.ts';
import { saslAuthenticate, saslHandshake } from './sasl.ts';
import { shareGroupDescribe } from './share-group-describe.ts';
import { streamsGroupDescribe } from './streams-group-describe.ts';

/** Every API in the schema. Adding one = a file beside this one and a line here. */
export const apis = {
  apiVersions,
  consumerGroupDescribe,
  describeCluster,
  describeConfigs,
  describeGroups,
  describeLogDirs,
  describeQuorum,
  findCoordinator,
  listGroups,
  listOffsets,
  metadata,
  offsetFetch,
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
