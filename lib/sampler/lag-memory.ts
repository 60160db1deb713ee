import type { Topology } from '#lib/kafka/admin/port.ts';
import { Crossings } from '#lib/lag/crossings.ts';
import type { StoredPoint } from '#lib/lag/crossings-codec.ts';
import type { StoredGroup } from '#lib/lag/stored-group.ts';
import { GroupTrack } from '#lib/lag/group-track.ts';
import { carryColumn } from './carry-partitions.ts';
import { topicKey } from './topic-key.ts';

/** What a former sampler left: applied to the first topology. */
export interface StoredLag {
  /** Points by partition number, by topic key. */
  crossings: ReadonlyMap<string, StoredPoint[][]>;
  groups: ReadonlyMap<string, StoredGroup>;
  /** Topics that had not moved until `seenUntilMs` (wall ms; NaN = not known) since their points were stored. */
  unmoved: ReadonlySet<string>;
  seenUntilMs: number;
}

/** A log that became shorter, remembered while commits may still point beyond it. */
export interface TruncatedLog {
  atMs: number;
  lostOffsets: bigint;
}

/** What a Fetch showed of the offsets behind a commit. */
export interface TrailingRecords {
  commit: number;
  end: number;
  onlyControl: boolean;
}

/** How long a truncation explains commits beyond the end. */
const TRUNCATION_KEPT_MS = 3_600_000;

/**
 * Everything about lag that is remembered of one cluster from pass to pass. Unlike the rest of the sampler's memory it is moved on in place: copying a week of crossings each pass would cost more than deriving.
 * Dense columns are in the order of `topology`. Times are wall ms.
 */
export class LagMemory {
  topology: Topology | null = null;
  readonly crossings = new Crossings(0);
  readonly tracks = new Map<string, GroupTrack>();
  /** Last known end, and since when it stands there. */
  lastEnd = new Float64Array(0);
  endSince = new Float64Array(0);
  leaderOf = new Int32Array(0);
  epochOf = new Int32Array(0);
  /** Last change of a leader, by topic key, of the last minutes. */
  readonly leaderMovedAt = new Map<string, number>();
  truncated = new Map<number, TruncatedLog>();
  /** Which rungs of the ladder were asked for, one bit each. */
  rungs = new Uint8Array(0);
  trailing = new Map<number, TrailingRecords>();
  /** Timestamps read at a commit: by partition, by commit. */
  exact = new Map<number, Map<number, number>>();
  /** Partitions that were seen with open transactions, and the backlog (end − last stable offset) when last read. */
  openTransactions = new Map<number, number>();
  /** Whether the last look for open transactions read a partition (1) or could not (0); null = nobody has looked yet. */
  stableSeen: Uint8Array | null = null;
  /** Topic keys whose crossings moved since they were last written down. */
  readonly moved = new Set<string>();
  /** Wall ms of the last pass that was taken in; NaN before the first. */
  seenUntilMs = NaN;
  /** All −1 between uses. */
  scratch = new Int32Array(0);
  #stored: StoredLag | null;

  constructor(stored: StoredLag | null = null) {
    this.#stored = stored;
  }

  /** Lays everything out for the topology of this pass. `map` gives new indexes by old ones; null = nothing moved. */
  carry(topology: Topology, map: Int32Array | null, nowMs: number): void {
    const before = this.topology;
    const count = topology.partitionCount;
    this.topology = topology;
    if (before === null) {
      this.crossings.carry(null, count);
      this.lastEnd = new Float64Array(count).fill(NaN);
      this.endSince = new Float64Array(count).fill(NaN);
      this.leaderOf = new Int32Array(count).fill(-1);
      this.epochOf = new Int32Array(count).fill(-1);
      this.rungs = new Uint8Array(count);
      this.scratch = new Int32Array(count).fill(-1);
      this.#restore(topology, nowMs);
      return;
    }
    if (map === null) return;
    this.crossings.carry(map, count);
    this.lastEnd = carryColumn(this.lastEnd, map, new Float64Array(count), NaN);
    this.endSince = carryColumn(this.endSince, map, new Float64Array(count), NaN);
    this.leaderOf = carryColumn(this.leaderOf, map, new Int32Array(count), -1);
    this.epochOf = carryColumn(this.epochOf, map, new Int32Array(count), -1);
    this.rungs = carryColumn(this.rungs, map, new Uint8Array(count), 0);
    this.scratch = new Int32Array(count).fill(-1);
    this.truncated = carryKeys(this.truncated, map);
    this.trailing = carryKeys(this.trailing, map);
    this.exact = carryKeys(this.exact, map);
    this.openTransactions = carryKeys(this.openTransactions, map);
    this.stableSeen &&= carryColumn(this.stableSeen, map, new Uint8Array(count), 0);
    const heir = heirs(before, topology, map);
    const keys = new Set(topology.topics.map(topicKey));
    for (const track of this.tracks.values()) {
      track.carry(map, heir);
      track.forgetTopics((key) => keys.has(key));
    }
  }

