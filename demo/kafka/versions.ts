/** Kafka versions the lab can run. 4.3.1 is the default. */
export type KafkaVersion = '4.3.1' | '4.4.0' | '3.9.2' | '2.8.2';

/** Where a cluster keeps its metadata: its own raft quorum, or ZooKeeper. */
export type ClusterMode = 'kraft' | 'zookeeper';

/** What differs between the versions. */
export interface VersionFacts {
  version: KafkaVersion;
  /** Modes this version can run in; the first is its default. */
  modes: readonly [ClusterMode, ...ClusterMode[]];
  /** Version whose jars hold the command-line tools. 4.4.0 published none, so 4.3.1's look at its clusters. */
  toolsVersion: KafkaVersion;
  /** Which generation of log4j reads the logging configuration. */
  logging: 'log4j' | 'log4j2';
  /** Whether its jars hold Jetty, without which ZooKeeper has no admin server. */
  zookeeperAdmin: boolean;
}

const VERSIONS: readonly VersionFacts[] = [
  { version: '4.3.1', modes: ['kraft'], toolsVersion: '4.3.1', logging: 'log4j2', zookeeperAdmin: false },
  { version: '4.4.0', modes: ['kraft'], toolsVersion: '4.3.1', logging: 'log4j2', zookeeperAdmin: false },
  { version: '3.9.2', modes: ['kraft', 'zookeeper'], toolsVersion: '3.9.2', logging: 'log4j', zookeeperAdmin: true },
  { version: '2.8.2', modes: ['zookeeper'], toolsVersion: '2.8.2', logging: 'log4j', zookeeperAdmin: false },
];

/** The versions in the order in which a list should show them, default first. */
export const KAFKA_VERSIONS: readonly KafkaVersion[] = VERSIONS.map((facts) => facts.version);

/** The facts about `version`, or null when the lab does not run it. */
export function versionFacts(version: string): VersionFacts | null {
  return VERSIONS.find((facts) => facts.version === version) ?? null;
}
