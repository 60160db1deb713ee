import { apis } from '#lib/kafka/wire/apis/index.ts';

/** What a broker offers: API key → lowest and highest version. */
export type VersionMap = ReadonlyMap<number, readonly [min: number, max: number]>;

/** The releases a fake broker can pretend to be. */
export type FakeRelease = '2.8' | '3.9' | '4.3';

const {
  apiVersions,
  consumerGroupDescribe,
  createPartitions,
  createTopics,
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
} = apis;

/** Between brokers, on ZooKeeper clusters: LeaderAndIsr to ControlledShutdown. Their presence tells the mode. */
const ZOOKEEPER_KEYS: readonly (readonly [number, readonly [number, number]])[] = [
  [4, [0, 5]],
  [5, [0, 3]],
  [6, [0, 7]],
  [7, [0, 3]],
];

const COMMON: readonly (readonly [number, readonly [number, number]])[] = [
  [saslHandshake.key, [0, 1]],
  [saslAuthenticate.key, [0, 2]],
];

/** Ranges that brokers of these releases report, for the APIs of our schema. 2.8 runs on ZooKeeper, the others on KRaft. */
export const VERSION_MAPS: Record<FakeRelease, VersionMap> = {
  '2.8': new Map([
    ...COMMON,
    ...ZOOKEEPER_KEYS,
    [produce.key, [0, 9]],
    [fetch.key, [0, 12]],
    [offsetCommit.key, [0, 8]],
    [createTopics.key, [0, 7]],
    [createPartitions.key, [0, 3]],
    [apiVersions.key, [0, 3]],
    [metadata.key, [0, 11]],
    [listOffsets.key, [0, 6]],
    [findCoordinator.key, [0, 3]],
    [listGroups.key, [0, 4]],
    [describeGroups.key, [0, 5]],
    [offsetFetch.key, [0, 7]],
    [describeConfigs.key, [0, 4]],
    [describeLogDirs.key, [0, 2]],
    [describeCluster.key, [0, 0]],
    [describeProducers.key, [0, 0]],
    [offsetForLeaderEpoch.key, [0, 4]],
  ]),
  '3.9': new Map([
    ...COMMON,
    [produce.key, [0, 11]],
    [fetch.key, [0, 17]],
    [offsetCommit.key, [0, 9]],
    [createTopics.key, [0, 7]],
    [createPartitions.key, [0, 3]],
    [apiVersions.key, [0, 4]],
    [metadata.key, [0, 12]],
    [listOffsets.key, [0, 9]],
    [findCoordinator.key, [0, 6]],
    [listGroups.key, [0, 5]],
    [describeGroups.key, [0, 5]],
    [offsetFetch.key, [0, 9]],
    [describeConfigs.key, [0, 4]],
    [describeLogDirs.key, [0, 4]],
    [describeCluster.key, [0, 1]],
    [describeQuorum.key, [0, 2]],
    [consumerGroupDescribe.key, [0, 0]],
    [offsetForLeaderEpoch.key, [0, 4]],
    [describeProducers.key, [0, 0]],
    [describeTransactions.key, [0, 0]],
    [listTransactions.key, [0, 1]],
    [describeTopicPartitions.key, [0, 0]],
  ]),
  '4.3': new Map([
    ...COMMON,
    [produce.key, [0, 13]],
    [fetch.key, [4, 18]],
    [offsetCommit.key, [2, 10]],
    [createTopics.key, [2, 7]],
    [createPartitions.key, [0, 3]],
    [apiVersions.key, [0, 4]],
    [metadata.key, [0, 13]],
    [listOffsets.key, [1, 11]],
    [findCoordinator.key, [0, 6]],
    [listGroups.key, [0, 5]],
    [describeGroups.key, [0, 6]],
    [offsetFetch.key, [1, 10]],
    [describeConfigs.key, [1, 4]],
    [describeLogDirs.key, [1, 5]],
    [describeCluster.key, [0, 2]],
    [describeQuorum.key, [0, 2]],
    [consumerGroupDescribe.key, [0, 1]],
    [shareGroupDescribe.key, [1, 1]],
    [streamsGroupDescribe.key, [0, 0]],
    [offsetForLeaderEpoch.key, [2, 4]],
    [describeProducers.key, [0, 0]],
    [describeTransactions.key, [0, 0]],
    [listTransactions.key, [0, 2]],
    [describeTopicPartitions.key, [0, 0]],
    [describeShareGroupOffsets.key, [0, 1]],
  ]),
};

/** Highest level of `metadata.version` that the release supports; null on ZooKeeper. */
export const METADATA_LEVELS: Record<FakeRelease, number | null> = { '2.8': null, '3.9': 21, '4.3': 30 };
