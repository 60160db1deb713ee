import type { KafkaVersion } from './versions.ts';

/** Kafka's own command-line tools that `LabCluster.tool` runs, by the names of their scripts. */
export type ToolName =
  | 'kafka-acls'
  | 'kafka-broker-api-versions'
  | 'kafka-configs'
  | 'kafka-console-consumer'
  | 'kafka-console-producer'
  | 'kafka-console-share-consumer'
  | 'kafka-consumer-groups'
  | 'kafka-consumer-perf-test'
  | 'kafka-delete-records'
  | 'kafka-dump-log'
  | 'kafka-features'
  | 'kafka-get-offsets'
  | 'kafka-groups'
  | 'kafka-leader-election'
  | 'kafka-log-dirs'
  | 'kafka-metadata-quorum'
  | 'kafka-producer-perf-test'
  | 'kafka-reassign-partitions'
  | 'kafka-share-groups'
  | 'kafka-streams-groups'
  | 'kafka-topics'
  | 'kafka-transactions';

/** How one tool is run. */
export interface ToolFacts {
  mainClass: string;
  /** Option that takes the bootstrap servers; null when it takes none or reads them from its configuration file. */
  bootstrapOption: string | null;
  /** Option that takes a client properties file; null when it takes none. */
  configOption: string | null;
}

const NEW = 'org.apache.kafka.tools';
const CORE = 'kafka.admin';

const IN_4: Readonly<Record<ToolName, ToolFacts | null>> = {
  'kafka-acls': admin(`${NEW}.AclCommand`),
  'kafka-broker-api-versions': admin(`${NEW}.BrokerApiVersionsCommand`),
  'kafka-configs': admin(`${CORE}.ConfigCommand`),
  'kafka-console-consumer': admin(`${NEW}.consumer.ConsoleConsumer`),
  'kafka-console-producer': admin(`${NEW}.ConsoleProducer`),
  'kafka-console-share-consumer': admin(`${NEW}.consumer.ConsoleShareConsumer`),
  'kafka-consumer-groups': admin(`${NEW}.consumer.group.ConsumerGroupCommand`),
  'kafka-consumer-perf-test': admin(`${NEW}.ConsumerPerformance`),
  'kafka-delete-records': admin(`${NEW}.DeleteRecordsCommand`),
  'kafka-dump-log': offline(`${NEW}.DumpLogSegments`),
  'kafka-features': admin(`${NEW}.FeatureCommand`),
  'kafka-get-offsets': admin(`${NEW}.GetOffsetShell`),
  'kafka-groups': admin(`${NEW}.GroupsCommand`),
  'kafka-leader-election': admin(`${NEW}.LeaderElectionCommand`, '--admin.config'),
  'kafka-log-dirs': admin(`${NEW}.LogDirsCommand`),
  'kafka-metadata-quorum': admin(`${NEW}.MetadataQuorumCommand`),
  'kafka-producer-perf-test': admin(`${NEW}.ProducerPerformance`),
  'kafka-reassign-partitions': admin(`${NEW}.reassign.ReassignPartitionsCommand`),
  'kafka-share-groups': admin(`${NEW}.consumer.group.ShareGroupCommand`),
  'kafka-streams-groups': admin(`${NEW}.streams.StreamsGroupCommand`),
  'kafka-topics': admin(`${NEW}.TopicCommand`),
  'kafka-transactions': admin(`${NEW}.TransactionsCommand`),
};

const IN_3_9: Readonly<Record<ToolName, ToolFacts | null>> = {
  ...IN_4,
  'kafka-acls': admin(`${CORE}.AclCommand`),
  'kafka-broker-api-versions': admin(`${CORE}.BrokerApiVersionsCommand`),
  'kafka-console-consumer': admin(`${NEW}.consumer.ConsoleConsumer`, '--consumer.config'),
  'kafka-console-producer': admin('kafka.tools.ConsoleProducer', '--producer.config'),
  'kafka-console-share-consumer': null,
  'kafka-consumer-perf-test': admin(`${NEW}.ConsumerPerformance`, '--consumer.config'),
  'kafka-dump-log': offline('kafka.tools.DumpLogSegments'),
  'kafka-groups': null,
  'kafka-producer-perf-test': {
    mainClass: `${NEW}.ProducerPerformance`,
    bootstrapOption: null,
    configOption: '--producer.config',
  },
  'kafka-share-groups': null,
  'kafka-streams-groups': null,
};

const IN_2_8: Readonly<Record<ToolName, ToolFacts | null>> = {
  ...IN_3_9,
  'kafka-console-consumer': admin('kafka.tools.ConsoleConsumer', '--consumer.config'),
  'kafka-consumer-groups': admin(`${CORE}.ConsumerGroupCommand`),
  'kafka-consumer-perf-test': admin('kafka.tools.ConsumerPerformance', '--consumer.config'),
  'kafka-delete-records': admin(`${CORE}.DeleteRecordsCommand`),
  'kafka-features': admin(`${CORE}.FeatureCommand`),
  'kafka-get-offsets': { mainClass: 'kafka.tools.GetOffsetShell', bootstrapOption: '--broker-list', configOption: null },
  'kafka-leader-election': admin(`${CORE}.LeaderElectionCommand`, '--admin.config'),
  'kafka-log-dirs': admin(`${CORE}.LogDirsCommand`),
  'kafka-metadata-quorum': null,
  'kafka-producer-perf-test': null,
  'kafka-reassign-partitions': admin(`${CORE}.ReassignPartitionsCommand`),
  'kafka-topics': admin(`${CORE}.TopicCommand`),
  'kafka-transactions': null,
};

const BY_VERSION: Readonly<Record<KafkaVersion, Readonly<Record<ToolName, ToolFacts | null>>>> = {
  '4.4.0': IN_4,
  '4.3.1': IN_4,
  '3.9.2': IN_3_9,
  '2.8.2': IN_2_8,
};

/** How the tools of `version` run `name`; null when that version has no such tool. */
export function toolFacts(version: KafkaVersion, name: ToolName): ToolFacts | null {
  return BY_VERSION[version][name];
}

/** Whether `name` is one of the tools. */
export function isToolName(name: string): name is ToolName {
  return Object.hasOwn(IN_4, name);
}

function admin(mainClass: string, configOption = '--command-config'): ToolFacts {
  return { mainClass, bootstrapOption: '--bootstrap-server', configOption };
}

function offline(mainClass: string): ToolFacts {
  return { mainClass, bootstrapOption: null, configOption: null };
}