  /** The track of a group, new if there is none. */
  track(groupId: string): GroupTrack {
    let track = this.tracks.get(groupId);
    if (track === undefined) this.tracks.set(groupId, (track = new GroupTrack()));
    return track;
  }

  /** Forgets what is too old to matter, and groups that are gone. */
  forget(groupIds: ReadonlySet<string>, nowMs: number, settleMs: number): void {
    for (const groupId of this.tracks.keys()) if (!groupIds.has(groupId)) this.tracks.delete(groupId);
    for (const [key, atMs] of this.leaderMovedAt) if (nowMs - atMs > settleMs) this.leaderMovedAt.delete(key);
    for (const [p, { atMs }] of this.truncated) if (nowMs - atMs > TRUNCATION_KEPT_MS) this.truncated.delete(p);
  }

  #restore(topology: Topology, nowMs: number): void {
    const stored = this.#stored;
    this.#stored = null;
    if (stored === null) return;
    const byKey = new Map(topology.topics.map((topic) => [topicKey(topic), topic]));
    for (const [key, partitions] of stored.crossings) {
      const topic = byKey.get(key);
      if (topic === undefined) continue;
      for (const [i, points] of partitions.entries()) {
        if (i >= topic.partitions.length || points.length === 0) continue;
        this.crossings.restore(topic.base + i, points, nowMs);
        const last = points.at(-1);
        // So that what was written while nobody looked counts as produced, as what was read then counts as consumed.
        this.lastEnd[topic.base + i] = last?.offset ?? NaN;
        this.endSince[topic.base + i] = points.find(({ offset }) => offset === last?.offset)?.atMs ?? NaN;
        if (last !== undefined && stored.unmoved.has(key) && stored.seenUntilMs > last.atMs && stored.seenUntilMs <= nowMs) {
          this.crossings.observe(topic.base + i, last.offset, stored.seenUntilMs);
        }
      }
    }
    for (const [groupId, group] of stored.groups) restoreTrack(this.track(groupId), group, byKey, topology);
  }
}

function restoreTrack(
  track: GroupTrack,
  stored: StoredGroup,
  byKey: ReadonlyMap<string, Topology['topics'][number]>,
  topology: Topology,
): void {
  track.code = stored.code;
  track.codeSinceMs = stored.codeSinceMs;
  track.rebalancedAt = stored.rebalancedAt;
  track.rhythm.gaps.set(stored.gaps.slice(0, track.rhythm.gaps.length));
  track.rhythm.steps.set(stored.steps.slice(0, track.rhythm.steps.length));
  const rows = stored.topics.flatMap((topic) => {
    const now = byKey.get(topic.key);
    const heir = now === undefined ? topology.topicByName.get(topic.topic) : undefined;
    return topic.rows.flatMap((row) => {
      // Recreated while nobody looked: a commit that still stands there is one on the former topic.
      if (heir !== undefined && row.partition < heir.partitions.length && !Number.isNaN(row.commit)) {
        track.orphans.set(heir.base + row.partition, row.commit);
      }
      return now === undefined || row.partition >= now.partitions.length ? [] : [{ ...row, index: now.base + row.partition }];
    });
  });
  track.partitions = Int32Array.from(rows, (row) => row.index);
  track.commit = Float64Array.from(rows, (row) => row.commit);
  track.flatSince = Float64Array.from(rows, (row) => row.flatSince);
  track.movedAt = Float64Array.from(rows, (row) => row.movedAt);
  track.zeroAt = Float64Array.from(rows, (row) => row.zeroAt);
  track.standing = new Uint8Array(rows.length);
  for (const row of rows) if (row.rewind !== null) track.rewinds.set(row.index, row.rewind);
  for (const topic of stored.topics) {
    if (!byKey.has(topic.key) || Number.isNaN(topic.watchedSinceMs)) continue;
    // The window's own length is that of the first poll; a stored one of another length starts anew there.
    track.restored.set(topic.key, topic);
  }
}

/** For each partition that a topic lost by being recreated: the same partition of the new one. */
function heirs(before: Topology, now: Topology, map: Int32Array): (partition: number) => number {
  const heir = new Map<number, number>();
  for (const topic of before.topics) {
    if (topic.partitions.length === 0 || (map[topic.base] ?? -1) >= 0) continue;
    const next = now.topicByName.get(topic.name);
    if (next === undefined) continue;
    const length = Math.min(topic.partitions.length, next.partitions.length);
    for (let i = 0; i < length; i++) heir.set(topic.base + i, next.base + i);
  }
  return (partition) => heir.get(partition) ?? -1;
}

function carryKeys<T>(entries: ReadonlyMap<number, T>, map: Int32Array): Map<number, T> {
  const moved = new Map<number, T>();
  for (const [old, value] of entries) {
    const now = map[old] ?? -1;
    if (now >= 0) moved.set(now, value);
  }
  return moved;
}
