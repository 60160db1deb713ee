import type {
  CallCost,
  Capabilities,
  ClusterDescription,
  ConfigEntry,
  CommittedColumns,
  GroupDescription,
  GroupList,
  GroupListing,
  Item,
  KafkaFault,
  LogDirs,
  OffsetColumn,
  Quorum,
  SharePartition,
  Topology,
} from '#lib/kafka/admin/port.ts';
import type { LagPlan } from './plan-lag.ts';
import type { LagReadings } from './take-lag.ts';

/**
 * Everything one sampling cycle read from one cluster, as read: no derivation, errors as data.
 * Order of reading: groups, commits, then end offsets, so that lag = end − commit is ≥ 0 for healthy groups.
 */
export interface Pass {
  /** Wall time of the start, epoch ms. */
  startedAtMs: number;
  /** Monotonic time of the start, for durations and rates. */
  startedMonotonic: number;
  durationMs: number;
  capabilities: Capabilities;
  topology: Topology;
  /** null where the broker has no DescribeCluster. */
  cluster: ClusterDescription | null;
  end: OffsetColumn;
  /** null when start offsets were not due in this pass; the caller keeps the last ones. */
  start: OffsetColumn | null;
  /** null when no listing was due: commits were then read of the groups that the plan named. */
  groups: GroupList | null;
  committed: CommittedColumns;
  /** By group id; null when not due in this pass. */
  descriptions: ReadonlyMap<string, Item<GroupDescription>> | null;
  /** Progress of share groups by group id; null when not due in this pass, or when brokers cannot tell. */
  shareOffsets: ReadonlyMap<string, Item<readonly SharePartition[]>> | null;
  /** null when not due. */
  logDirs: LogDirs | null;
  /** null when not due or in ZooKeeper mode. */
  quorum: Item<Quorum> | null;
  /** By topic name, the topics whose configs were due and those still missing; null when there were none. */
  configs: ReadonlyMap<string, Item<readonly ConfigEntry[]>> | null;
  /** What was read to know lag in time better; null when nothing was due. */
  lag: LagReadings | null;
  /** What this pass cost. */
  cost: CallCost & { cpuMs: number };
}

/** A pass that could not be made at all: no bootstrap broker answered, or the credential was refused. */
export interface FailedPass {
  startedAtMs: number;
  durationMs: number;
  fault: KafkaFault;
}

/** Which slower readings are due in a pass. */
export interface PassPlan {
  /** Groups known from an earlier listing, taken as they are; null = the brokers are asked to list theirs. */
  knownGroups: readonly GroupListing[] | null;
  startOffsets: boolean;
  descriptions: 'all' | 'none' | readonly string[];
  /** Progress of all share groups. */
  shareOffsets: boolean;
  logDirs: boolean;
  quorum: boolean;
  /** Topics whose configs to read (only the keys in `TOPIC_CONFIG_KEYS`); empty = none. */
  configs: readonly string[];
  /** Topics that the last listing lacked: asked with the configs by name, since the cluster's answer tells a hidden topic from a deleted one. */
  missingTopics?: readonly string[];
  /** null = nothing. */
  lag: LagPlan | null;
}

/** Topic configs that derivation needs. */
export const TOPIC_CONFIG_KEYS = ['min.insync.replicas', 'cleanup.policy', 'retention.ms', 'retention.bytes'] as const;
