import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { TopologyEntry } from '#lib/store/snapshot/types.ts';

/** One topic with the offsets of its partitions; index = partition number, NaN or a missing element = unknown. */
export interface TopicOffsets {
  summary: TopicSummary;
  /** null where the placement of its partitions is not known. */
  placement: TopologyEntry | null;
  end: Float64Array;
  start: Float64Array;
}

/** One group on one topic. */
export interface PairOffsets {
  group: string;
  topic: string;
  /** By partition number; NaN or a missing element = unknown or no commit. */
  committed: Float64Array;
  /** Sum of the known lags when nearly all partitions are known; NaN = unknown. */
  lag: number;
  /** Bounds of how far behind the slowest partition is, seconds; NaN = unknown. */
  secondsBehind: { lower: number; upper: number };
  messagesOutPerSecond: number;
}

/** The last pass of one cluster as far as it is offered to Prometheus. */
export interface KafkaFacts {
  clusterId: string;
  /** null before the first pass; `isFresh` false when it is too old to vouch for anything. */
  pass: { ageSeconds: number; isFresh: boolean; isComplete: boolean } | null;
  brokers: readonly BrokerSummary[];
  topics: readonly TopicOffsets[];
  groups: readonly GroupSummary[];
  pairs: readonly PairOffsets[];
  /** Whether partitions have series of their own: not above the cap. */
  perPartition: boolean;
  /** Series of partitions that were left out because of the cap. */
  hiddenSeries: number;
}
