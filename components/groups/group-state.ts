import type { GroupPartition, GroupPartitionState, GroupSummary } from '#lib/contracts/groups.ts';
import type { VerdictCode } from '#lib/contracts/verdict.ts';
import type { Tone } from '../ui/state-tag.tsx';

/** Whether messages are known to wait for the group. */
export function hasLag(group: GroupSummary): boolean {
  return group.lag.value !== null && BigInt(group.lag.value) > 0n;
}

/** Whether something about a group needs eyes: its verdict, commits beyond the end, or that it could not be read. */
export function isInTrouble(group: GroupSummary): boolean {
  const isFine = group.verdict === null || FINE.has(group.verdict.code);
  return !isFine || group.lostPartitions > 0 || group.aheadPartitions > 0 || group.fault !== null;
}

/** Verdicts that call for nothing. What is unknown is not in trouble by that alone. */
export const FINE: ReadonlySet<VerdictCode> = new Set<VerdictCode>(['OK', 'UNKNOWN', 'NO_COMMIT']);

/** How a group stands on a partition, in Farol's words: a known lag is either nothing to read or something. */
export type StandingWord = Exclude<GroupPartitionState, 'ok'> | 'caught_up' | 'behind';

/** The word for a group's standing on one partition. */
export function standingWord(partition: GroupPartition): StandingWord {
  if (partition.state !== 'ok') return partition.state;
  return partition.lag === '0' ? 'caught_up' : 'behind';
}

/** How loud a standing is. Being behind is normal while messages flow; a group that never committed is neither late nor on time. */
export const STANDING_TONE: Record<StandingWord, Tone> = {
  caught_up: 'ok',
  behind: 'info',
  no_commit: 'mute',
  lost: 'bad',
  ahead_of_end: 'warn',
  recreated: 'warn',
  truncated: 'bad',
  rewound: 'warn',
  only_markers: 'ok',
  unknown: 'mute',
};

/** Partitions without a commit; the sum of lag leaves them out. */
export function partitionsWithoutCommit(partitions: readonly GroupPartition[]): number {
  return partitions.filter(({ state }) => state === 'no_commit').length;
}
