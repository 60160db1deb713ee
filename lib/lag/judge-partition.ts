import type { LagRules } from './lag-rules.ts';

/** What one look says about a group on one partition, in the order of the rules. Numbers, because they stand in columns. `ahead`: the commit lies beyond the end, so that nothing can be judged. */
export const STANDING = { ok: 0, lost: 1, rewind: 2, stuck: 3, slow: 4, ahead: 5 } as const;
export type PartitionStanding = (typeof STANDING)[keyof typeof STANDING];

/** One partition as the rules see it; one object is filled again and again. Times are wall ms, NaN = never. Lag is known. */
export interface PartitionFacts {
  nowMs: number;
  lag: number;
  /** The commit lies before the start of the log. */
  isLost: boolean;
  /** Age of the next record: the best estimate, or the lower bound where there is no other; NaN = not known. */
  ageMs: number;
  /** When the lag was last 0. */
  zeroAtMs: number;
  /** Since when the commit stands where it stands, as far as it was watched. */
  flatSinceMs: number;
  /** When the commit was set back, and it has not come back since; NaN = it was not. */
  rewoundAtMs: number;
  /** The group has no members. */
  isEmpty: boolean;
  /** How long a commit of this group may stand still. */
  stopAfterMs: number;
}

/** How long a commit may stand still: at least the fixed time, longer for a group that is used to longer gaps. */
export function stopAfterMs(rules: LagRules, p99GapMs: number | null): number {
  return Math.max(rules.stopAfterMs, rules.stopGaps * (p99GapMs ?? 0));
}

/** Whether the group was at the end within the window and its next record is not known to be too old: then nothing else matters. */
export function isKeepingUp(facts: PartitionFacts, rules: LagRules): boolean {
  return facts.lag === 0 || (facts.nowMs - facts.zeroAtMs <= rules.windowMs && !(facts.ageMs > rules.sloMs));
}

/**
 * The first rule that fits: lost (a fact, so it comes before all else) · keeping up · set back and not yet recovered · standing still · too slow.
 * A set-back group is told as such while that is new or while it reads; one that stands still after it has stopped.
 */
export function judgePartition(facts: PartitionFacts, rules: LagRules): PartitionStanding {
  if (facts.isLost) return STANDING.lost;
  if (isKeepingUp(facts, rules)) return STANDING.ok;
  const stillMs = facts.nowMs - (facts.zeroAtMs > facts.flatSinceMs ? facts.zeroAtMs : facts.flatSinceMs);
  const isStill =
    stillMs >= facts.stopAfterMs || (facts.isEmpty && facts.ageMs >= facts.stopAfterMs && stillMs >= rules.emptyAfterMs);
  const isRewound = !Number.isNaN(facts.rewoundAtMs);
  if (isRewound && (!isStill || facts.nowMs - facts.rewoundAtMs <= rules.windowMs)) return STANDING.rewind;
  if (isStill) return STANDING.stuck;
  return facts.ageMs > rules.sloMs ? STANDING.slow : STANDING.ok;
}
