import type { Topology } from '#lib/kafka/admin/port.ts';
import type { PartitionColumns } from './carry-partitions.ts';

/** A rate over some members and how many of them are known. */
export interface RateSum {
  value: number;
  known: number;
  total: number;
}

/** Messages per second appended, summed. */
export interface DerivedThroughput {
  byTopic: RateSum[];
  /** By leader's node id. */
  byBroker: Map<number, RateSum>;
  cluster: RateSum;
  /** Busiest partition number of each topic with its rate; null when no rate is known or nothing was appended. */
  hottest: ({ partition: number; rate: number } | null)[];
  /** Σ (end − start) of each topic where both are known: offsets, not messages. */
  held: { value: bigint; known: number }[];
}

export interface ThroughputInput {
  topology: Topology;
  columns: PartitionColumns;
  rateIn: Float64Array;
  end: Float64Array;
  endWide: ReadonlyMap<number, bigint>;
  start: Float64Array;
  startWide: ReadonlyMap<number, bigint>;
}

/** Sums partition rates by topic, by leader and for the cluster, each with what it covers. */
export function deriveThroughput(input: ThroughputInput): DerivedThroughput {
  const { topology, columns, rateIn } = input;
  const byBroker = new Map<number, RateSum>(topology.brokers.map((node) => [node.nodeId, zero()]));
  const result: DerivedThroughput = { byTopic: [], byBroker, cluster: zero(), hottest: [], held: [] };
  for (const topic of topology.topics) {
    const sum = zero();
    const held = { value: 0n, known: 0 };
    let hottest: { partition: number; rate: number } | null = null;
    let heldNumber = 0;
    for (let i = 0; i < topic.partitions.length; i++) {
      const index = topic.base + i;
      const rate = rateIn[index] ?? NaN;
      const broker = byBroker.get(columns.leaderOf[index] ?? -1);
      sum.total++;
      if (broker !== undefined) broker.total++;
      if (!Number.isNaN(rate)) {
        sum.known++;
        sum.value += rate;
        if (broker !== undefined) {
          broker.known++;
          broker.value += rate;
        }
        if (rate > (hottest?.rate ?? 0)) hottest = { partition: topic.partitions[i]?.partition ?? i, rate };
      }
      const span = (input.end[index] ?? NaN) - (input.start[index] ?? NaN);
      if (Number.isNaN(span)) continue;
      held.known++;
      const endWide = input.endWide.get(index);
      if (endWide === undefined) heldNumber += span;
      else held.value += endWide - (input.startWide.get(index) ?? BigInt(input.start[index] ?? 0));
    }
    held.value += BigInt(heldNumber);
    result.byTopic.push(sum);
    result.hottest.push(hottest);
    result.held.push(held);
    result.cluster.value += sum.value;
    result.cluster.known += sum.known;
    result.cluster.total += sum.total;
  }
  return result;
}

function zero(): RateSum {
  return { value: 0, known: 0, total: 0 };
}
