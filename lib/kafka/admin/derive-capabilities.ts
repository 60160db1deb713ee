import type { BrokerVersions } from '../transport/broker-versions.ts';
import type { AnyApi } from '../wire/api.ts';
import { describeCluster } from '../wire/apis/describe-cluster.ts';
import { describeLogDirs } from '../wire/apis/describe-log-dirs.ts';
import { describeProducers } from '../wire/apis/describe-producers.ts';
import { describeQuorum } from '../wire/apis/describe-quorum.ts';
import { describeShareGroupOffsets } from '../wire/apis/describe-share-group-offsets.ts';
import { describeTopicPartitions } from '../wire/apis/describe-topic-partitions.ts';
import { listGroups } from '../wire/apis/list-groups.ts';
import { listTransactions } from '../wire/apis/list-transactions.ts';
import { offsetFetch } from '../wire/apis/offset-fetch.ts';
import { chooseVersion } from '../wire/choose-version.ts';
import { isKraft, kafkaRelease } from './kafka-version.ts';
import type { Capabilities, Capability } from './port.ts';

const SUPPORTED: Capability = { supported: true, reason: null };

/** A thing is supported when every broker we know of offers the API from this version on: during a rolling upgrade the oldest decides. */
function needs(brokers: readonly BrokerVersions[], api: AnyApi, version: number, what: string, release: string): Capability {
  const everywhere = brokers.every((broker) => (chooseVersion(api, broker.ranges.get(api.key)) ?? -1) >= version);
  return everywhere ? SUPPORTED : { supported: false, reason: `${what} needs Kafka ${release} or later on every broker` };
}

function numeric(release: string): number {
  const [major = '0', minor = '0'] = release.split(/[.–]/);
  return Number(major) * 1000 + Number(minor);
}

/** The oldest release among the brokers; null when one of them cannot be told. */
function oldestRelease(brokers: readonly BrokerVersions[]): string | null {
  let oldest: string | null = null;
  for (const broker of brokers) {
    const release = kafkaRelease(broker);
    if (release === null) return null;
    if (oldest === null || numeric(release) < numeric(oldest)) oldest = release;
  }
  return oldest;
}

/** What can be asked of a cluster, from what its brokers (at least one) said of themselves. */
export function deriveCapabilities(brokers: readonly BrokerVersions[]): Capabilities {
  const kraft = brokers.length > 0 && brokers.every(isKraft);
  return {
    mode: kraft ? 'kraft' : 'zookeeper',
    version: oldestRelease(brokers),
    describeQuorum: kraft
      ? needs(brokers, describeQuorum, 0, 'The quorum', '3.0 in KRaft mode')
      : { supported: false, reason: 'The cluster runs on ZooKeeper, which has no KRaft quorum' },
    describeCluster: needs(brokers, describeCluster, 0, 'The description of the cluster', '2.8'),
    logDirSpace: needs(brokers, describeLogDirs, 4, 'Free and total disk space', '3.3'),
    groupKinds: needs(brokers, listGroups, 5, 'The kind of each group', '3.8'),
    batchedOffsetFetch: needs(brokers, offsetFetch, 8, 'Reading the commits of many groups at once', '3.0'),
    shareGroupOffsets: needs(brokers, describeShareGroupOffsets, 0, 'The progress of share groups', '4.1'),
    listTransactions: needs(brokers, listTransactions, 0, 'The list of transactions', '3.0'),
    describeProducers: needs(brokers, describeProducers, 0, 'The producers of a partition', '2.8'),
    describeTopicPartitions: kraft
      ? needs(brokers, describeTopicPartitions, 0, 'Eligible replicas', '3.8 in KRaft mode')
      : { supported: false, reason: 'The cluster runs on ZooKeeper, which knows no eligible replicas' },
  };
}
