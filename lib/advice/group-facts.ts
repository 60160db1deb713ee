import type { GroupSummary } from '#lib/contracts/groups.ts';
import { isCanaryGroup } from '#lib/core/canary-names.ts';
import type { MembersEntry, StandingEntry } from '#lib/store/snapshot/types.ts';
import type { GroupFacts } from './facts.ts';

/** What the last pass stored of groups. */
export interface StoredGroups {
  groups: readonly GroupSummary[];
  standingOf: (groupId: string) => StandingEntry | undefined;
  membersOf: (groupId: string) => MembersEntry | undefined;
  /** Partitions of a topic; 0 when it is not known. */
  partitionsOf: (topic: string) => number;
}

/** The groups of each topic, by its name. Groups that the last pass could not read, and the canary's own, are left out. */
export function groupFactsByTopic(stored: StoredGroups): Map<string, GroupFacts[]> {
  const byTopic = new Map<string, GroupFacts[]>();
  for (const group of stored.groups) {
    const topics = stored.standingOf(group.groupId)?.topics ?? [];
    if (group.fault !== null || topics.length === 0 || isCanaryGroup(group.groupId)) continue;
    const held = assignments(group, stored.membersOf(group.groupId));
    const widest = topics.reduce(
      (best, { topic }) => (stored.partitionsOf(topic) > stored.partitionsOf(best) ? topic : best),
      '',
    );
    for (const standing of topics) {
      const facts: GroupFacts = {
        groupId: group.groupId,
        verdict: standing.verdict.code,
        inRate: standing.messagesInPerSecond,
        outRate: standing.messagesOutPerSecond,
        secondsBehind: standing.secondsBehind?.point ?? standing.secondsBehind?.lower ?? null,
        headroomSeconds: standing.retentionHeadroomSeconds,
        members: held?.length ?? null,
        idleMembers: held === null ? null : held.filter((topicsHeld) => topicsHeld.size === 0).length,
        membersHere: held === null ? null : held.filter((topicsHeld) => topicsHeld.has(standing.topic)).length,
        isWidestTopic: standing.topic === widest,
      };
      byTopic.set(standing.topic, [...(byTopic.get(standing.topic) ?? []), facts]);
    }
  }
  return byTopic;
}

/** Topics that each member holds partitions of; null while anything of it is not known, or in motion: a member without partitions in the middle of a rebalance is not idle. */
function assignments(group: GroupSummary, entry: MembersEntry | undefined): Set<string>[] | null {
  if (entry === undefined || entry.fault !== null || group.state?.toLowerCase() !== 'stable') return null;
  const held = entry.members.map(({ assignment, target, epoch }) =>
    assignment === null || (target !== null && target !== undefined && epoch !== entry.assignmentEpoch)
      ? null
      : new Set(assignment.filter(({ partitions }) => partitions.length > 0).map(({ topic }) => topic)),
  );
  const known = held.filter((topics) => topics !== null);
  return known.length === held.length ? known : null;
}
