import type {
  CallCost,
  Capabilities,
  ClusterDescription,
  ConfigEntry,
  CommittedColumns,
  GroupDescription,
  GroupList,
  Item,
  KafkaFault,
  LogDir,
  OffsetColumn,
  Quorum,
  Topology,
} from '#lib/kafka/admin/port.ts';

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
  groups: GroupList;
  committed: CommittedColumns;
  /** By group id; null when not due in this pass. */
  descriptions: ReadonlyMap<string, Item<GroupDescription>> | null;
  /** By broker; null when not due. */
  logDirs: ReadonlyMap<number, Item<readonly LogDir[]>> | null;
  /** null when not due or in ZooKeeper mode. */
  quorum: Item<Quorum> | null;
  /** By topic name, the topics whose configs were due; null when none were. */
  configs: ReadonlyMap<string, Item<readonly ConfigEntry[]>> | null;
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
  startOffsets: boolean;
  descriptions: 'all' | 'none' | readonly string[];
  logDirs: boolean;
  quorum: boolean;
  /** Topics whose configs to read (only the keys in `TOPIC_CONFIG_KEYS`); empty = none. */
  configs: readonly string[];
}

/** Topic configs that derivation needs. */
export const TOPIC_CONFIG_KEYS = ['min.insync.replicas', 'cleanup.policy', 'retention.ms'] as const;
