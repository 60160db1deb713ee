import { z } from 'zod';
import { Fault, Int64String, IsoTime, PassInfo, listOf } from './common.ts';
import { ResourceDigest } from './resources.ts';

/** One directory in which a broker keeps partitions. */
export const LogDirSummary = z.object({
  path: z.string(),
  fault: Fault.nullable(),
  /** Bytes held by replicas in this directory. */
  replicaBytes: Int64String.nullable(),
  totalBytes: Int64String.nullable(),
  usableBytes: Int64String.nullable(),
});
export type LogDirSummary = z.infer<typeof LogDirSummary>;

export const BrokerSummary = z.object({
  nodeId: z.number(),
  host: z.string().nullable(),
  port: z.number().nullable(),
  rack: z.string().nullable(),
  /** `up`: in metadata and answering. `silent`: in metadata, did not answer Farol. `down`: expected (by replicas, voters, fencing or the last passes) but not in metadata. */
  state: z.enum(['up', 'silent', 'down']),
  /** Since when the state holds. */
  since: z.string(),
  fault: Fault.nullable(),
  /** When Farol asks it again; null = with the next pass, or it is up. */
  nextTryAt: IsoTime.nullable(),
  isController: z.boolean(),
  isQuorumLeader: z.boolean(),
  leaders: z.number().nullable(),
  replicas: z.number().nullable(),
  /** Replicas on this broker that are out of the ISR. */
  outOfSync: z.number().nullable(),
  /** Messages per second into the partitions it leads; null when unknown. */
  messagesInPerSecond: z.number().nullable(),
  roundTripMs: z.number().nullable(),
  logDirs: z.array(LogDirSummary).nullable(),
  replicaBytes: Int64String.nullable(),
  diskTotalBytes: Int64String.nullable(),
  diskUsableBytes: Int64String.nullable(),
  /** When the log dirs were read; null when never. */
  logDirsAt: z.string().nullable(),
});
export type BrokerSummary = z.infer<typeof BrokerSummary>;

/** A broker of the last pass with what its own source told. */
export const BrokerRow = BrokerSummary.extend({ resources: ResourceDigest });
export type BrokerRow = z.infer<typeof BrokerRow>;

export const BrokerList = listOf(BrokerRow);
export type BrokerList = z.infer<typeof BrokerList>;

/** A replica or leadership that a broker holds. */
export const BrokerPartition = z.object({
  topic: z.string(),
  partition: z.number(),
  isLeader: z.boolean(),
  inSync: z.boolean(),
  isOffline: z.boolean(),
});
export type BrokerPartition = z.infer<typeof BrokerPartition>;

export const BrokerDetail = z.object({
  broker: BrokerRow,
  pass: PassInfo.nullable(),
  partitions: z.array(BrokerPartition),
});
export type BrokerDetail = z.infer<typeof BrokerDetail>;

/** One configuration key of a broker or topic, read live. */
export const ConfigEntrySummary = z.object({
  name: z.string(),
  value: z.string().nullable(),
  source: z.string(),
  readOnly: z.boolean(),
  sensitive: z.boolean(),
  isDefault: z.boolean(),
  documentation: z.string().nullable(),
  /** Kafka's own default; null when it has none, does not tell, or the value is secret. */
  defaultValue: z.string().nullable(),
});
export type ConfigEntrySummary = z.infer<typeof ConfigEntrySummary>;

export const ConfigList = z.object({ data: z.array(ConfigEntrySummary), fault: Fault.nullable() });
export type ConfigList = z.infer<typeof ConfigList>;

/** In what the configurations of the brokers differ, read live from each. */
export const ConfigDiff = z.object({
  /** Every broker that was asked; `fault` says why one could not be compared. */
  brokers: z.array(z.object({ nodeId: z.number(), fault: Fault.nullable() })),
  /** Settings that were compared. */
  compared: z.number(),
  /** Settings that brokers keep secret, so that nobody can compare them. */
  sensitive: z.number(),
  data: z.array(
    z.object({
      name: z.string(),
      documentation: z.string().nullable(),
      /** Whether sound brokers differ in it: their number, rack, addresses and directories. */
      expected: z.boolean(),
      /** One a broker that answered. `isKnown` false: that broker has no such setting. */
      values: z.array(
        z.object({ nodeId: z.number(), isKnown: z.boolean(), value: z.string().nullable(), source: z.string().nullable() }),
      ),
    }),
  ),
});
export type ConfigDiff = z.infer<typeof ConfigDiff>;
