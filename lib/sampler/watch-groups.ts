import { isFullyJudged, type DerivedCommits } from './derive-commits.ts';

/** A group without members is worth a problem only after this long: a restarting consumer is back sooner. */
const EMPTY_FOR_MS = 30_000;
/** Commits beyond the end are worth a problem when seen in so many passes in a row: one may be a leader that lags behind. */
const AHEAD_PASSES = 2;

/** What is followed over passes about one group. */
export interface GroupWatch {
  /** Wall ms since when it has no members; null while it has some, or when that is not known. */
  emptySinceMs: number | null;
  /** Its lag when it was first seen empty. */
  lagWhenEmpty: bigint | null;
  /** Its lag, as last known, while it counts as abandoned: without members for a while and further behind. null while it does not. */
  abandonedLag: bigint | null;
  aheadPasses: number;
}

/** Follows every group one pass further. Unknown states leave a watch as it is. `isRewound`: whether somebody set the commits of group `g` back; then its lag did not grow by what others wrote. */
export function watchGroups(
  commits: DerivedCommits,
  previous: ReadonlyMap<string, GroupWatch>,
  nowMs: number,
  isRewound: (g: number) => boolean = () => false,
): Map<string, GroupWatch> {
  const watches = new Map<string, GroupWatch>();
  for (const [g, group] of commits.groups.entries()) {
    const { groupId, state } = group.listing;
    const before = previous.get(groupId) ?? { emptySinceMs: null, lagWhenEmpty: null, abandonedLag: null, aheadPasses: 0 };
    // A partition whose leader moves may be the one: nothing has ended while its end is not known.
    const aheadPasses = (commits.ahead[g] ?? 0) > 0 ? before.aheadPasses + 1 : isFullyJudged(commits, g) ? 0 : before.aheadPasses;
    // A state that was told earlier is no news: since then the group may have had members.
    if (state === null || group.toldAtMs !== nowMs) {
      watches.set(groupId, { ...before, aheadPasses });
    } else if (state !== 'Empty') {
      watches.set(groupId, { emptySinceMs: null, lagWhenEmpty: null, abandonedLag: null, aheadPasses });
    } else {
      const lag = (commits.byGroup.lagKnown[g] ?? 0) > 0 ? commits.byGroup.lag.get(g) : null;
      const emptySinceMs = before.emptySinceMs ?? nowMs;
      const lagWhenEmpty = isRewound(g) ? (lag ?? before.lagWhenEmpty) : (before.lagWhenEmpty ?? lag);
      const isAbandoned = lag !== null && lagWhenEmpty !== null && lag > lagWhenEmpty && nowMs - emptySinceMs >= EMPTY_FOR_MS;
      // An unknown lag resolves nothing.
      const abandonedLag = isAbandoned ? lag : lag === null ? before.abandonedLag : null;
      watches.set(groupId, { emptySinceMs, lagWhenEmpty, abandonedLag, aheadPasses });
    }
  }
  return watches;
}

/** Whether commits beyond the end have been seen long enough to be believed. */
export function isAheadForGood(watch: GroupWatch | undefined): boolean {
  return (watch?.aheadPasses ?? 0) >= AHEAD_PASSES;
}
