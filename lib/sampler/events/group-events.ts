import type { GroupDescription } from '#lib/kafka/admin/port.ts';
import { coordinatorPartition, OFFSETS_TOPIC, type CurrentGroup } from '../derive-group-list.ts';
import type { DerivedPass } from '../derive-pass.ts';
import { isRebalancing, type EventBaseline, type GroupBaseline, type ListingReach } from './event-baseline.ts';
import { broker, fewNames, group as groupScope, type EventDraft } from './event-draft.ts';
import { assignmentOf, memberEvents, membersOf } from './member-events.ts';

const NEVER_SEEN: Omit<GroupBaseline, 'kind'> = {
  coordinator: null,
  state: null,
  rebalance: null,
  assignment: null,
  epoch: null,
  isSettling: false,
  members: null,
};

/** A group that was not there in the pass before had no members then. */
const NEW: typeof NEVER_SEEN = { ...NEVER_SEEN, members: new Map() };

/** What a pass tells about groups, and what is known of them from now on. A group whose coordinator is silent stays as it was. */
export function groupEvents(
  baseline: EventBaseline | null,
  derived: DerivedPass,
): { drafts: EventDraft[]; groups: EventBaseline['groups']; reach: ListingReach } {
  const drafts: EventDraft[] = [];
  const moves: Move[] = [];
  const groups = new Map<string, GroupBaseline>();
  for (const current of derived.commits.groups) {
    const { groupId, coordinator, kind } = current.listing;
    const before = baseline?.groups.get(groupId);
    const isFirst = before === undefined && baseline !== null && current.fault === null && isNew(current, baseline);
    if (isFirst) drafts.push({ kind: 'group_appeared', scope: groupScope(groupId), detail: { kind } });
    const isListed = current.fault === null;
    if (isListed && before !== undefined && before.coordinator !== null && before.coordinator !== coordinator) {
      moves.push({ groupId, from: before.coordinator, to: coordinator });
    }
    const seen = { ...(before ?? (isFirst ? NEW : NEVER_SEEN)), kind: kind === 'unknown' ? (before?.kind ?? kind) : kind };
    if (isListed) seen.coordinator = coordinator;
    groups.set(groupId, followGroup(seen, current, freshDescription(derived, groupId), derived.pass.startedAtMs, drafts));
  }
  for (const [groupId, before] of baseline?.groups ?? []) {
    if (groups.has(groupId)) continue;
    // Of a group whose coordinator was silent when another sampler stopped, nobody knows whether it is gone.
    if (before.coordinator === null) groups.set(groupId, before);
    else drafts.push({ kind: 'group_gone', scope: groupScope(groupId), detail: {} });
  }
  return { drafts: [...drafts, ...movedCoordinators(moves)], groups, reach: widen(baseline?.reach, derived) };
}

/** What was read of a group in this very pass; null when nothing was, or only a fault. */
function freshDescription({ pass }: DerivedPass, groupId: string): GroupDescription | null {
  const item = pass.descriptions?.get(groupId);
  return item?.ok ? item.value : null;
}

/** Follows the rebalances and members of one group through one pass. */
function followGroup(
  before: GroupBaseline,
  { listing }: CurrentGroup,
  description: GroupDescription | null,
  nowMs: number,
  drafts: EventDraft[],
): GroupBaseline {
  const scope = groupScope(listing.groupId);
  const now = { ...before };
  let hasEnded = false;
  if (listing.state !== null) {
    const isOn = isRebalancing(listing.state);
    if (isOn && before.rebalance === null) {
      // Of a group that was never seen at rest nobody knows when this one began.
      if (before.state !== null) drafts.push({ kind: 'group_rebalance_started', scope, detail: { state: listing.state } });
      now.rebalance = { sinceMs: nowMs, epoch: before.epoch };
    }
    hasEnded = !isOn && before.rebalance !== null;
    if (hasEnded) now.rebalance = null;
    now.state = listing.state;
  }
  if (description !== null) {
    drafts.push(...memberEvents(listing.groupId, before.members, description));
    now.members = membersOf(description);
    now.assignment = assignmentOf(description) ?? before.assignment;
    now.epoch = description.assignmentEpoch ?? before.epoch;
  }
  const isOther = before.assignment !== null && now.assignment !== before.assignment;
  const isUnseen = isOther && before.rebalance === null && now.rebalance === null && !before.isSettling;
  if (hasEnded || isUnseen) {
    const from = before.rebalance === null ? before.epoch : before.rebalance.epoch;
    drafts.push({
      kind: 'group_rebalance_finished',
      scope,
      detail: {
        state: now.state,
        // null: it began and ended between two passes.
        seconds: before.rebalance === null ? null : Math.round((nowMs - before.rebalance.sinceMs) / 1000),
        epochBefore: from,
        epoch: now.epoch,
      },
    });
  }
  now.isSettling = description === null && (hasEnded || before.isSettling);
  return now;
}

interface Move {
  groupId: string;
  from: number;
  to: number;
}

/** One event for the groups that left the same broker, however many. */
function movedCoordinators(moves: readonly Move[]): EventDraft[] {
  return [...Map.groupBy(moves, (move) => move.from)].map(([from, own]) => {
    const to = [...new Set(own.map((move) => move.to))].sort((a, b) => a - b);
    const [only] = own;
    return {
      kind: 'group_coordinator_moved' as const,
      scope: own.length === 1 && only !== undefined ? groupScope(only.groupId) : broker(from),
      touches: [...[from, ...to].map(broker), ...own.map((move) => groupScope(move.groupId))],
      detail: { from, to: to.map(String), groups: own.length, names: fewNames(own.map((move) => move.groupId)) },
      key: String(from),
    };
  });
}

/** Whether a group that was not known before really is new: only where its coordinator was heard before can it have been missing. */
function isNew({ listing }: CurrentGroup, { topics, reach }: EventBaseline): boolean {
  const partitions = topics.get(OFFSETS_TOPIC)?.partitions.length ?? 0;
  return partitions > 0
    ? reach.partitions.has(coordinatorPartition(listing.groupId, partitions))
    : reach.brokers.has(listing.coordinator);
}

function widen(before: ListingReach | undefined, { pass, brokers }: DerivedPass): ListingReach {
  if (pass.groups === null) return before ?? { partitions: new Set(), brokers: new Set() };
  const heard = new Set(pass.groups.brokers.flatMap(({ nodeId, fault }) => (fault === null ? [nodeId] : [])));
  const partitions = new Set(before?.partitions);
  for (const { partition, leader } of pass.topology.topicByName.get(OFFSETS_TOPIC)?.partitions ?? []) {
    if (leader !== null && heard.has(leader)) partitions.add(partition);
  }
  return { partitions, brokers: new Set([...(before?.brokers ?? []), ...heard].filter((nodeId) => brokers.has(nodeId))) };
}
