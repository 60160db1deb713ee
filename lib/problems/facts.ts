import type { Fault } from '#lib/contracts/common.ts';
import type { CanaryFact } from './canary-problems.ts';
import type { VerdictCode, VerdictReason } from '#lib/contracts/verdict.ts';

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
  /** Wall ms at which Farol asks it again; absent or null = with the next pass. */
  nextTryMs?: number | null;
  /** Replicas it holds or should hold. */
  replicas: number;
  /** Partitions that have one of their replicas out of sync on it, or no leader because of it. */
  hit: NamedCount;
}

/** A broker whose answers have taken far longer than usual for several passes. */
export interface SlowBrokerFact {
  nodeId: number;
  /** Milliseconds, as last known. */
  roundTripMs: number;
  /** Its own usual before, milliseconds. */
  usualMs: number;
  /** Median of the other brokers in the same pass, milliseconds; null when it has no peers. */
  peersMs: number | null;
  /** Wall ms of the first slow pass. */
  sinceMs: number;
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
  /** The verdict on it, where it is more than OK; null otherwise. */
  verdict: VerdictFact | null;
  /** Seconds until retention takes the first message it has not read; absent or null = not known, or never. */
  headroomSeconds?: number | null;
}

/** A verdict, as far as problems are concerned. */
export interface VerdictFact {
  code: VerdictCode;
  reason: VerdictReason | null;
  sinceMs: number;
  /** The numbers it rests on, by name. */
  evidence: Readonly<Record<string, number>>;
  /** The partitions it is about. */
  named: NamedCount;
}

/** One disk of one broker; only disks whose size is known are listed. */
export interface DiskFact {
  nodeId: number;
  path: string;
  /** Share in use, 0..1. */
  usedShare: number;
}

/** When a disk will be full; only disks that grow are listed. */
export interface DiskForecastFact {
  nodeId: number;
  path: string;
  /** Days until full at the present growth. */
  days: number;
  /** The same at the slowest growth that fits the history. */
  daysAtMost: number;
}

/** How well the metadata quorum stands. */
export interface QuorumFact {
  voters: number;
  majority: number;
  /** null when the leader does not tell who has caught up. */
  caughtUp: number | null;
  /** Voters caught up beyond the majority; null when not known. */
  margin: number | null;
  /** Voters that are known not to have caught up. */
  notCaughtUp: readonly number[];
  /** Members behind by a known time; brokers that are down are not among the observers here. */
  behind: readonly { nodeId: number; role: 'voter' | 'observer'; lagMs: number }[];
}

/** The ZooKeeper ensemble, as far as Farol asks it. */
export interface ZookeeperFact {
  servers: number;
  /** false when every server that answers says that it does not serve; null when none answers. */
  hasQuorum: boolean | null;
  down: readonly { server: string; fault: Fault }[];
  /** Servers with many requests waiting over several readings. */
  overloaded: readonly { server: string; outstanding: number }[];
}

/** Transactions that do not end. */
export interface TransactionFact {
  hanging: number;
  /** Partitions that they hold back. */
  partitions: NamedCount;
  /** One of them in a sentence; empty when there is none. */
  example: string;
}

/** One pass, as far as problems are concerned. */
export interface ProblemFacts {
  /** Wall ms of the pass. */
  nowMs: number;
  brokers: readonly BrokerFact[];
  slowBrokers?: readonly SlowBrokerFact[];
  partitions: {
    offline: NamedCount;
    /** Out of sync for another reason than a broker that is down or silent: those are told with the broker. */
    underReplicated: NamedCount;
    /** null while min.insync.replicas is not known. */
    underMinIsr: NamedCount | null;
    /** Partitions whose log became shorter in this pass, and by how much. */
    truncated: NamedCount & { lostOffsets: bigint };
  };
  /** Topics that the cluster no longer shows to this credential though it had before. */
  hiddenTopics?: readonly string[];
  /** Topics whose metadata came with an error. */
  topics: readonly { name: string; fault: Fault }[];
  groups: readonly GroupFact[];
  /** Brokers whose list of groups could not be read. */
  unlistedBy: readonly number[];
  logDirs: readonly { nodeId: number; path: string; fault: Fault }[];
  /** null in ZooKeeper mode, or when it is not known. */
  quorum: { leaderId: number | null; fault: Fault | null } | null;
  /** What was not read in this pass, so that no problem about it counts as resolved. Absent = everything was read. */
  unread?: {
    /** Groups whose commits, or some of whose end offsets, are unknown. */
    groups: ReadonlySet<string>;
    /** Every group that this pass knows of, read or not. Absent = none was asked for. */
    listedGroups?: ReadonlySet<string>;
    /** Brokers whose log dirs are unknown. */
    logDirsOf: ReadonlySet<number>;
  };
  /** Absent or null in ZooKeeper mode (then `quorum` is null too), or when the quorum could not be read. */
  quorumHealth?: QuorumFact | null;
  disks?: readonly DiskFact[];
  diskForecasts?: readonly DiskForecastFact[];
  /** null when no ensemble is asked; absent while it was not read lately. */
  zookeeper?: ZookeeperFact | null;
  /** null where brokers cannot list them; absent while they were not read lately. */
  transactions?: TransactionFact | null;
  /** Readings the credential may not make: the Kafka operation and the error. */
  refused: readonly { reading: string; fault: Fault }[];
  /** Absent while the canary is off. */
  canary?: CanaryFact;
}
