import { difference, exact } from './derive-offsets.ts';

/** How one group stands on one partition with a commit. `no_commit` partitions have no row and no number. */
export type CommitState = 'ok' | 'lost' | 'ahead_of_end' | 'unknown';

/** A committed, end or start offset: `value` is NaN when unknown and rounded above 2^53, where `wide` is exact. */
export interface Offset {
  value: number;
  wide: bigint | undefined;
}

/** The standing of one commit, exact at any size. */
export interface CommitStanding {
  state: CommitState;
  /** end − committed; null when unknown or when the commit lies beyond the end. */
  lag: bigint | null;
  /** start − committed where the commit lies before the log start; null otherwise. */
  lost: bigint | null;
}

/** Compares a commit with the log it points into, as Kafka's own tools define lag. An unknown start offset cannot make a commit lost. */
export function judgeCommit(commit: Offset, end: Offset, start: Offset): CommitStanding {
  if (Number.isNaN(commit.value) || Number.isNaN(end.value)) return { state: 'unknown', lag: null, lost: null };
  const lag = exact(end.value, end.wide) - exact(commit.value, commit.wide);
  if (lag < 0n) return { state: 'ahead_of_end', lag: null, lost: null };
  if (!Number.isNaN(start.value) && difference(start.value, start.wide, commit.value, commit.wide) > 0) {
    return { state: 'lost', lag, lost: exact(start.value, start.wide) - exact(commit.value, commit.wide) };
  }
  return { state: 'ok', lag, lost: null };
}
