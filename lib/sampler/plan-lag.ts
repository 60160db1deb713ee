import type { Topology } from '#lib/kafka/admin/port.ts';
import type { LagMemory } from './lag-memory.ts';
import type { LagWants, LogPlace } from './lag-wants.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far back each rung of the ladder looks. */
export const LADDER_MS: readonly number[] = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
  7 * 24 * HOUR_MS,
];

/** Partitions that one leader is asked about in one pass: one request, and far below 500 look-ups a second. */
const RUNG_PER_LEADER = 200;
/** Partitions looked at to choose a rung: several times what one pass can ask for. */
const LOOKED_AT = 5_000;
/** Single records are read no more often than this. */
const RECORDS_EVERY_MS = 30_000;

/** What the next pass reads for the sake of lag. Indexes are those of `topology`. */
export interface LagPlan {
  topology: Topology;
  rung: { step: number; wanted: Uint32Array } | null;
  records: readonly LogPlace[];
  /** Requests that the records may take, all leaders together. */
  recordRequests: number;
  /** Partitions whose last stable offset is read; `all`; null = none. */
  stable: Uint32Array | 'all' | null;
}

export interface LagPlanInput {
  memory: LagMemory;
  /** What the last pass missed; null before the first. */
  wants: LagWants | null;
  leaderOf: Int32Array;
  nowMs: number;
  /** When records were last read, wall ms; null = never. */
  recordsAtMs: number | null;
  stable: 'all' | 'known' | 'none';
  /** Requests that this pass may spend on rungs and records, so that it stays in its budget. */
  spareRequests: number;
}

/** Chooses the next rung and the records to read. One rung a pass; at most as many leaders as there are requests to spare. null = nothing. */
export function planLag(input: LagPlanInput): LagPlan | null {
  const { memory, wants, spareRequests } = input;
  if (memory.topology === null) return null;
  const stable = stableOf(input);
  const rung = wants === null || spareRequests <= 0 ? null : nextRung(input, wants.beyond);
  const left = spareRequests - (rung === null ? 0 : new Set(Array.from(rung.wanted, (p) => input.leaderOf[p] ?? -1)).size);
  const isDue = input.recordsAtMs === null || input.nowMs - input.recordsAtMs >= RECORDS_EVERY_MS;
  const records = wants === null || !isDue ? [] : ofFewLeaders(wants.places, left, (place) => input.leaderOf[place.index] ?? -1);
  if (rung === null && records.length === 0 && stable === null) return null;
  return { topology: memory.topology, rung, records, recordRequests: Math.max(0, left), stable };
}

function stableOf({ stable, memory }: LagPlanInput): LagPlan['stable'] {
  if (stable !== 'known') return stable === 'all' ? 'all' : null;
  return memory.openTransactions.size === 0 ? null : Uint32Array.from(memory.openTransactions.keys());
}

/** The rung that most of the partitions need next: the nearest one that lies before everything known of them. */
function nextRung({ memory, leaderOf, nowMs, spareRequests }: LagPlanInput, beyond: readonly number[]): LagPlan['rung'] {
  const byStep = LADDER_MS.map((): number[] => []);
  // Another start each time, so that partitions of a broker that does not answer do not keep the others waiting.
  const start = beyond.length === 0 ? 0 : Math.floor(nowMs / 1_000) % beyond.length;
  for (let i = 0; i < Math.min(beyond.length, LOOKED_AT); i++) {
    const p = beyond[(start + i) % beyond.length] ?? -1;
    const step = stepOf(memory, p, nowMs);
    if (step >= 0) byStep[step]?.push(p);
  }
  let step = 0;
  for (let i = 1; i < byStep.length; i++) if ((byStep[i]?.length ?? 0) > (byStep[step]?.length ?? 0)) step = i;
  const partitions = byStep[step] ?? [];
  if (partitions.length === 0) return null;
  const perLeader = new Map<number, number>();
  const taken = ofFewLeaders(partitions, spareRequests, (p) => leaderOf[p] ?? -1).filter((p) => {
    const leader = leaderOf[p] ?? -1;
    const asked = perLeader.get(leader) ?? 0;
    perLeader.set(leader, asked + 1);
    return asked < RUNG_PER_LEADER;
  });
  return taken.length === 0 ? null : { step, wanted: Uint32Array.from(taken) };
}

function stepOf(memory: LagMemory, p: number, nowMs: number): number {
  const knownMs = memory.crossings.oldestMs(p);
  const asked = memory.rungs[p] ?? 0;
  return LADDER_MS.findIndex((backMs, step) => (asked & (1 << step)) === 0 && nowMs - backMs < knownMs);
}

/** Items of at most so many leaders: each costs a request. Those without a leader are left out. */
function ofFewLeaders<T>(items: readonly T[], leadersMax: number, leaderOf: (item: T) => number): T[] {
  const leaders = new Set<number>();
  return items.filter((item) => {
    const leader = leaderOf(item);
    if (leader < 0) return false;
    if (!leaders.has(leader) && leaders.size >= leadersMax) return false;
    leaders.add(leader);
    return true;
  });
}
