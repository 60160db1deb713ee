import type { Item, LogDirs, Topology } from '#lib/kafka/admin/port.ts';
import { carryColumn } from './carry-partitions.ts';
import { readDirs, type DirsReading } from './read-dirs.ts';

/** Sizes older than this are unknown: three intervals of the slowest cadence of reading. Beyond the budget they may not be read for long. */
const KEPT_MS = 900_000;

/** Disk use as last read. */
export interface SizeMemory {
  /** Bytes of the leader replica of each partition; NaN = not known. */
  leaderBytes: Float64Array;
  /** Bytes per second by which each grew between the last two readings; negative when retention took more away. NaN = not known. */
  growth: Float64Array;
  /** Monotonic ms of the last reading; null = never. */
  readAt: number | null;
  /** Last reading of each broker with its wall time; a broker that failed keeps no old figures. */
  brokers: ReadonlyMap<number, { readAtMs: number; item: Item<DirsReading> }>;
}

export interface SizeInput {
  topology: Topology;
  /** null when not due in this pass. */
  logDirs: LogDirs | null;
  previous: SizeMemory | null;
  carry: Int32Array | null;
  /** Monotonic and wall milliseconds of the pass. */
  now: number;
  nowMs: number;
}

/** Takes the sizes of a pass, or carries the last ones. Replicas still being moved in do not count as the partition's size. */
export function deriveSizes(input: SizeInput): SizeMemory {
  const { topology, logDirs, previous, carry } = input;
  const column = () => new Float64Array(topology.partitionCount).fill(NaN);
  const before = previous === null ? column() : carryColumn(previous.leaderBytes, carry, column(), NaN);
  if (logDirs === null) {
    if (previous?.readAt == null || input.now - previous.readAt > KEPT_MS)
      return { leaderBytes: column(), growth: column(), readAt: null, brokers: new Map() };
    return { ...previous, leaderBytes: before, growth: carryColumn(previous.growth, carry, column(), NaN) };
  }
  const { leaderBytes } = logDirs;
  const seconds = previous?.readAt == null ? NaN : (input.now - previous.readAt) / 1000;
  return {
    leaderBytes,
    // Unknown on either side, or no time between: NaN or infinite, and infinite is not known either.
    growth: leaderBytes.map((bytes, i) => (seconds > 0 ? (bytes - (before[i] ?? NaN)) / seconds : NaN)),
    readAt: input.now,
    brokers: new Map([...logDirs.brokers].map(([nodeId, item]) => [nodeId, { readAtMs: input.nowMs, item: readDirs(item) }])),
  };
}
