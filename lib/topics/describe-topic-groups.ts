import type { GroupTopic } from '#lib/contracts/groups.ts';
import type { TopicGroup } from '#lib/contracts/topics.ts';
import { offsetText } from '#lib/series/offset-text.ts';

/** A group's newest commits on one topic. Index = partition; NaN or a missing element = no commit or unknown. */
export interface GroupCommits {
  groupId: string;
  committed: { latest: Float64Array; rates: Float64Array };
}

/**
 * Standing of each group that has commits on a topic now; groups without any are left out, and so are groups the last pass does not know (`states`).
 * `standings`: how each does on this topic, where that was judged. Lag counts over the partitions with a commit, as far as it is known; it is the largest first.
 */
export function describeTopicGroups(
  groups: readonly GroupCommits[],
  end: Float64Array,
  states: ReadonlyMap<string, string | null>,
  standings: ReadonlyMap<string, Pick<GroupTopic, 'verdict' | 'secondsBehind'>> = new Map(),
): TopicGroup[] {
  const rows: { lag: number; row: TopicGroup }[] = [];
  for (const { groupId, committed } of groups) {
    if (!states.has(groupId)) continue;
    const sum = { lag: 0, known: 0, total: 0, rate: 0, rateKnown: 0 };
    for (let partition = 0; partition < committed.latest.length; partition++) {
      const commit = committed.latest[partition] ?? Number.NaN;
      if (Number.isNaN(commit)) continue;
      sum.total++;
      const lag = (end[partition] ?? Number.NaN) - commit;
      if (lag >= 0) {
        sum.known++;
        sum.lag += lag;
      }
      const rate = committed.rates[partition] ?? Number.NaN;
      if (!Number.isNaN(rate)) {
        sum.rateKnown++;
        sum.rate += rate;
      }
    }
    if (sum.total === 0) continue;
    rows.push({
      lag: sum.known === 0 ? -1 : sum.lag,
      row: {
        groupId,
        state: states.get(groupId) ?? null,
        verdict: standings.get(groupId)?.verdict ?? null,
        secondsBehind: standings.get(groupId)?.secondsBehind ?? null,
        lag: { value: sum.known === 0 ? null : offsetText(sum.lag), known: sum.known, total: sum.total },
        messagesOutPerSecond: { value: sum.rateKnown === 0 ? null : sum.rate, known: sum.rateKnown, total: sum.total },
      },
    });
  }
  return rows.sort((a, b) => b.lag - a.lag || (a.row.groupId < b.row.groupId ? -1 : 1)).map(({ row }) => row);
}
