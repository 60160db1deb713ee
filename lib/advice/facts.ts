import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { VerdictCode } from '#lib/contracts/verdict.ts';
import type { TopicCourse } from '#lib/series/topic-course.ts';

/** What is known of one topic, for the rules. A part that is null is not known, and rules that need it say nothing. */
export interface TopicFacts {
  topic: TopicSummary;
  /** null = its history was not read, or there is none. */
  course: TopicCourse | null;
  /** Messages by partition over a window; null = not counted. */
  shares: PartitionShares | null;
  /** null = the topology is not known. */
  placement: Placement | null;
  groups: readonly GroupFacts[];
}

/** Messages that each partition got over a window. */
export interface PartitionShares {
  spanSeconds: number;
  /** By partition number; every one is known. */
  messages: readonly number[];
}

/** Where the replicas of a topic lie. */
export interface Placement {
  partitions: readonly { partition: number; leader: number | null; replicas: readonly number[] }[];
}

/** A group that committed offsets on the topic. */
export interface GroupFacts {
  groupId: string;
  /** How it does on this topic; null = not judged. */
  verdict: VerdictCode | null;
  /** Messages per second written to the partitions it reads, and read by it; null = not known. */
  inRate: number | null;
  outRate: number | null;
  secondsBehind: number | null;
  /** Until retention takes what it has not read; null = not known, or never. */
  headroomSeconds: number | null;
  /** null = not known. */
  members: number | null;
  /** Members without any partition. null = not known. */
  idleMembers: number | null;
  /** Members that hold a partition of this topic; null = not known. */
  membersHere: number | null;
  /** Whether this is the topic with the most partitions among those it reads: idle members are told there, once. */
  isWidestTopic: boolean;
}

/** What the rules know of the cluster. */
export interface ClusterFacts {
  /** Brokers that are there, with the replicas each holds (null = not known). */
  brokers: readonly { nodeId: number; replicas: number | null }[];
  /** Start of the last pass, epoch ms. */
  passMs: number;
}
