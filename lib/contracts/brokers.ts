import { z } from 'zod';
import { Fault, Int64String, PassInfo, listOf } from './common.ts';

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

export const BrokerList = listOf(BrokerSummary);
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
  broker: BrokerSummary,
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
});
export type ConfigEntrySummary = z.infer<typeof ConfigEntrySummary>;

export const ConfigList = z.object({ data: z.array(ConfigEntrySummary), fault: Fault.nullable() });
export type ConfigList = z.infer<typeof ConfigList>;
