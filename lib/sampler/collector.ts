import type { LookupFunction } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { ClusterMeasuring } from '#lib/core/measuring.ts';
import type { CallCost, Capabilities, KafkaAdmin, KafkaConnection, Topology } from '#lib/kafka/admin/port.ts';
import type { ProblemFacts } from '#lib/problems/facts.ts';
import type { Database } from '#lib/store/database.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import type { DerivedBroker } from './derive-brokers.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { OwnerReading } from './sampled-values.ts';
import type { TopicConfig } from './topic-configs.ts';

/** What the last successful pass saw, for those who read beside the passes. Topology and maps are the pass's own: do not change them. */
export interface LatestPass {
  /** Wall ms of its start. */
  startedAtMs: number;
  capabilities: Capabilities;
  topology: Topology;
  brokers: ReadonlyMap<number, DerivedBroker>;
  /** By topic name. */
  configs: ReadonlyMap<string, TopicConfig>;
}

/** What a collector is given of the cluster it reads. */
export interface CollectorContext {
  db: Pick<Database, 'pool'>;
  cluster: { key: number; id: string };
  connection: KafkaConnection;
  /** The sampler's own client: its requests count as the sampler's. */
  admin: KafkaAdmin;
  measuring: ClusterMeasuring;
  lease: Pick<LeaseKeeper, 'fence'>;
  clock: Clock;
  logger: Logger;
  lookup?: LookupFunction;
  /** null before the first pass. */
  latest(): LatestPass | null;
  /** More was sent to the cluster than its budget allows: what can wait must. Ask before each reading. */
  isOverBudget(): boolean;
}

/** What a collector adds to a pass: values to be stored, parts of "now", and facts for the problem rules. */
export interface Contribution {
  values: readonly OwnerReading[];
  parts: Partial<SnapshotParts>;
  facts: Partial<ProblemFacts>;
}

/** Reads something of one cluster beside the passes, at its own pace, while this sampler holds the lease. */
export interface Collector {
  /** For log lines. */
  name: string;
  /** Reads until `ended`. Never rejects for what a cluster, a source or the database does. */
  run(ended: AbortSignal): Promise<void>;
  /**
   * What is to be stored with the pass that was just taken (or failed). Called once a pass and must not wait.
   * A reading that comes every few passes is given with each of them while it is fresh (up to three of its own intervals), so that a chart has no holes; then it is unknown.
   */
  contribute(nowMs: number): Contribution;
  /** What its own connections to Kafka have cost since it was made; absent when it has none. */
  cost?(): Pick<CallCost, 'requests' | 'bytesOut' | 'bytesIn'>;
}

/** Makes the collector of one cluster; null when there is nothing to collect. */
export type CollectorFactory = (context: CollectorContext) => Collector | null;
