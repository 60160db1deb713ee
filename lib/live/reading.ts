import type { LiveLine } from '#lib/contracts/live.ts';
import type { BrokerOutcome, CallOptions, KafkaAdmin, KafkaFault, OffsetColumn, Topology } from '#lib/kafka/admin/port.ts';

/** Rows of one reading at most: more would neither fit a page nor arrive in a second. */
export const ROWS_MAX = 1_000;

/** What one reading gave: the line without what every line has, and what it cost. */
export interface Reading {
  line:
    | Omit<Extract<LiveLine, { type: 'topic' }>, 'secondsLeft' | 'requests'>
    | Omit<Extract<LiveLine, { type: 'group' }>, 'secondsLeft' | 'requests'>;
  requests: number;
  /** Something of it was not where the topology says: read the topology again. */
  isMoved: boolean;
}

/** Reads one thing again and again; remembers what rates need. Rejects with a `LiveGap` when nothing of it could be read in time. */
export interface LiveReader {
  read(admin: KafkaAdmin, topology: Topology, options: CallOptions): Promise<Reading>;
}

/** A reading that did not come: a gap, not a queue. */
export class LiveGap extends Error {
  readonly fault: KafkaFault;
  readonly requests: number;
  readonly isMoved: boolean;

  constructor(fault: KafkaFault, requests: number) {
    super(fault.message);
    this.name = 'LiveGap';
    this.fault = fault;
    this.requests = requests;
    this.isMoved = fault.code !== 'BROKER_TIMEOUT';
  }
}

/** One offset of a column, exact at any size; null when unknown. */
export function offsetAt(column: OffsetColumn, index: number): bigint | null {
  const value = column.values[index] ?? Number.NaN;
  return Number.isNaN(value) ? null : (column.wide.get(index) ?? BigInt(value));
}

/** Requests that a call made. */
export function requestsOf(brokers: readonly BrokerOutcome[]): number {
  return brokers.reduce((sum, broker) => sum + broker.requests, 0);
}

/** The first fault of a call; null when everybody answered. */
export function faultOf(brokers: readonly BrokerOutcome[]): KafkaFault | null {
  return brokers.find((broker) => broker.fault !== null)?.fault ?? null;
}

/** The partition at a dense index, by halving: topics lie in the order of their bases. undefined when there is none. */
export function partitionAt(
  topology: Topology,
  index: number,
): { topic: string; partition: number; leader: number | null } | undefined {
  let low = 0;
  let high = topology.topics.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const topic = topology.topics[middle];
    if (topic !== undefined && topic.base + topic.partitions.length <= index) low = middle + 1;
    else high = middle;
  }
  const topic = topology.topics[low];
  const partition = topic?.partitions[index - topic.base];
  return topic === undefined || partition === undefined
    ? undefined
    : { topic: topic.name, partition: partition.partition, leader: partition.leader };
}
