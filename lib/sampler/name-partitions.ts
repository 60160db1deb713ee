import type { Verdict, VerdictCode } from '#lib/contracts/verdict.ts';
import type { OddState } from '#lib/contracts/groups.ts';
import type { Topology } from '#lib/kafka/admin/port.ts';
import type { GroupTrack } from '#lib/lag/group-track.ts';
import { STANDING } from '#lib/lag/judge-partition.ts';
import type { GroupRows } from './group-rows.ts';
import type { LagMemory } from './lag-memory.ts';

/** Partitions named with a verdict. */
const NAMED_MAX = 20;
/** Partitions in a state of their own that one group may list. */
const ODD_MAX = 200;

/** A partition of a group in a state that offsets alone do not tell. */
export interface OddPartition {
  topic: string;
  partition: number;
  state: OddState;
}

export interface NameInput {
  topology: Topology;
  topicOf: Int32Array;
  /** Pair of each topic of this group. */
  pairOfTopic: Int32Array;
  end: Float64Array;
}

/** Standings that a verdict is about; absent = every partition that is behind. */
const ABOUT: Partial<Record<VerdictCode, number>> = {
  LOST: STANDING.lost,
  REWIND: STANDING.rewind,
  STOPPED: STANDING.stuck,
  SLOW: STANDING.slow,
  UNKNOWN: STANDING.ahead,
};

/** For each pair of one group from `fromPair` on: the partitions that its verdict is about, the furthest behind first. One loop over the rows. */
export function namePartitions(
  input: NameInput,
  track: GroupTrack,
  fromPair: number,
  codes: readonly VerdictCode[],
): Pick<Verdict, 'partitions' | 'partitionsTotal'>[] {
  const isTold = (code: VerdictCode | undefined) => code === 'GROWING' || (code !== undefined && ABOUT[code] !== undefined);
  const found = codes.map(() => new Furthest());
  if (codes.some(isTold)) {
    for (let row = 0; row < track.partitions.length; row++) {
      const p = track.partitions[row] ?? -1;
      if (p < 0) continue;
      const at = (input.pairOfTopic[input.topicOf[p] ?? 0] ?? 0) - fromPair;
      const code = codes[at];
      if (code === undefined || !isTold(code)) continue;
      const lag = (input.end[p] ?? NaN) - (track.commit[row] ?? NaN);
      const about = ABOUT[code];
      if (about === undefined ? lag > 0 : track.standing[row] === about) found[at]?.add(p, lag);
    }
  }
  return found.map((furthest) => ({
    partitionsTotal: furthest.total,
    partitions: furthest.partitions.map((p) => placeOf(input, p)),
  }));
}

/** The partitions furthest behind, without an object for each that is looked at. */
class Furthest {
  total = 0;
  /** Furthest first, with their lags beside. */
  readonly partitions: number[] = [];
  readonly #lags: number[] = [];

  add(p: number, lag: number): void {
    this.total++;
    let at = this.partitions.length;
    if (at === NAMED_MAX && lag <= (this.#lags[at - 1] ?? 0)) return;
    if (at === NAMED_MAX) at--;
    while (at > 0 && lag > (this.#lags[at - 1] ?? 0)) {
      this.partitions[at] = this.partitions[at - 1] ?? 0;
      this.#lags[at] = this.#lags[at - 1] ?? 0;
      at--;
    }
    this.partitions[at] = p;
    this.#lags[at] = lag;
  }
}

/** Partitions of a group that were recreated, truncated, set back, or have only transaction markers left to read. */
export function oddPartitions(input: NameInput, memory: LagMemory, track: GroupTrack, rows: GroupRows): OddPartition[] {
  if (track.rewinds.size + track.orphans.size + memory.truncated.size + memory.trailing.size === 0) return [];
  const odd: OddPartition[] = [];
  for (let row = 0; row < rows.partitions.length && odd.length < ODD_MAX; row++) {
    const p = rows.partitions[row] ?? -1;
    const commit = rows.offsets[row] ?? NaN;
    const end = input.end[p] ?? NaN;
    if (p < 0 || Number.isNaN(commit)) continue;
    const state = oddState(memory, track, p, commit, end);
    if (state !== null) odd.push({ ...placeOf(input, p), state });
  }
  return odd;
}

function oddState(memory: LagMemory, track: GroupTrack, p: number, commit: number, end: number): OddState | null {
  const orphan = track.orphans.get(p);
  if (orphan !== undefined) {
    // The commit still stands where it stood on the former topic, or has only moved on beyond the end of this one.
    if (commit === orphan || (commit > orphan && commit > end)) return 'recreated';
    track.orphans.delete(p);
  }
  if (commit > end && memory.truncated.has(p)) return 'truncated';
  if (track.rewinds.has(p)) return 'rewound';
  const trailing = memory.trailing.get(p);
  return trailing?.onlyControl === true && trailing.end === end && commit >= trailing.commit && commit < end
    ? 'only_markers'
    : null;
}

function placeOf(input: NameInput, p: number): { topic: string; partition: number } {
  const topic = input.topology.topics[input.topicOf[p] ?? -1];
  const i = p - (topic?.base ?? 0);
  return { topic: topic?.name ?? '', partition: topic?.partitions[i]?.partition ?? i };
}
