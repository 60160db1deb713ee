import type { VerdictCode } from '#lib/contracts/verdict.ts';
import { CommitRhythm } from './commit-rhythm.ts';
import type { StoredTopic } from './stored-group.ts';
import { LagWindow } from './lag-window.ts';

/** A commit that was set back and has not come back to where it was. */
export interface Rewind {
  /** Where it stood before. */
  from: number;
  atMs: number;
}

/** What is followed of one group on one topic. */
export interface TopicTrack {
  topic: string;
  window: LagWindow;
  /** First poll that saw it, wall ms. */
  watchedSinceMs: number;
  /** The last verdict and since when; null before the first. */
  code: VerdictCode | null;
  codeSinceMs: number;
}

/** What is followed of one group from poll to poll. Columns have one element per partition with a commit, in the order of the last poll; times are wall ms, NaN = never. */
export class GroupTrack {
  /** Dense partition indexes. */
  partitions = new Int32Array(0);
  commit = new Float64Array(0);
  /** Since when the commit stands where it stands; since the first poll that saw it where it never moved. */
  flatSince = new Float64Array(0);
  /** When it was last seen to move. */
  movedAt = new Float64Array(0);
  /** When the lag was last 0. */
  zeroAt = new Float64Array(0);
  /** `PartitionStanding` of the last poll. */
  standing = new Uint8Array(0);
  /** By dense partition index. */
  rewinds = new Map<number, Rewind>();
  /** Commits on a former topic of the same name, by dense partition index: a commit that still stands there belongs to that one. */
  orphans = new Map<number, number>();
  readonly rhythm = new CommitRhythm();
  /** By topic key. */
  readonly topics = new Map<string, TopicTrack>();
  /** What was stored of topics that have not been polled since. */
  readonly restored = new Map<string, StoredTopic>();
  /** Wall ms of the rebalances that were seen, oldest first, at most as many as matter. */
  rebalancedAt: number[] = [];
  /** State, epoch and members by which the next rebalance is recognised. */
  signature: GroupSignature | null = null;
  /** Topics that members hold without any commit, and the partitions they hold; null until members were read. */
  uncommitted: ReadonlyMap<string, readonly number[]> | null = null;
  code: VerdictCode | null = null;
  codeSinceMs = NaN;
  /** Last poll in which its commits were read, wall ms; NaN = none in this process. */
  readAtMs = NaN;

  /** Lays the columns out for the partitions of this poll; what is known of a partition goes with it. `scratch` has one element per partition of the topology, all −1, and is left so. */
  align(partitions: Int32Array, scratch: Int32Array): void {
    if (isSame(this.partitions, partitions)) return;
    const old = {
      partitions: this.partitions,
      commit: this.commit,
      flatSince: this.flatSince,
      movedAt: this.movedAt,
      zeroAt: this.zeroAt,
    };
    const rows = partitions.length;
    // A copy: the columns of a pass are views into one large buffer that must not be kept alive.
    this.partitions = Int32Array.from(partitions);
    this.commit = new Float64Array(rows).fill(NaN);
    this.flatSince = new Float64Array(rows).fill(NaN);
    this.movedAt = new Float64Array(rows).fill(NaN);
    this.zeroAt = new Float64Array(rows).fill(NaN);
    this.standing = new Uint8Array(rows);
    for (let row = 0; row < old.partitions.length; row++) {
      const p = old.partitions[row] ?? -1;
      if (p >= 0) scratch[p] = row;
    }
    for (let row = 0; row < rows; row++) {
      const p = partitions[row] ?? -1;
      const from = p < 0 ? -1 : (scratch[p] ?? -1);
      if (from < 0) continue;
      this.commit[row] = old.commit[from] ?? NaN;
      this.flatSince[row] = old.flatSince[from] ?? NaN;
      this.movedAt[row] = old.movedAt[from] ?? NaN;
      this.zeroAt[row] = old.zeroAt[from] ?? NaN;
    }
    for (let row = 0; row < old.partitions.length; row++) {
      const p = old.partitions[row] ?? -1;
      if (p >= 0) scratch[p] = -1;
    }
  }

  /** Moves to another topology; `map` gives the new index by the old one, `heir` that of the same partition of a new topic of the same name (-1 = none). */
  carry(map: Int32Array, heir: (partition: number) => number): void {
    const orphans = new Map<number, number>();
    for (const [p, commit] of this.orphans) {
      const now = map[p] ?? -1;
      if (now >= 0) orphans.set(now, commit);
    }
    const partitions = new Int32Array(this.partitions.length);
    for (let row = 0; row < partitions.length; row++) {
      const p = this.partitions[row] ?? -1;
      const now = p < 0 ? -1 : (map[p] ?? -1);
      partitions[row] = now;
      const next = p >= 0 && now < 0 ? heir(p) : -1;
      const commit = this.commit[row] ?? NaN;
      if (next >= 0 && !Number.isNaN(commit)) orphans.set(next, commit);
    }
    const rewinds = new Map<number, Rewind>();
    for (const [p, rewind] of this.rewinds) {
      const now = map[p] ?? -1;
      if (now >= 0) rewinds.set(now, rewind);
    }
    this.partitions = partitions;
    this.orphans = orphans;
    this.rewinds = rewinds;
  }

  /** Forgets topics that are gone: a recreated one has another key. */
  forgetTopics(exists: (key: string) => boolean): void {
    for (const key of this.topics.keys()) if (!exists(key)) this.topics.delete(key);
    for (const key of this.restored.keys()) if (!exists(key)) this.restored.delete(key);
  }

  /** The track of one topic, new if there is none. */
  topic(key: string, topic: string, nowMs: number, windowMs: number): TopicTrack {
    let track = this.topics.get(key);
    if (track === undefined) {
      const stored = this.restored.get(key);
      const window = new LagWindow(windowMs);
      if (stored !== undefined) window.restore(stored.window, stored.slots);
      track = {
        topic,
        window,
        watchedSinceMs: stored?.watchedSinceMs ?? nowMs,
        code: stored?.code ?? null,
        codeSinceMs: stored?.codeSinceMs ?? NaN,
      };
      this.restored.delete(key);
      this.topics.set(key, track);
    }
    return track;
  }

  /** Notes a rebalance when state, epoch or members say that there was one. */
  noteSignature(signature: GroupSignature, nowMs: number, windowMs: number): void {
    const before = this.signature;
    this.signature = signature;
    if (before !== null && isRebalance(before, signature)) this.rebalancedAt.push(nowMs);
    while ((this.rebalancedAt[0] ?? Infinity) < nowMs - windowMs) this.rebalancedAt.shift();
  }
}

/** What tells one assignment of a group from the next. */
export interface GroupSignature {
  isRebalancing: boolean;
  /** null = not known, or a classic group. */
  epoch: number | null;
  /** A number that other members would change; null = members not known. */
  members: number | null;
}

function isRebalance(before: GroupSignature, now: GroupSignature): boolean {
  if (now.isRebalancing && !before.isRebalancing) return true;
  // The end of a rebalance that was seen to begin is no second one.
  if (before.isRebalancing) return false;
  const differs = (a: number | null, b: number | null) => a !== null && b !== null && a !== b;
  return differs(before.epoch, now.epoch) || (now.epoch === null && differs(before.members, now.members));
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
