import type { Fault } from '#lib/contracts/common.ts';

/** Some partitions by name (`topic-3`) and how many there are in all. */
export interface NamedCount {
  count: number;
  /** At most 20. */
  names: readonly string[];
}

/** What the rules need to know of one broker. */
export interface BrokerFact {
  nodeId: number;
  state: 'up' | 'silent' | 'down';
  /** Why it is not up; null when it is. */
  fault: Fault | null;
  /** Replicas it holds or should hold. */
  replicas: number;
  /** Partitions that have one of their replicas out of sync on it, or no leader because of it. */
  hit: NamedCount;
}

/** What the rules need to know of one group; only groups with something to say are listed. */
export interface GroupFact {
  groupId: string;
  /** Why its commits or state could not be read; null when they were. */
  fault: Fault | null;
  /** Partitions whose commit lies before the log start. */
  lost: NamedCount;
  /** Partitions whose commit has been beyond the end for more than one pass. */
  ahead: NamedCount;
  /** Set when it has had no members for a while and its lag grows. */
  abandoned: { lag: bigint; sinceMs: number } | null;
}

/** One pass, as far as problems are concerned. */
export interface ProblemFacts {
  /** Wall ms of the pass. */
  nowMs: number;
  brokers: readonly BrokerFact[];
  partitions: {
    offline: NamedCount;
    /** Out of sync for another reason than a broker that is down or silent: those are told with the broker. */
    underReplicated: NamedCount;
    /** null while min.insync.replicas is not known. */
    underMinIsr: NamedCount | null;
    /** Partitions whose log became shorter in this pass, and by how much. */
    truncated: NamedCount & { lostOffsets: bigint };
  };
  /** Topics whose metadata came with an error. */
  topics: readonly { name: string; fault: Fault }[];
  groups: readonly GroupFact[];
  /** Brokers whose list of groups could not be read. */
  unlistedBy: readonly number[];
  logDirs: readonly { nodeId: number; path: string; fault: Fault }[];
  /** null in ZooKeeper mode, or when it is not known. */
  quorum: { leaderId: number | null; fault: Fault | null } | null;
  /** Readings the credential may not make: the Kafka operation and the error. */
  refused: readonly { reading: string; fault: Fault }[];
}
