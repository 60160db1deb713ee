import type { Item, Quorum } from '#lib/kafka/admin/port.ts';
import type { QuorumDetail } from '#lib/contracts/quorum.ts';

/** Elections that are remembered. */
const ELECTIONS_MAX = 20;
/** A leader is known to lead since the pass that first saw it if the one before it was seen so lately: an interval of the slowest cadence, and a little. */
const EXACT_WITHIN_MS = 90_000;

/** What is followed over passes about the leader of the metadata quorum. */
export interface QuorumWatch {
  epoch: number;
  leaderId: number;
  /** Wall ms of the first pass that saw this leader in this epoch. */
  sinceMs: number;
  /** Whether another leader was seen shortly before; else it leads for longer than Farol has looked. */
  isSinceExact: boolean;
  /** Wall ms of the passes that first saw a new epoch, newest first. */
  elections: readonly number[];
  /** Wall ms of the last pass that saw it; NaN = not known. */
  seenMs: number;
}

/** Follows the leader one pass further. A pass that could not read the quorum, or saw no leader, says nothing about the next one's epoch. */
export function watchQuorum(quorum: Item<Quorum> | null, before: QuorumWatch | null, nowMs: number): QuorumWatch | null {
  if (!quorum?.ok || quorum.value.leaderId === null) return before;
  const { leaderEpoch: epoch, leaderId } = quorum.value;
  if (before === null) return { epoch, leaderId, sinceMs: nowMs, isSinceExact: false, elections: [], seenMs: nowMs };
  if (before.epoch === epoch && before.leaderId === leaderId) return { ...before, seenMs: nowMs };
  const elections = [nowMs, ...before.elections].slice(0, ELECTIONS_MAX);
  return { epoch, leaderId, sinceMs: nowMs, isSinceExact: nowMs - before.seenMs <= EXACT_WITHIN_MS, elections, seenMs: nowMs };
}

/** The watch that the last stored pass had. */
export function restoreQuorumWatch(stored: QuorumDetail | null | undefined): QuorumWatch | null {
  if (stored?.leaderId == null || stored.leaderSince === null) return null;
  return {
    epoch: stored.leaderEpoch,
    leaderId: stored.leaderId,
    sinceMs: Date.parse(stored.leaderSince),
    isSinceExact: stored.leaderSinceIsExact,
    elections: stored.elections.map((at) => Date.parse(at)),
    seenMs: NaN,
  };
}
