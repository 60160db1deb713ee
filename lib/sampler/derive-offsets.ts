import type { OffsetColumn, Topology } from '#lib/kafka/admin/port.ts';
import { carryColumn, carryMap, carryWide, type PartitionColumns } from './carry-partitions.ts';

/** After so many equal refusals a smaller end offset at the same leader epoch is believed: the log really is shorter. */
const STALE_ANSWERS_BEFORE_BELIEF = 3;

/** What is remembered of the offsets of one cluster between passes. Dense columns in the order of `topology`. */
export interface OffsetMemory {
  topology: Topology;
  /** Last known end offset; NaN = never known. */
  end: Float64Array;
  endWide: Map<number, bigint>;
  /** Monotonic ms of the answer that gave `end`. */
  endAt: Float64Array;
  /** Leader epoch under which `end` was read; -1 unknown. */
  endEpoch: Int32Array;
  /** Consecutive answers refused as stale. */
  refused: Uint8Array;
  /** Last known start offset; NaN = never known. */
  start: Float64Array;
  startWide: Map<number, bigint>;
}

/** A partition whose log became shorter under a newer leader: messages may be lost. */
export interface Truncation {
  index: number;
  lostOffsets: bigint;
}

/** Offsets of one pass, judged. NaN = unknown in this pass. */
export interface DerivedOffsets {
  end: Float64Array;
  endWide: Map<number, bigint>;
  /** Start offsets, the last known ones where they were not due. */
  start: Float64Array;
  startWide: Map<number, bigint>;
  /** Messages per second appended since the last known end. */
  rateIn: Float64Array;
  truncations: Truncation[];
  memory: OffsetMemory;
}

export interface OffsetInput {
  topology: Topology;
  columns: PartitionColumns;
  end: OffsetColumn;
  start: OffsetColumn | null;
  /** null on the first pass. */
  memory: OffsetMemory | null;
  /** No rate over a longer gap than this, milliseconds. */
  maxGapMs: number;
}

/**
 * Judges the offsets of one pass against the last ones: a smaller end at the same leader epoch is the answer of a stale leader and is refused; under a newer epoch it is a truncation.
 * Rates use the monotonic times of each broker's own answers.
 */
export function deriveOffsets(input: OffsetInput): DerivedOffsets {
  const { topology, columns, end: answer } = input;
  const count = topology.partitionCount;
  const memory = carryMemory(input.memory, topology);
  const end = new Float64Array(count).fill(NaN);
  const endWide = new Map<number, bigint>();
  const rateIn = new Float64Array(count).fill(NaN);
  const truncations: Truncation[] = [];
  const answerTime = answerTimes(answer.answeredAtByBroker);

  for (let i = 0; i < count; i++) {
    const value = answer.values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    const before = memory.end[i] ?? NaN;
    const at = answerTime(columns.leaderOf[i] ?? -1);
    const epoch = columns.epochOf[i] ?? -1;
    const wide = answer.wide.get(i);
    const grown = difference(value, wide, before, memory.endWide.get(i));

    if (grown < 0) {
      const sameEpoch = epoch === (memory.endEpoch[i] ?? -1);
      const refused = (memory.refused[i] ?? 0) + 1;
      if (sameEpoch && refused < STALE_ANSWERS_BEFORE_BELIEF) {
        memory.refused[i] = refused;
        continue;
      }
      if (sameEpoch || epoch > (memory.endEpoch[i] ?? -1)) {
        truncations.push({ index: i, lostOffsets: exact(before, memory.endWide.get(i)) - exact(value, wide) });
      }
    } else if (!Number.isNaN(grown)) {
      const elapsed = at - (memory.endAt[i] ?? NaN);
      if (elapsed > 0 && elapsed <= input.maxGapMs) rateIn[i] = (grown * 1000) / elapsed;
    }
    end[i] = value;
    memory.end[i] = value;
    memory.endAt[i] = at;
    memory.endEpoch[i] = epoch;
    memory.refused[i] = 0;
    if (wide === undefined) memory.endWide.delete(i);
    else {
      endWide.set(i, wide);
      memory.endWide.set(i, wide);
    }
  }
  takeStart(memory, input.start);
  return { end, endWide, start: memory.start, startWide: memory.startWide, rateIn, truncations, memory };
}

/** Start offsets only move forward in Farol's eyes as far as answers tell: an unanswered one keeps its last value. */
function takeStart(memory: OffsetMemory, start: OffsetColumn | null): void {
  if (start === null) return;
  for (let i = 0; i < memory.start.length; i++) {
    const value = start.values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    memory.start[i] = value;
    const wide = start.wide.get(i);
    if (wide === undefined) memory.startWide.delete(i);
    else memory.startWide.set(i, wide);
  }
}

function carryMemory(memory: OffsetMemory | null, topology: Topology): OffsetMemory {
  const count = topology.partitionCount;
  if (memory === null) {
    return {
      topology,
      end: new Float64Array(count).fill(NaN),
      endWide: new Map(),
      endAt: new Float64Array(count).fill(NaN),
      endEpoch: new Int32Array(count).fill(-1),
      refused: new Uint8Array(count),
      start: new Float64Array(count).fill(NaN),
      startWide: new Map(),
    };
  }
  const map = carryMap(memory.topology, topology);
  return {
    topology,
    end: carryColumn(memory.end, map, new Float64Array(count), NaN),
    endWide: carryWide(memory.endWide, map),
    endAt: carryColumn(memory.endAt, map, new Float64Array(count), NaN),
    endEpoch: carryColumn(memory.endEpoch, map, new Int32Array(count), -1),
    refused: carryColumn(memory.refused, map, new Uint8Array(count), 0),
    start: carryColumn(memory.start, map, new Float64Array(count), NaN),
    startWide: carryWide(memory.startWide, map),
  };
}

/** `a − b`, exact when either lies beyond 2^53; NaN when either is unknown. */
export function difference(a: number, aWide: bigint | undefined, b: number, bWide: bigint | undefined): number {
  if (aWide === undefined && bWide === undefined) return a - b;
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  return Number(exact(a, aWide) - exact(b, bWide));
}

/** The exact value of a number that may have an exact twin. Not for NaN. */
export function exact(value: number, wide: bigint | undefined): bigint {
  return wide ?? BigInt(value);
}

/** When a broker answered; for one not listed (the request was sent to a newer leader) the last answer of all. */
export function answerTimes(byBroker: ReadonlyMap<number, number>): (nodeId: number) => number {
  const latest = byBroker.size === 0 ? NaN : Math.max(...byBroker.values());
  let lastNode = -2;
  let lastTime = NaN;
  return (nodeId) => {
    if (nodeId !== lastNode) {
      lastNode = nodeId;
      lastTime = byBroker.get(nodeId) ?? latest;
    }
    return lastTime;
  };
}
