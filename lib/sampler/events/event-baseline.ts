import type { GroupKind, PartitionTopology } from '#lib/kafka/admin/port.ts';
import type { BrokerState } from '../derive-brokers.ts';
import type { TopicConfig } from '../topic-configs.ts';

/** A topic as last seen. */
export interface TopicBaseline {
  topicId: string | null;
  /** The id before the last recreation: a broker that lags behind may still name it. */
  formerId: string | null;
  /** Newest state of each partition; empty while metadata could not tell. */
  partitions: readonly PartitionTopology[];
  /** Answers in a row that lacked it; 0 = seen in the last pass. */
  misses: number;
}

/** A member as last described, by `memberKey`. */
export interface MemberBaseline {
  memberId: string;
  clientId: string;
  host: string;
}

/** A group as last known. Whatever a pass could not tell stays as it was. */
export interface GroupBaseline {
  kind: GroupKind;
  /** null = never known. */
  coordinator: number | null;
  /** Kafka's state name; null = never known. */
  state: string | null;
  /** A rebalance that was seen and has not ended; `epoch` is the assignment's before it. */
  rebalance: { sinceMs: number; epoch: number | null } | null;
  /** What changes with every assignment: its epoch, or for classic groups a fingerprint of who holds what. null = not known. */
  assignment: string | null;
  epoch: number | null;
  /** A rebalance has ended whose new assignment was not read yet: it is no second one. */
  isSettling: boolean;
  /** null = never described. */
  members: ReadonlyMap<string, MemberBaseline> | null;
}

/** Where groups have ever been listed: a group that shows up elsewhere may have been there all along. */
export interface ListingReach {
  /** Partitions of `__consumer_offsets` whose leader answered. */
  partitions: ReadonlySet<number>;
  brokers: ReadonlySet<number>;
}

/** What is known of a cluster when a pass begins, against which events are told. Everything in it was seen; nothing is guessed. */
export interface EventBaseline {
  /** Wall ms of the start of the pass that saw it. */
  seenAtMs: number;
  topics: ReadonlyMap<string, TopicBaseline>;
  /** Last readable configuration by topic name. */
  configs: ReadonlyMap<string, Pick<TopicConfig, 'topicId' | 'minInsyncReplicas' | 'cleanupPolicy' | 'retentionMs'>>;
  brokers: ReadonlyMap<number, BrokerState>;
  controller: { nodeId: number; epoch: number | null } | null;
  /** By broker, by path: whether the directory is offline. */
  logDirs: ReadonlyMap<number, ReadonlyMap<string, boolean>>;
  groups: ReadonlyMap<string, GroupBaseline>;
  reach: ListingReach;
  /** Events that the time line can take now: see `spareAfter`. */
  spare: number;
}

/** What stays the same when a member comes back: the static name where it has one. */
export function memberKey(member: { memberId: string; instanceId: string | null }): string {
  return member.instanceId === null ? `m ${member.memberId}` : `i ${member.instanceId}`;
}

const REBALANCING: ReadonlySet<string> = new Set(['PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling']);

/** Whether a state means that partitions are being shared out anew. */
export function isRebalancing(state: string): boolean {
  return REBALANCING.has(state);
}
