import type { QuorumMember } from '#lib/contracts/quorum.ts';
import type { Quorum, QuorumReplica } from '#lib/kafka/admin/port.ts';

/** A voter that held the whole log within so long can vote at once and become leader. */
const CAUGHT_UP_MS = 10_000;

/** How safe a quorum stands. */
export interface QuorumJudgement {
  voters: readonly QuorumMember[];
  observers: readonly QuorumMember[];
  majority: number;
  caughtUp: number | null;
  margin: number | null;
}

/**
 * Lag of every member and the margin: voters caught up minus the majority needed. Times are compared by the leader's clock alone: the leader gives its own
 * "last caught up" as the moment of its answer, so that no clock of Farol's or of another node comes in.
 * A leader begins with no knowledge of the others: `leaderForMs`, how long it has led at least, tells a member that is gone from one that has not fetched yet.
 */
export function judgeQuorum(quorum: Quorum, leaderForMs: number): QuorumJudgement {
  const leader = [...quorum.voters, ...quorum.observers].find((member) => member.nodeId === quorum.leaderId) ?? null;
  const member = (replica: QuorumReplica) => judgeMember(replica, leader, leaderForMs);
  const voters = quorum.voters.map(member);
  const majority = Math.floor(voters.length / 2) + 1;
  const isKnown = voters.length > 0 && voters.every((voter) => voter.caughtUp !== null);
  const caughtUp = isKnown ? voters.filter((voter) => voter.caughtUp === true).length : null;
  return {
    voters,
    observers: quorum.observers.map(member),
    majority,
    caughtUp,
    margin: caughtUp === null ? null : caughtUp - majority,
  };
}

function judgeMember(replica: QuorumReplica, leader: QuorumReplica | null, leaderForMs: number): QuorumMember {
  const behind = (leader?.logEndOffset ?? replica.logEndOffset) - replica.logEndOffset;
  const lagMs = lagOf(replica, leader, leaderForMs);
  return {
    nodeId: replica.nodeId,
    directoryId: replica.directoryId,
    isLeader: replica.nodeId === leader?.nodeId,
    logEndOffset: replica.logEndOffset.toString(),
    lag: (behind < 0n ? 0n : behind).toString(),
    lagMs,
    caughtUp: lagMs === null ? null : lagMs <= CAUGHT_UP_MS,
    lastFetchAt: isoOf(replica.lastFetchMs),
    lastCaughtUpAt: isoOf(replica.lastCaughtUpMs),
  };
}

/** null without a leader, where the leader tells no times at all (DescribeQuorum v0), and of a member that a new leader has not heard of yet. */
function lagOf(replica: QuorumReplica, leader: QuorumReplica | null, leaderForMs: number): number | null {
  if (leader === null || leader.lastCaughtUpMs === null) return null;
  if (replica.nodeId === leader.nodeId) return 0;
  // Never caught up under this leader: behind for as long as it leads, or longer.
  if (replica.lastCaughtUpMs === null) return leaderForMs > CAUGHT_UP_MS ? leaderForMs : null;
  return Math.max(0, leader.lastCaughtUpMs - replica.lastCaughtUpMs);
}

function isoOf(ms: number | null): string | null {
  const time = new Date(ms ?? NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
