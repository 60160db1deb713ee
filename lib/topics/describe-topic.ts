import type { TopicPartition } from '#lib/contracts/topics.ts';
import { offsetText } from '#lib/series/offset-text.ts';
import type { TopologyEntry } from '#lib/store/snapshot/types.ts';

/** What is known of a topic's partitions besides the topology. Index = partition number; NaN, null or a missing element = unknown. */
export interface PartitionKnowledge {
  end: Float64Array;
  start: Float64Array;
  /** Messages per second. */
  rates: Float64Array;
  sizes: readonly (string | null)[];
}

/** Joins the topology of a topic with what was measured of each partition. */
export function describePartitions(topology: TopologyEntry, known: PartitionKnowledge): TopicPartition[] {
  return topology.partitions.map((entry) => {
    const rate = known.rates[entry.partition] ?? Number.NaN;
    return {
      partition: entry.partition,
      leader: entry.leader,
      leaderEpoch: entry.leaderEpoch,
      replicas: entry.replicas,
      isr: entry.isr,
      offline: entry.offline,
      fault: entry.fault,
      startOffset: offsetText(known.start[entry.partition]),
      endOffset: offsetText(known.end[entry.partition]),
      messagesInPerSecond: Number.isNaN(rate) ? null : rate,
      sizeBytes: known.sizes[entry.partition] ?? null,
    };
  });
}
