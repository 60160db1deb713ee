import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { VERDICT_SEVERITY } from '#lib/contracts/verdict-severity.ts';

/** How many groups the overview names. */
const WORST_GROUPS = 5;

/** The groups that need eyes most: by verdict, then by how long their oldest unread record waits, then by lag. Groups of which nothing is known come last. */
export function worstGroups(groups: readonly GroupSummary[]): ClusterOverview['worstGroups'] {
  return groups
    .filter((group) => group.lag.value !== null || group.verdict !== null)
    .sort((a, b) => severity(b) - severity(a) || secondsOf(b) - secondsOf(a) || compareLag(b, a))
    .slice(0, WORST_GROUPS)
    .map(({ groupId, verdict, secondsBehind, lag, messagesOutPerSecond }) => ({
      groupId,
      verdict,
      secondsBehind,
      lag,
      messagesOutPerSecond,
    }));
}

/** The group whose oldest unread record waits longest, by the best estimate; null when no group's time is known. Ties go to the first. */
export function mostBehind(groups: readonly GroupSummary[]): ClusterOverview['mostBehind'] {
  let most: ClusterOverview['mostBehind'] = null;
  let seconds = -1;
  for (const group of groups) {
    const own = secondsOf(group);
    if (group.secondsBehind === null || own <= seconds) continue;
    seconds = own;
    most = { groupId: group.groupId, secondsBehind: group.secondsBehind, lag: group.lag };
  }
  return most;
}

function severity({ verdict }: GroupSummary): number {
  return verdict === null ? -1 : VERDICT_SEVERITY.indexOf(verdict.code);
}

/** The best estimate, or the lower bound where there is no other; what is not known is less than anything known. */
function secondsOf({ secondsBehind }: GroupSummary): number {
  return secondsBehind?.point ?? secondsBehind?.lower ?? -1;
}

function compareLag(a: GroupSummary, b: GroupSummary): number {
  const difference = BigInt(a.lag.value ?? 0) - BigInt(b.lag.value ?? 0);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
